package models

import "time"

// Enrolment is what became of one wish to take part.
type Enrolment struct {
	ID       string
	State    RegistrationState
	Position int // place in the waiting list from 1; 0 when not in it
	// AlreadyRegistered says that the person had an active registration: it
	// stands as it was, and a mail with its link is on the way again.
	AlreadyRegistered bool
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

// Promotable is how many of those who wait can be offered a seat now. Nobody
// is offered one before the seminar is announced, while it is postponed, or
// after it ended.
func (s Seminar) Promotable(now time.Time) int {
	if s.State != SeminarAnnounced || !now.Before(s.ends()) {
		return 0
	}
	return min(s.Waiting, s.FreeSeats())
}

// IsFull reports whether somebody who registers now joins the waiting list.
// A seminar without registration on this site is never full.
func (s Seminar) IsFull() bool {
	return s.Seats != nil && (s.Waiting > 0 || s.FreeSeats() == 0)
}

// OfferUntil is how long a seat that is offered now is held: OfferTime, but
// never into the seminar, and during the seminar never past its end.
func (s Seminar) OfferUntil(now time.Time) time.Time {
	until := now.Add(OfferTime)
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

// farFuture stands for the end of a seminar whose days are not known.
var farFuture = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// ends is the midnight after the last day, on the seminar's clock.
func (s Seminar) ends() time.Time {
	if s.EndsOn.IsZero() {
		return farFuture
	}
	next := s.EndsOn.Time().AddDate(0, 0, 1).Format(time.DateOnly)
	return LocalTime(next + "T00:00").In(s.Location())
}

// Approved is the state that a confirmation by the organisers leads to: one
// that waited for them has a seat when one is free and joins the line when
// none is; an offered seat is taken.
func (r Registration) Approved(s Seminar) RegistrationState {
	if r.State != Pending {
		return Confirmed
	}
	if seated, _ := s.DivideSeats(1); seated == 1 {
		return Confirmed
	}
	return Waitlisted
}
