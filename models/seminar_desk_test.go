package models

import (
	"testing"
	"time"
)

func TestTheDeskStatesThePhaseOfRegistrationAndTheReason(t *testing.T) {
	before, after := headNow.AddDate(0, 0, -1), headNow.AddDate(0, 0, 1)
	window := func(opens, closes time.Time) func(*Seminar) {
		return func(s *Seminar) { s.OpensAt, s.ClosesAt = &opens, &closes }
	}
	for _, c := range []struct {
		name string
		edit func(*Seminar)
		want string
		at   time.Time
	}{
		{"open", window(before, after), "public.registration_open", after},
		{"open, with every seat taken", func(s *Seminar) { window(before, after)(s); s.SeatsTaken = *s.Seats }, "public.registration_full", after},
		{"not open yet", window(after, after), "public.registration_opens", after},
		{"closed", window(before, before), "public.registration_over", before},
		{"without a period", func(s *Seminar) { s.OpensAt, s.ClosesAt = nil, nil }, "public.registration_open", time.Date(2027, 5, 12, 0, 0, 0, 0, time.UTC)},
		{"without an opening", func(s *Seminar) { s.OpensAt, s.ClosesAt = nil, &after }, "public.registration_open", after},
		{"without a deadline, on the first day", func(s *Seminar) { s.OpensAt, s.ClosesAt, s.StartsOn = nil, nil, "2027-05-01" }, "public.registration_over", time.Date(2027, 5, 1, 0, 0, 0, 0, time.UTC)},
		{"without a deadline and dates", func(s *Seminar) { s.ClosesAt, s.StartsOn, s.EndsOn = nil, "", "" }, "seminar_registration.no_window", time.Time{}},
		{"with somebody on the waiting list", func(s *Seminar) { window(before, after)(s); s.Waiting = 1 }, "public.registration_full", after},
		{"without seats", func(s *Seminar) { s.Seats, s.Admission = nil, AdmissionInvited }, "seminar_registration.no_seats", time.Time{}},
		{"by invitation", func(s *Seminar) { s.Admission = AdmissionInvited }, "public.registration_invited", time.Time{}},
		{"a draft", func(s *Seminar) { s.Status = SeminarDraft }, "seminar_registration.draft", time.Time{}},
		{"postponed", func(s *Seminar) { s.Status = SeminarPostponed }, "seminar_registration.postponed", time.Time{}},
		{"cancelled", func(s *Seminar) { s.Status = SeminarCancelled }, "seminar_registration.cancelled", time.Time{}},
		{"concluded", func(s *Seminar) { s.Status = SeminarConcluded }, "seminar_registration.past", time.Time{}},
		{"over", func(s *Seminar) { window(before, after)(s); s.StartsOn, s.EndsOn = "2027-04-01", "2027-04-02" }, "seminar_registration.past", time.Time{}},
	} {
		s := ready().Seminar
		c.edit(&s)
		got := s.RegistrationLine(headNow)
		if got.Code != c.want || (got.At == nil) != c.at.IsZero() || got.At != nil && !got.At.Equal(c.at) {
			t.Errorf("%s: %+v, want %s %s", c.name, got, c.want, c.at)
		}
	}
}
