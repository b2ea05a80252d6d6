package views

import (
	"context"
	"io"

	"consultations/models"
)

// NoteList is the notes of a seminar's sessions, with a form for a new one.
type NoteList struct {
	Frame
	Parts     []NavLink // of the work on the seminar
	SeminarID string
	Sessions  []models.SessionRow // of which the reader may write notes
	Notes     []models.NoteRow
	By        models.Actor
	Zone      string
	Session   string // chosen in the form
	Form      models.NoteInput
	Problems  models.Problems
}

// Render writes the page.
func (p NoteList) Render(ctx context.Context, w io.Writer) error { return noteList(p).Render(ctx, w) }

// NoteEdit is the form for a note that its author changes.
type NoteEdit struct {
	Frame
	SeminarID string
	Note      models.NoteRow
	Form      models.NoteInput
	Seen      int
	Problems  models.Problems
}

// Render writes the page.
func (p NoteEdit) Render(ctx context.Context, w io.Writer) error { return noteEdit(p).Render(ctx, w) }

// NotesPath is the address of the notes of a seminar.
func NotesPath(seminarID string) string { return "/manage/seminars/" + seminarID + "/notes" }

// noteSession is one session with its notes.
type noteSession struct {
	Session models.SessionRow
	Notes   []models.NoteRow
}

// bySession puts the notes under their sessions, in the order of the programme.
func (p NoteList) bySession() []noteSession {
	var all []noteSession
	for _, s := range p.Sessions {
		group := noteSession{Session: s}
		for _, n := range p.Notes {
			if n.SessionID == s.ID {
				group.Notes = append(group.Notes, n)
			}
		}
		all = append(all, group)
	}
	return all
}

// written is the text of a note in the language and direction it was written in.
func written(l *Locale, n models.NoteRow) Fragment {
	return l.Say(models.NewText(n.Language, n.Body))
}

// by says who wrote a note and when.
func (p NoteList) by(n models.NoteRow) string {
	return join([]string{n.Author, p.L.Moment(n.UpdatedAt, p.Zone), p.L.LanguageName(n.Language)})
}

func (p NoteList) sessionOptions() []Option {
	var options []Option
	for _, s := range p.Sessions {
		options = append(options, Option{Value: s.ID, Label: join([]string{p.L.Say(s.Title).Text, p.L.T("attribution." + string(s.Attribution))})})
	}
	return options
}

// attributionTone sets off the rules under which nobody may be named.
func attributionTone(a models.Attribution) Tone {
	if a == models.OnRecord {
		return Neutral
	}
	return Caution
}
