package models

// EntryDays are the days of a seminar's calendar entry, and when the published
// sessions within these days begin and end; both times are empty if there are
// no such sessions.
type EntryDays struct {
	StartsOn     Day
	EndsOn       Day
	FirstSession LocalTime
	LastSession  LocalTime
}

// Times are the local times of the entry, if the sessions cover the first and
// the last day. Otherwise both are empty and the entry has whole days.
func (e EntryDays) Times() (starts, ends LocalTime) {
	if e.StartsOn.IsZero() || e.FirstSession.Day() != e.StartsOn || e.LastSession.Day() != e.EndsOn {
		return "", ""
	}
	return e.FirstSession, e.LastSession
}

// IsOutside reports whether a session is not within the days of the seminar.
func (s Seminar) IsOutside(n Session) bool {
	return s.HasDays() && (n.StartsLocal.Day() < s.StartsOn || n.EndsLocal.Day() > s.EndsOn)
}

// sequenceStep is how much the sequence of a calendar entry increases when the
// seminar changes. The steps between count what happened to the registration
// of the person to whom the entry is sent.
const sequenceStep = 100

// EntrySequence is the sequence of a seminar's calendar entry. It increases
// with every change of the seminar, and with every change of the registration
// of the person to whom the entry is sent. The entry on the public page and
// the one in an e-mail are the same entry, so a change of the seminar must
// exceed all that happened to one registration.
func EntrySequence(ofSeminar, ofPerson int) int {
	return ofSeminar*sequenceStep + min(ofPerson, sequenceStep-1)
}
