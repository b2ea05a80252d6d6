package models

import "time"

// Note is what a rapporteur wrote about one session. It is working material:
// it is never published, and points name the notes on which they are based.
type Note struct {
	ID        string `gorm:"primaryKey"`
	SessionID string
	AuthorID  string
	Language  string
	Body      string
	CreatedAt time.Time
	UpdatedAt time.Time
	Version   int
}

// MayWriteNotes reports whether the actor may write notes on a session: its
// rapporteurs, the secretariat of the series and the organisers.
func (s Seminar) MayWriteNotes(a Actor, session string) bool {
	return a.ReportsOn(session) || a.ServesSeries(s.SeriesID) || s.MayEdit(a)
}

// TakesNotes refuses notes on a break.
func (s Session) TakesNotes() error { return withoutBreaks("session", []Session{s}, nil) }

// MayReadNotes reports whether the actor may read the notes on a session.
// Co-organisers clear what is based on notes, not the notes themselves.
func (s Seminar) MayReadNotes(a Actor, session string) bool { return s.MayWriteNotes(a, session) }
