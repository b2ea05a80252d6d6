package models

import "time"

// Enrolment is the outcome of one request to take part.
type Enrolment struct {
	ID       string
	Status   RegistrationStatus
	Position int // position on the waiting list from 1; 0 if not on it
	// AlreadyRegistered means that the person had an active registration: it
	// stays as it was, and an e-mail with its link is sent again.
	AlreadyRegistered bool
	// OtherPerson means that the registration with the address is somebody
	// else's: whoever was to be registered is not.
	OtherPerson bool `gorm:"-"`
	// MayList means that whoever registered the person may list the
	// participants. Nobody else learns more than that an e-mail follows.
	MayList bool `gorm:"-"`
}

// DivideSeats divides n people who ask for a seat at the same moment: the first
// get the free seats, the others join the waiting list. While anybody waits,
// all newcomers wait too, so that nobody overtakes the waiting list.
func (s Seminar) DivideSeats(n int) (seated, waiting int) {
	if s.Waiting == 0 {
		seated = min(n, s.FreeSeats())
	}
	return seated, n - seated
}

// Promotable is how many people on the waiting list can be offered a seat
// now. Nobody is offered one before the seminar is announced, while it is
// postponed, or after it has ended.
func (s Seminar) Promotable(now time.Time) int {
	if s.Status != SeminarAnnounced || s.IsOver(now) {
		return 0
	}
	return min(s.Waiting, s.FreeSeats())
}

// IsFull reports whether somebody who registers now joins the waiting list.
// A seminar without registration on this site is never full.
func (s Seminar) IsFull() bool {
	return s.Seats != nil && (s.Waiting > 0 || s.FreeSeats() == 0)
}

// OfferUntil is how long a seat offered now is reserved: OfferTime, but never
// beyond the beginning of the seminar, and during the seminar never beyond
// its end.
func (s Seminar) OfferUntil(now time.Time) time.Time { return s.reservedUntil(now, OfferTime) }

func (s Seminar) reservedUntil(now time.Time, long time.Duration) time.Time {
	until := now.Add(long)
	if s.StartsOn.IsZero() {
		return until
	}
	limit := LocalTime(string(s.StartsOn) + "T00:00").In(s.Location())
	if !now.Before(limit) {
		limit = s.ends()
	}
	if limit.Before(until) {
		return limit
	}
	return until
}

// farFuture stands for the end of a seminar whose dates are not known.
var farFuture = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// ends is the midnight after the last day, in the seminar's time zone; after
// the last day of the year if only that is known.
func (s Seminar) ends() time.Time {
	switch {
	case s.EndsOn.IsZero() && s.Year == nil:
		return farFuture
	case s.EndsOn.IsZero():
		return time.Date(*s.Year+1, 1, 1, 0, 0, 0, 0, s.Location())
	}
	next := s.EndsOn.Time().AddDate(0, 0, 1).Format(time.DateOnly)
	return LocalTime(next + "T00:00").In(s.Location())
}

// Approved is the status after a confirmation by the organisers: a pending
// registration gets a seat if one is free and joins the waiting list
// otherwise; an offered seat is taken.
func (r Registration) Approved(s Seminar) RegistrationStatus {
	if r.Status != Pending {
		return Confirmed
	}
	return s.place()
}

// place is what one person who asks for a seat now gets.
func (s Seminar) place() RegistrationStatus {
	if seated, _ := s.DivideSeats(1); seated == 1 {
		return Confirmed
	}
	return Waitlisted
}
