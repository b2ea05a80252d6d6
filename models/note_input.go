package models

// NoteInput is what can be set on a note.
type NoteInput struct {
	Language string `form:"language" json:"language" doc:"Language in which it is written"`
	Body     string `form:"body" json:"body"`
}

// Check reads the input into n.
func (i NoteInput) Check(n Note) (Note, error) {
	in := newInput()
	n.Language = in.language("language", i.Language)
	n.Body = in.text("body", i.Body, MaxNotes)
	in.Require(n.Body != "", "body", "form.required")
	return n, in.Err()
}

// MayEdit reports whether the actor may change a note: only its author.
func (n Note) MayEdit(a Actor) bool { return a.SignedIn() && n.AuthorID == a.AccountID }

// NoteRow is a note with its author's name, as those who work on the summary
// read it.
type NoteRow struct {
	Note
	Author       string
	SessionTitle Text
	Attribution  Attribution // of the session
}

// Input is the note as a form shows it, to be changed.
func (n Note) Input() NoteInput { return NoteInput{Language: n.Language, Body: n.Body} }
