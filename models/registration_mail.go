package models

import (
	"strings"
	"time"
)

// MailKind is the kind of an e-mail about a registration.
type MailKind string

// The mails about a registration.
const (
	MailReceived    MailKind = "received"   // awaits a decision of the organisers
	MailConfirmed   MailKind = "confirmed"  // has a seat; with a calendar file
	MailWaitlisted  MailKind = "waitlisted" // with the position on the waiting list
	MailOffered     MailKind = "offered"    // with the deadline of the offer
	MailDeclined    MailKind = "declined"
	MailWithdrawn   MailKind = "withdrawn"
	MailLapsed      MailKind = "lapsed"
	MailRevoked     MailKind = "revoked"
	MailCancelled   MailKind = "cancelled"   // the seminar does not take place
	MailPostponed   MailKind = "postponed"   // not on these dates
	MailMoved       MailKind = "moved"       // new dates, a new place, or announced again; with a calendar file
	MailProgramme   MailKind = "programme"   // sessions at other times; with a calendar file, for those who have a seat
	MailUnconfirmed MailKind = "unconfirmed" // the seat is gone, because the address was not confirmed
	MailAgain       MailKind = "again"       // the address was registered once more, or was corrected: the status, and the link
)

// MailKinds lists all kinds.
var MailKinds = []MailKind{MailReceived, MailConfirmed, MailWaitlisted, MailOffered, MailDeclined, MailWithdrawn, MailLapsed, MailRevoked, MailCancelled, MailPostponed, MailMoved, MailProgramme, MailUnconfirmed, MailAgain}

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
	Nonce          string   `json:"nonce,omitempty"`      // distinguishes a repeated e-mail from the first; may be the id of a SharedAddress
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
	Position       int    // on the waiting list, for MailAgain; 0 if not on it
	Email          string
	Honorific      string
	Name           string
	Language       string
	OfferExpiresAt *time.Time
	UpdatedAt      time.Time
	Version        int
	FirstSession   LocalTime // when the published sessions within its days begin and end; empty if there are none
	LastSession    LocalTime

	SeminarSequence  int // increases when the calendar entry of the seminar changes
	SeminarUpdatedAt time.Time
	PersonSequence   int  // increases with every change of the person's registrations for the seminar
	IsReplaced       bool // the person has registered again since

	AddressConfirmation `gorm:"embedded"`
	NotRegistered       string // the other person whom the e-mail reports as not registered; empty if none
}

// EntryDays are the days of the calendar entry in the e-mail.
func (l RegistrationLetter) EntryDays() EntryDays {
	return EntryDays{l.StartsOn, l.EndsOn, l.FirstSession, l.LastSession}
}

// Sequence is the sequence of the calendar entry in the e-mail.
func (l RegistrationLetter) Sequence() int { return EntrySequence(l.SeminarSequence, l.PersonSequence) }

// Stamp is the time of the last change of the seminar or of the registration.
func (l RegistrationLetter) Stamp() time.Time {
	if l.SeminarUpdatedAt.After(l.UpdatedAt) {
		return l.SeminarUpdatedAt
	}
	return l.UpdatedAt
}

// StillTrue reports whether an e-mail may still be sent. It may not if the
// registration has another status by now, which an e-mail of its own reports:
// sent late and in any order, both would contradict each other. The same holds
// for a later change of the seminar. After its last day nobody is told of a
// seat.
func (l RegistrationLetter) StillTrue(m MailRegistration, now time.Time) bool {
	switch m.Mail {
	case MailReceived, MailConfirmed, MailWaitlisted:
		return l.SeminarStatus != SeminarCancelled && m.Mail == MailOf(l.Status) && !l.IsOver(now)
	case MailUnconfirmed:
		return l.SeminarStatus != SeminarCancelled && l.Status == Lapsed && !l.IsReplaced && !l.IsOver(now)
	case MailDeclined, MailWithdrawn, MailLapsed, MailRevoked:
		return m.Mail == MailOf(l.Status) && !l.IsReplaced
	case MailOffered:
		return l.SeminarStatus != SeminarCancelled && l.Status == Offered && l.OfferExpiresAt != nil && !now.After(*l.OfferExpiresAt)
	case MailPostponed:
		return l.SeminarStatus == SeminarPostponed && l.Status.IsActive()
	case MailCancelled:
		return l.Status.IsActive()
	case MailProgramme:
		return l.SeminarStatus == SeminarAnnounced && l.Status == Confirmed
	case MailMoved:
		return l.SeminarStatus == SeminarAnnounced && l.Status.IsActive()
	}
	return true
}
