package models

import "testing"

func TestAPostponedSeminarIsAnnouncedOnConfirmedDates(t *testing.T) {
	for _, c := range []struct {
		status SeminarStatus
		days   string
		want   string
	}{
		{SeminarPostponed, "2007-11-06/2007-11-07", ""},
		{SeminarPostponed, "2007-11-06/2007-11-08", "days seminar.days_unconfirmed"},
		{SeminarPostponed, "", "days seminar.days_unconfirmed"},
		{SeminarDraft, "", ""},
	} {
		s := Seminar{Status: c.status, StartsOn: "2007-11-06", EndsOn: "2007-11-07"}

		if got := ProblemsOf(AnnouncementInput{Days: c.days}.Check(s)).String(); got != c.want {
			t.Errorf("%s, %q confirmed: %q, want %q", c.status, c.days, got, c.want)
		}
	}
}
