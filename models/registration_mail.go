package models

import (
	"strings"
	"time"
)

// MailKind says what a mail about a registration tells.
type MailKind string

// The mails about a registration.
const (
	MailReceived   MailKind = "received"   // waits for the organisers
	MailConfirmed  MailKind = "confirmed"  // has a seat; with a calendar file
	MailWaitlisted MailKind = "waitlisted" // with the place in line
	MailOffered    MailKind = "offered"    // with the end of the offer
	MailDeclined   MailKind = "declined"
	MailWithdrawn  MailKind = "withdrawn"
	MailLapsed     MailKind = "lapsed"
	MailRevoked    MailKind = "revoked"
	MailCancelled  MailKind = "cancelled" // the seminar does not take place
	MailPostponed  MailKind = "postponed" // not on these days
	MailMoved      MailKind = "moved"     // on other days, elsewhere, or after all; with a calendar file
	MailAgain      MailKind = "again"     // somebody registered this address once more, or it was corrected: how things stand, and the link
)

// MailKinds lists all kinds.
var MailKinds = []MailKind{MailReceived, MailConfirmed, MailWaitlisted, MailOffered, MailDeclined, MailWithdrawn, MailLapsed, MailRevoked, MailCancelled, MailPostponed, MailMoved, MailAgain}

// LinkToRegistration is the purpose for which links to registrations are
// signed: a link signed for anything else does not open one.
const LinkToRegistration = "registration"

// HolderOf is what a link to a registration is signed for: the registration
// and the person it belongs to. When it becomes another person's, the links
// that went to a wrong address open nothing any more.
func HolderOf(registration, person string) string { return registration + "." + person }

// HolderByLink is whoever has a link that was signed for this: the holder of
// that one registration, and nothing else. An empty one is of no registration.
func HolderByLink(signed string) (by Actor, registration string, err error) {
	id, person, whole := strings.Cut(signed, ".")
	if !whole || !IsID(id) {
		return Actor{}, "", Missing()
	}
	return Actor{Via: ViaLink, RegistrationID: id, PersonID: person}, id, nil
}

// MailOf is the mail that tells of a state.
func MailOf(s RegistrationStatus) MailKind {
	if s == Pending {
		return MailReceived
	}
	return MailKind(s)
}

// MailOfSeminar is the mail that tells those who are registered of another
// state of the seminar; empty when it changes nothing for them.
func MailOfSeminar(from, to SeminarStatus) MailKind {
	switch {
	case to == SeminarCancelled:
		return MailCancelled
	case to == SeminarPostponed:
		return MailPostponed
	case to == SeminarAnnounced && from == SeminarPostponed:
		return MailMoved
	}
	return ""
}

// MailRegistration is the work of writing to the holder of a registration.
// Registration, kind and version together name the mail: work that is done
// again makes the same mail, not another one.
type MailRegistration struct {
	RegistrationID string   `json:"registration"`
	Mail           MailKind `json:"mail"`
	Version        int      `json:"version"`            // of the registration when the mail became due
	Position       int      `json:"position,omitempty"` // place in line at that moment
	HadSeat        bool     `json:"had_seat,omitempty"` // the seat is gone: the calendar entry is called off
	Nonce          string   `json:"nonce,omitempty"`    // sets a repeated mail apart from the first
}

// Kind names the job in the queue.
func (MailRegistration) Kind() string { return "registration.mail" }

// LapseOffers is the work of ending offers that were not taken in time.
type LapseOffers struct{}

// Kind names the job in the queue.
func (LapseOffers) Kind() string { return "offers.lapse" }

// RegistrationLetter is what a mail about a registration needs to know.
type RegistrationLetter struct {
	RegistrationSeminar
	RegistrationID string
	PersonID       string
	Status         RegistrationStatus
	Position       int // place in the waiting list; 0 when not in it
	Email          string
	Honorific      string
	Name           string
	Language       string
	OfferExpiresAt *time.Time
	UpdatedAt      time.Time
	Version        int
	FirstSession   LocalTime // when the published programme begins and ends; empty before it is published
	LastSession    LocalTime
}

// StillTrue reports whether a mail may still be sent: news stays news, but an
// offer that was answered or has ended must not ask for an answer, and what
// the seminar has become since is told by a mail of its own.
func (l RegistrationLetter) StillTrue(m MailRegistration, now time.Time) bool {
	switch m.Mail {
	case MailReceived, MailConfirmed, MailWaitlisted:
		return l.SeminarStatus != SeminarCancelled
	case MailOffered:
		return l.SeminarStatus != SeminarCancelled && l.Status == Offered && l.OfferExpiresAt != nil && !now.After(*l.OfferExpiresAt)
	case MailPostponed:
		return l.SeminarStatus == SeminarPostponed
	case MailMoved:
		return l.SeminarStatus == SeminarAnnounced && l.Status.IsActive()
	}
	return true
}
