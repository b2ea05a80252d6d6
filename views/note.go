package views

import (
	"context"
	"io"
	"slices"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// NoteList is the notes on a seminar's sessions, with a form for a new one.
type NoteList struct {
	parts.Frame
	FormOf[models.NoteInput]
	Head      models.SeminarHead
	SeminarID string
	Sessions  []models.SessionRow // for which the reader may write notes
	Notes     []models.NoteRow
	By        models.Actor
	Zone      string
	Session   string // chosen in the form
}

// Render writes the page.
func (p NoteList) Render(ctx context.Context, w io.Writer) error { return noteList(p).Render(ctx, w) }

// NoteEdit is the form in which authors change their note.
type NoteEdit struct {
	parts.Frame
	FormOf[models.NoteInput]
	SeminarID string
	Note      models.NoteRow
	Seen      int
}

// Render writes the page.
func (p NoteEdit) Render(ctx context.Context, w io.Writer) error { return noteEdit(p).Render(ctx, w) }

// noteForm is the form of a note, or of a new one on a seminar. Its text is kept
// in the browser for its author only.
func noteForm(f parts.Frame, problems models.Problems, author, of string) *parts.Form {
	form := parts.LongForm(f, problems)
	form.Draft = author + ":" + of
	return form
}

// noteSession is one session with its notes.
type noteSession struct {
	Session models.SessionRow
	Notes   []models.NoteRow
}

// bySession groups the notes by session, in the order of the programme. Notes
// on what has become a break since come last.
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
	for _, n := range p.Notes {
		at := slices.IndexFunc(all, func(s noteSession) bool { return s.Session.ID == n.SessionID })
		if at < 0 {
			at = len(all)
			all = append(all, noteSession{Session: models.SessionRow{Session: models.Session{ID: n.SessionID, Title: n.SessionTitle, Kind: models.Break}}})
		}
		if at >= len(p.Sessions) {
			all[at].Notes = append(all[at].Notes, n)
		}
	}
	return all
}

// ruleHint says what the Chatham House Rule means for a note, and for which of
// the sessions, unless it is all of them.
func (p NoteList) ruleHint() string {
	var under []string
	for _, s := range p.Sessions {
		if s.Rule() == models.ChathamHouse {
			under = append(under, p.L.Text(s.Title).Text)
		}
	}
	switch len(under) {
	case 0:
		return ""
	case len(p.Sessions):
		return p.L.T("note.body_hint")
	}
	return p.L.T("note.body_hint_in", "sessions", p.L.List(under))
}

// ruleHint says the same for the session of the note.
func (p NoteEdit) ruleHint() string {
	if p.Note.Attribution != models.ChathamHouse {
		return ""
	}
	return p.L.T("note.body_hint")
}

// written is the text of a note in the language and direction in which it was
// written.
func written(l *locale.Locale, n models.NoteRow) locale.Fragment {
	return l.Text(models.NewText(n.Language, n.Body))
}

func (p NoteList) sessionOptions() []parts.Option {
	var options []parts.Option
	for _, s := range p.Sessions {
		options = append(options, parts.Option{Value: s.ID, Label: locale.JoinDots([]string{p.L.Text(s.Title).Text, ruleText(p.L, s.Rule())})})
	}
	return options
}
