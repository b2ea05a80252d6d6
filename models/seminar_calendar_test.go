package models

import "testing"

func TestACalendarEntryHasTheDaysOfTheSeminar(t *testing.T) {
	for _, c := range []struct {
		name        string
		from, to    Day
		first, last LocalTime
		timed       bool
	}{
		{"sessions on the first and the last day", "2027-06-07", "2027-06-09", "2027-06-07T09:00", "2027-06-09T17:00", true},
		{"one session on the one day", "2027-06-07", "2027-06-07", "2027-06-07T14:00", "2027-06-07T15:00", true},
		{"one session in three days", "2027-06-07", "2027-06-09", "2027-06-07T14:00", "2027-06-07T15:00", false},
		{"no session on the first day", "2027-06-07", "2027-06-09", "2027-06-08T09:00", "2027-06-09T17:00", false},
		{"no session", "2027-06-07", "2027-06-09", "", "", false},
		{"no days", "", "", "", "", false},
	} {
		e := EntryDays{c.from, c.to, c.first, c.last}

		starts, ends := e.Times()

		if c.timed && (starts != c.first || ends != c.last) || !c.timed && starts+ends != "" {
			t.Errorf("%s: the entry is from %q to %q", c.name, starts, ends)
		}
	}
}

func TestAChangeOfTheSeminarExceedsWhatHappenedToOneRegistration(t *testing.T) {
	if EntrySequence(1, 0) <= EntrySequence(0, 1000) || EntrySequence(1, 2) <= EntrySequence(1, 1) {
		t.Error("the sequence does not increase")
	}
}
