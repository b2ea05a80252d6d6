package models

// WorkingHome is the first page of the working area: what waits for the
// actor, and where the actor has a part.
type WorkingHome struct {
	Series     []Series
	Seminars   []SeminarTask
	Clearances []ClearanceTask
	Notes      []NoteTask
	MayCreate  bool
}

// SeminarTask is a seminar in which the actor has a part, with what waits there.
type SeminarTask struct {
	ID          string
	SeriesID    string
	SeriesTitle Text
	Title       Text
	Label       Text
	Place       Text
	Status      SeminarStatus
	StartsOn    Day
	EndsOn      Day
	Year        *int
	Pending     int // registrations that wait for the organisers
	InClearance int // summaries that are before the organisers
	Cleared     int // summaries that can be published
	Summaries   int // of any state
	Announce    bool
	Draft       bool // a summary is due, and nobody has begun it
}

// For leaves of a seminar's tasks those that are the actor's: organisers
// announce and decide on registrations, the secretariat drafts and publishes.
// today is the present day in UTC.
func (t SeminarTask) For(a Actor, today Day) SeminarTask {
	m := Seminar{ID: t.ID, SeriesID: t.SeriesID}
	t.Announce = t.Status == SeminarDraft && m.MayEdit(a)
	t.Draft = t.Status == SeminarConcluded && t.Summaries == 0 && m.MayDraft(a) && today <= t.EndsOn.after(summaryDue)
	if !m.MayEdit(a) {
		t.Pending = 0
	}
	if !m.MayEdit(a) && !m.MayDraft(a) {
		t.InClearance = 0
	}
	if !m.MayDraft(a) {
		t.Cleared = 0
	}
	return t
}

// summaryDue is for how long after a seminar its summary is asked for, in
// days. What was not written then is a gap of history and no task.
const summaryDue = 365

// ClearanceTask is a text that waits for an organisation of the actor.
type ClearanceTask struct {
	SummaryID    string
	Title        Text
	Organisation Text
	Points       int // of which nothing was said yet in this revision
}

// NoteTask is a session that is over, of which the actor is rapporteur and
// has written nothing yet.
type NoteTask struct {
	SeminarID string
	SessionID string
	Title     Text
}
