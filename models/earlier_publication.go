package models

import (
	"database/sql/driver"
	"encoding/json"
	"slices"
)

// EarlierKind says what a summary does with a document that was issued before,
// outside this site.
type EarlierKind string

// The kinds of use.
const (
	Restated   EarlierKind = "restated"   // says in other words what the document says
	Reproduced EarlierKind = "reproduced" // repeats the wording of the document
)

// EarlierKinds lists the kinds in the order of a form.
var EarlierKinds = []EarlierKind{Restated, Reproduced}

// Values lists them.
func (EarlierKind) Values() []EarlierKind { return EarlierKinds }

// EarlierPublication describes the document, issued outside this site, that a
// summary restates or reproduces. What is not known of it is empty. The
// organisers do not clear such a summary here and are not its authors.
type EarlierPublication struct {
	Kind        EarlierKind `json:"kind"`
	Title       Text        `json:"title"`        // of the document, as printed on it
	IssuedBy    Text        `json:"issued_by"`    // who issued the document
	IssuedPlace Text        `json:"issued_place"` // where the document was issued
	IssuedOn    PartialDate `json:"issued_on"`    // 2007-05-11, 2007-05 or 2007
	URL         string      `json:"url"`          // where the document can be found
}

// Value stores the description as JSON.
func (p EarlierPublication) Value() (driver.Value, error) {
	b, err := json.Marshal(p)
	return string(b), err
}

// Scan reads the description back from JSON.
func (p *EarlierPublication) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*p = EarlierPublication{}
		return err
	}
	return json.Unmarshal(b, p)
}

// EarlierPublicationInput is what can be set on the earlier publication of a
// summary.
type EarlierPublicationInput struct {
	Kind        EarlierKind `form:"kind" json:"kind" doc:"What the summary does with the document"`
	Title       string      `form:"title" json:"title" doc:"Title of the document, as printed on it"`
	IssuedBy    string      `form:"issued_by" json:"issued_by" doc:"Who issued the document"`
	IssuedPlace string      `form:"issued_place" json:"issued_place"`
	IssuedOn    string      `form:"issued_on" json:"issued_on" doc:"A date, a month or a year"`
	URL         string      `form:"url" json:"url" doc:"Web address of the document"`
	Language    string      `form:"language" json:"language" doc:"Language of the texts in this input"`
}

// Check reads the input into what is recorded so far, if anything, and keeps
// its translations.
func (i EarlierPublicationInput) Check(old *EarlierPublication) (EarlierPublication, error) {
	in, p := newInput(), EarlierPublication{}
	if old != nil {
		p = *old
	}
	lang := in.language("language", i.Language)
	p.Kind = choice(in, "kind", i.Kind)
	p.Title = in.named(p.Title, lang, "title", i.Title, MaxLine)
	p.IssuedBy = p.IssuedBy.With(lang, in.line("issued_by", i.IssuedBy, MaxLine))
	p.IssuedPlace = p.IssuedPlace.With(lang, in.line("issued_place", i.IssuedPlace, MaxLine))
	p.IssuedOn = in.partialDate("issued_on", i.IssuedOn)
	p.URL = in.webAddress("url", i.URL)
	return p, in.Err()
}

// NeedsClearance reports whether the organisers must clear the text before it
// can be published.
func (m Summary) NeedsClearance() bool { return m.EarlierPublication == nil }

// HasOriginal reports whether the text names a document in which points can have
// a paragraph.
func (m Summary) HasOriginal() bool {
	return m.EarlierPublication != nil || !m.Reference.IsZero() || m.ReferenceURL != ""
}

// MayRecordEarlier decides whether the actor may record that the summary
// restates or reproduces an earlier publication. editions is how many editions
// the summary has, replies how many replies of organisers in all revisions. A
// text that the organisers are clearing, have replied on or have published
// cannot be declared uncleared afterwards, not even after it was taken back.
func (m Summary) MayRecordEarlier(a Actor, s Seminar, editions, replies int) error {
	if err := m.CheckDrafter(a, s); err != nil {
		return err
	}
	switch {
	case m.Status == SummaryClearance || m.Status == SummaryCleared:
		return Refuse(Conflict, "earlier_publication.in_clearance")
	case m.NeedsClearance() && editions > 0:
		return Refuse(Conflict, "earlier_publication.published")
	case m.NeedsClearance() && replies > 0:
		return Refuse(Conflict, "earlier_publication.in_clearance")
	}
	return nil
}

// Moves lists the states that the secretariat may choose next. The text of an
// earlier publication is not sent to clearance.
func (m Summary) Moves() []SummaryStatus {
	if m.NeedsClearance() {
		return summaryMoves[m.Status]
	}
	return slices.DeleteFunc(slices.Clone(summaryMoves[m.Status]), func(to SummaryStatus) bool { return to == SummaryClearance })
}
