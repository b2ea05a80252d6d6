package models

// NoteInput is what a form may set of a note.
type NoteInput struct {
	Language string `form:"language"`
	Body     string `form:"body"`
}

// Check reads the input into n.
func (i NoteInput) Check(n Note) (Note, error) {
	in := newInput()
	n.Language = choice(in, "language", i.Language, Languages)
	n.Body = in.text("body", i.Body, MaxNotes)
	in.Require(n.Body != "", "body", "form.required")
	return n, in.Err()
}

// MayEdit reports whether the actor may change a note: only who wrote it.
func (n Note) MayEdit(a Actor) bool { return a.SignedIn() && n.AuthorID == a.AccountID }

// NoteRow is a note with its author's name, as those who work on the summary
// read it.
type NoteRow struct {
	Note
	Author       string
	SessionTitle Text
	Attribution  Attribution // of the session
}
