package models

// SummaryInput is what can be set on a summary. The kind is set once, when the
// summary is begun; forms that change a summary leave it out.
type SummaryInput struct {
	Kind         SummaryKind `form:"kind" json:"kind" set:"once" doc:"Cannot be changed later"`
	Title        string      `form:"title" json:"title"`
	Intro        string      `form:"intro" json:"intro"`
	IssuedPlace  string      `form:"issued_place" json:"issued_place" doc:"Place of issue"`
	IssuedOn     Day         `form:"issued_on" json:"issued_on"`
	Reference    string      `form:"reference" json:"reference" doc:"Original document that the text restates"`
	ReferenceURL string      `form:"reference_url" json:"reference_url"`
	Language     string      `form:"language" json:"language" doc:"Language of the texts in this input"`
}

// Check reads the input into m, which keeps its translations.
func (i SummaryInput) Check(m Summary) (Summary, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	if m.ID == "" {
		m.Kind, m.Language = choice(in, "kind", i.Kind), lang
	} else {
		in.Require(i.Kind == "" || i.Kind == m.Kind, "kind", "form.fixed")
	}
	m.Title = m.Title.With(lang, in.must("title", i.Title, MaxLine))
	m.Intro = m.Intro.With(lang, in.text("intro", i.Intro, MaxText))
	m.IssuedPlace = m.IssuedPlace.With(lang, in.line("issued_place", i.IssuedPlace, MaxLine))
	m.IssuedOn = in.day("issued_on", i.IssuedOn)
	m.Reference = m.Reference.With(lang, in.text("reference", i.Reference, MaxText))
	m.ReferenceURL = in.webAddress("reference_url", i.ReferenceURL)
	return m, in.Err()
}

// MayChange decides whether the actor may change the text or points of the
// summary. A cleared text does not change: whoever has more to say first takes
// it back to draft by a correction, which says what becomes of the replies.
func (m Summary) MayChange(a Actor, s Seminar) error {
	if err := m.CheckDrafter(a, s); err != nil {
		return err
	}
	if m.Status == SummaryCleared {
		return Refuse(Conflict, "summary.is_cleared")
	}
	return nil
}

// CheckDrafter refuses everybody who does not draft the texts of the seminar.
func (m Summary) CheckDrafter(a Actor, s Seminar) error {
	switch {
	case !m.MaySee(a, s):
		return Missing()
	case !s.MayDraft(a):
		return Refuse(Forbidden, "page.forbidden")
	}
	return nil
}

// Changed returns the summary after the actor changed its text: a new
// revision, without replies. Whoever drafted it stays the first of its
// authors.
func (m Summary) Changed(a Actor) Summary {
	m.Revision++
	if a.SignedIn() && !m.Authors.Has(a.AccountID) {
		m.Authors = append(append(List{}, m.Authors...), a.AccountID)
	}
	return m
}

// Reordered returns the summary after the actor moved one of its points: a new
// revision, without replies. Whoever only moves a point writes nothing, and may
// still publish what others wrote; but a text that has changed has an author.
func (m Summary) Reordered(a Actor) Summary {
	if len(m.Authors) == 0 {
		return m.Changed(a)
	}
	m.Revision++
	return m
}

// summaryMoves is which status the secretariat may choose next. Cleared
// follows from the replies of the organisers and is never chosen.
var summaryMoves = map[SummaryStatus][]SummaryStatus{
	SummaryDraft:     {SummaryReview, SummaryClearance},
	SummaryReview:    {SummaryClearance, SummaryDraft},
	SummaryClearance: {SummaryDraft},
}

// Submit decides whether the actor may change the status of the text. points
// is the number of its points, organisers the number of those who must clear
// it.
func (m Summary) Submit(a Actor, s Seminar, to SummaryStatus, points, organisers int) error {
	if err := m.CheckDrafter(a, s); err != nil {
		return err
	}
	for _, next := range m.Moves() {
		switch {
		case next != to:
		case to != SummaryDraft && points == 0:
			return Refuse(Conflict, "summary.lacks_points")
		case to == SummaryClearance && organisers == 0:
			return Refuse(Conflict, "summary.lacks_organisers")
		default:
			return nil
		}
	}
	return Refuse(Conflict, "summary.no_such_move")
}

// Correct decides whether the actor may start a correction of a cleared text,
// and returns the text as a draft of a new revision without authors.
func (m Summary) Correct(a Actor, s Seminar) (Summary, error) {
	if err := m.CheckDrafter(a, s); err != nil {
		return m, err
	}
	if m.Status != SummaryCleared {
		return m, Refuse(Conflict, "edition.not_cleared")
	}
	m.Status, m.Authors, m.Revision = SummaryDraft, List{}, m.Revision+1
	return m, nil
}

// SummaryRow is a summary in the list of its seminar.
type SummaryRow struct {
	Summary
	Points   int
	Editions int // withdrawn ones too
	Edition  int // number of the newest edition that is not withdrawn; 0 if there is none
}

// Input is the summary as a form shows it in one language.
func (m Summary) Input(lang string) SummaryInput {
	return SummaryInput{
		Kind: m.Kind, Title: m.Title.In[lang], Intro: m.Intro.In[lang], IssuedPlace: m.IssuedPlace.In[lang], IssuedOn: m.IssuedOn,
		Reference: m.Reference.In[lang], ReferenceURL: m.ReferenceURL, Language: lang,
	}
}

// SubmissionInput says where a text goes next: to review, to clearance or
// back to draft.
type SubmissionInput struct {
	To SummaryStatus `form:"to" json:"to" doc:"review, clearance or draft; clearance if omitted"`
}

// State is where the text goes: to clearance unless another was named.
func (i SubmissionInput) State() SummaryStatus {
	if i.To == "" {
		return SummaryClearance
	}
	return i.To
}
