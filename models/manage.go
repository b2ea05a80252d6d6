package models

import "time"

// WorkingHome is the home page of the working area: the actor's open tasks,
// and the series and seminars in which the actor has a part.
type WorkingHome struct {
	Series     []Series
	Seminars   []SeminarTask
	Clearances []ClearanceTask
	Notes      []NoteTask // those that are due first
	Now        time.Time
	MayCreate  bool
}

// SeminarTask is a seminar in which the actor has a part, with its open
// tasks.
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
	Pending     int    // registrations awaiting a decision of the organisers
	InClearance int    // summaries under clearance
	Revise      int    // points of these to which organisers object or propose changes
	Cleared     int    // summaries that the actor can publish
	Summaries   int    // in any status
	OnlySummary string // the id of the one summary; empty if there are none or several
	Announce    bool
	Draft       bool // a summary is due, and nobody has started it
}

// For keeps those of a seminar's tasks that are the actor's: organisers
// announce and decide on registrations, the secretariat drafts and publishes.
// today is the current day in UTC.
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
		t.Cleared, t.Revise = 0, 0
	}
	return t
}

// summaryDue is for how many days after a seminar its summary counts as a
// task. After that it is a gap in history.
const summaryDue = 365

// ClearanceTask is a text awaiting clearance by an organisation of the actor.
type ClearanceTask struct {
	SummaryID    string
	Title        Text
	Organisation Text
	Points       int // points without a reply in this revision
}

// NoteTask is a session of which the actor is the rapporteur.
type NoteTask struct {
	SeminarID string
	SessionID string
	Title     Text // of the session
	Seminar   Text `gorm:"column:seminar_title"`
	Label     Text
	Place     Text
	EndsAt    time.Time
	Written   int // notes of the actor
}

// IsDue reports whether the session is over and the actor has written no notes
// yet.
func (t NoteTask) IsDue(now time.Time) bool { return t.Written == 0 && !now.Before(t.EndsAt) }
