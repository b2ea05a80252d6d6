package models

import (
	"strings"
	"time"
)

// MailKind is the kind of an e-mail about a registration.
type MailKind string

// The mails about a registration.
const (
	MailReceived   MailKind = "received"   // awaits a decision of the organisers
	MailConfirmed  MailKind = "confirmed"  // has a seat; with a calendar file
	MailWaitlisted MailKind = "waitlisted" // with the position on the waiting list
	MailOffered    MailKind = "offered"    // with the deadline of the offer
	MailDeclined   MailKind = "declined"
	MailWithdrawn  MailKind = "withdrawn"
	MailLapsed     MailKind = "lapsed"
	MailRevoked    MailKind = "revoked"
	MailCancelled  MailKind = "cancelled" // the seminar does not take place
	MailPostponed  MailKind = "postponed" // not on these dates
	MailMoved      MailKind = "moved"     // new dates, a new place, or announced again; with a calendar file
	MailAgain      MailKind = "again"     // the address was registered once more, or was corrected: the status, and the link
)

// MailKinds lists all kinds.
var MailKinds = []MailKind{MailReceived, MailConfirmed, MailWaitlisted, MailOffered, MailDeclined, MailWithdrawn, MailLapsed, MailRevoked, MailCancelled, MailPostponed, MailMoved, MailAgain}

// LinkToRegistration is the purpose for which links to registrations are
// signed: a link signed for anything else does not open one.
const LinkToRegistration = "registration"

// HolderOf is what a link to a registration is signed for: the registration
// and its person. If it becomes another person's, links that were sent to a
// wrong address are no longer valid.
func HolderOf(registration, person string) string { return registration + "." + person }

// HolderByLink is whoever has a link signed for this: the holder of that one
// registration, and nothing else. An empty one belongs to no registration.
func HolderByLink(signed string) (by Actor, registration string, err error) {
	id, person, whole := strings.Cut(signed, ".")
	if !whole || !IsID(id) {
		return Actor{}, "", Missing()
	}
	return Actor{Via: ViaLink, RegistrationID: id, PersonID: person}, id, nil
}

// MailOf is the e-mail that reports a status.
func MailOf(s RegistrationStatus) MailKind {
	if s == Pending {
		return MailReceived
	}
	return MailKind(s)
}

// MailOfSeminar is the e-mail that reports a new status of the seminar to
// registered participants; empty if it changes nothing for them.
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

// MailRegistration is the job of writing to the holder of a registration.
// Registration, kind and version together identify the e-mail: a repeated job
// makes the same e-mail, not another one.
type MailRegistration struct {
	RegistrationID string   `json:"registration"`
	Mail           MailKind `json:"mail"`
	Version        int      `json:"version"`              // of the registration when the e-mail became due
	Position       int      `json:"position,omitempty"`   // position on the waiting list at that moment
	HadSeat        bool     `json:"had_seat,omitempty"`   // the seat is gone: the calendar entry is cancelled
	Reinstated     bool     `json:"reinstated,omitempty"` // after it had been declined or revoked
	Nonce          string   `json:"nonce,omitempty"`      // distinguishes a repeated e-mail from the first
}

// Kind names the job in the queue.
func (MailRegistration) Kind() string { return "registration.mail" }

// LapseOffers is the job of ending offers that were not accepted in time.
type LapseOffers struct{}

// Kind names the job in the queue.
func (LapseOffers) Kind() string { return "offers.lapse" }

// RegistrationLetter is what an e-mail about a registration needs to know.
type RegistrationLetter struct {
	RegistrationSeminar
	RegistrationID string
	PersonID       string
	Status         RegistrationStatus
	Reason         string // of the organisers, if they declined or revoked it
	Position       int    // position on the waiting list; 0 if not on it
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

// StillTrue reports whether an e-mail may still be sent. News remains true,
// but an offer that was answered or has ended must not ask for a reply, and a
// later change of the seminar is reported by an e-mail of its own, as is a
// registration that was taken up again.
func (l RegistrationLetter) StillTrue(m MailRegistration, now time.Time) bool {
	switch m.Mail {
	case MailReceived, MailConfirmed, MailWaitlisted:
		return l.SeminarStatus != SeminarCancelled
	case MailOffered:
		return l.SeminarStatus != SeminarCancelled && l.Status == Offered && l.OfferExpiresAt != nil && !now.After(*l.OfferExpiresAt)
	case MailDeclined, MailRevoked:
		return MailOf(l.Status) == m.Mail
	case MailPostponed:
		return l.SeminarStatus == SeminarPostponed
	case MailMoved:
		return l.SeminarStatus == SeminarAnnounced && l.Status.IsActive()
	}
	return true
}
