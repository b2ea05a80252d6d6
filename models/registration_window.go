package models

import "time"

// Window is the phase of registration at an instant.
type Window string

// The phases of registration.
const (
	WindowNone   Window = "none"   // registration is not handled here
	WindowBefore Window = "before" // registration opens later
	WindowOpen   Window = "open"
	WindowOver   Window = "over"
	WindowEnded  Window = "ended" // the seminar ended before the deadline
)

// Closes is the last instant of registration: the deadline or, without one, the
// beginning of the first day. It is nil if neither is known.
func (s Seminar) Closes() *time.Time {
	if s.ClosesAt != nil || !s.HasDays() {
		return s.ClosesAt
	}
	begins := LocalTime(string(s.StartsOn) + "T00:00").In(s.Location())
	return &begins
}

// WindowAt returns the phase of registration at an instant. The deadline is
// inclusive. Without an opening, registration opens with the announcement. A
// deadline after the last day of the seminar keeps nothing open.
func (s Seminar) WindowAt(now time.Time) Window {
	switch {
	case s.Status != SeminarAnnounced || s.Closes() == nil || s.Seats == nil:
		return WindowNone
	case s.OpensAt != nil && now.Before(*s.OpensAt):
		return WindowBefore
	case now.After(*s.Closes()):
		return WindowOver
	case s.IsOver(now):
		return WindowEnded
	}
	return WindowOpen
}

// TakesRegistrations reports whether people can register themselves at an
// instant.
func (s Seminar) TakesRegistrations(now time.Time) bool {
	return s.WindowAt(now) == WindowOpen && s.Admission != AdmissionInvited
}

// MayRegister decides whether an actor can register at all, before any seat
// is considered. Organisers may register people at any time while the seminar
// is announced; after its last day, to record who was there, only as long as
// seats are free, because then nobody waits for one. The public may register
// only during the registration period, and never for a seminar by invitation.
func (s Seminar) MayRegister(a Actor, now time.Time) error {
	if !s.MaySee(a) {
		return Missing()
	}
	if s.Status == SeminarAnnounced && s.Seats != nil && s.MayEdit(a) {
		return s.mayRecord(now)
	}
	if s.Admission == AdmissionInvited && s.WindowAt(now) != WindowNone {
		return Refuse(Conflict, "registration.invited_only")
	}
	switch s.WindowAt(now) {
	case WindowOpen:
		return nil
	case WindowBefore:
		return Refuse(Conflict, "registration.not_open_yet")
	case WindowOver:
		return Refuse(Conflict, "registration.over")
	case WindowEnded:
		return Refuse(Conflict, "registration.ended")
	}
	if err := s.mustTakePlace(); err != nil {
		return err
	}
	return Refuse(Conflict, "registration.none")
}

// mayRecord refuses to put anybody on the waiting list of a seminar that is
// over.
func (s Seminar) mayRecord(now time.Time) error {
	if s.IsOver(now) && s.IsFull() {
		return Refuse(Conflict, "registration.ended_full")
	}
	return nil
}

// mustTakePlace refuses if the seminar is cancelled or postponed; nil if it is
// neither.
func (s Seminar) mustTakePlace() error {
	switch s.Status {
	case SeminarCancelled:
		return Refuse(Conflict, "registration_off.cancelled")
	case SeminarPostponed:
		return Refuse(Conflict, "registration_off.postponed")
	}
	return nil
}
