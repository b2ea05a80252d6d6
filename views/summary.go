package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SummaryList lists the summaries of a seminar.
type SummaryList struct {
	parts.Frame
	Parts     []parts.NavLink // of the work on the seminar
	SeminarID string
	Summaries []models.SummaryRow
	MayDraft  bool
}

// Render writes the page.
func (p SummaryList) Render(ctx context.Context, w io.Writer) error {
	return summaryList(p).Render(ctx, w)
}

// SummaryNew is the form for a new summary.
type SummaryNew struct {
	parts.Frame
	FormOf[models.SummaryInput]
	SeminarID string
}

// Render writes the page.
func (p SummaryNew) Render(ctx context.Context, w io.Writer) error {
	return summaryNew(p).Render(ctx, w)
}

// Desk is what all pages of one working text show, and their reader.
type Desk struct {
	parts.Frame
	Of models.SummaryDesk
	By models.Actor
}

// DeskShow is the drafting page: the points, and the notes beside them.
type DeskShow struct{ Desk }

// Render writes the page.
func (p DeskShow) Render(ctx context.Context, w io.Writer) error { return deskShow(p).Render(ctx, w) }

// SummaryEdit is the form for the title, introduction and other texts.
type SummaryEdit struct {
	Desk
	FormOf[models.SummaryInput]
	Seen int
}

// Render writes the page.
func (p SummaryEdit) Render(ctx context.Context, w io.Writer) error {
	return summaryEdit(p).Render(ctx, w)
}

func (d Desk) id() string { return d.Of.Summary.ID }

// mayChange reports whether the reader may change the text.
func (d Desk) mayChange() bool { return d.Of.Summary.MayChange(d.By, d.Of.Seminar) == nil }

// head is the top of the pages of a working text.
func (d Desk) head() parts.Heading {
	m := d.Of.Summary
	return parts.Heading{
		Facts: []locale.Fragment{locale.Plain(d.L, d.L.T("summary_kind."+string(m.Kind))), locale.Plain(d.L, d.L.T("summary.revision", "number", m.Revision))},
		Title: d.L.Text(m.Title), Status: d.L.T("summary_status." + string(m.Status)), Tone: summaryTone(m.Status),
	}
}

func summaryTone(s models.SummaryStatus) parts.Tone {
	switch s {
	case models.SummaryCleared:
		return parts.Good
	case models.SummaryClearance:
		return parts.Active
	case models.SummaryReview:
		return parts.Caution
	}
	return parts.Neutral
}

// tabs are the pages of the working text.
func (d Desk) tabs() []parts.NavLink {
	var tabs []parts.NavLink
	for _, t := range []struct{ href, label string }{
		{models.DeskPath(d.id()), "summary.draft"}, {models.ClearancePath(d.id()), "clearance.title"}, {models.EditionsPath(d.id()), "edition.title"},
	} {
		if t.label == "clearance.title" && !d.Of.Summary.NeedsClearance() {
			continue
		}
		tabs = append(tabs, parts.NavLink{Href: t.href, Label: d.L.T(t.label), Current: t.href == d.Path})
	}
	return tabs
}

// steps are the stages of the text; if it was published and not changed
// since, all are done.
func (d Desk) steps() []parts.Step {
	at := 0
	if !d.Of.Summary.NeedsClearance() {
		return d.stepsWithoutClearance()
	}
	for i, s := range []models.SummaryStatus{models.SummaryDraft, models.SummaryReview, models.SummaryClearance, models.SummaryCleared} {
		if s == d.Of.Summary.Status {
			at = i
		}
	}
	if d.Of.Summary.Status == models.SummaryCleared && len(d.Of.Editions) > 0 && len(d.Of.Summary.Authors) == 0 {
		at = -1
	}
	return parts.StepsTo(at, d.L.T("summary_status.draft"), d.L.T("summary_status.review"), d.L.T("summary_status.clearance"), d.L.T("summary_status.cleared"), d.L.T("edition.published"))
}

// stepsWithoutClearance are the stations of the text of an earlier
// publication.
func (d Desk) stepsWithoutClearance() []parts.Step {
	at := 0
	if d.Of.Summary.Status == models.SummaryReview {
		at = 1
	}
	if len(d.Of.Editions) > 0 && len(d.Of.Summary.Authors) == 0 {
		at = -1
	}
	return parts.StepsTo(at, d.L.T("summary_status.draft"), d.L.T("summary_status.review"), d.L.T("edition.published"))
}

// writing are the six languages as tabs of a form.
func writing(path, in string) []parts.NavLink {
	var tabs []parts.NavLink
	for _, l := range locale.All() {
		tabs = append(tabs, parts.NavLink{Href: path + "?in=" + l.Code(), Label: l.NativeName(), Current: l.Code() == in})
	}
	return tabs
}

// paragraph is a point on the drafting page.
func (d Desk) paragraph(p models.PointRow) parts.Paragraph {
	notes := []parts.Note{
		{Label: d.L.T("point.kind"), Value: locale.Plain(d.L, d.L.T("point_kind."+string(p.Kind)))},
		{Label: d.L.T("document.voice"), Value: locale.Plain(d.L, d.L.T("voice."+string(p.Voice)))},
		{Label: d.L.T("document.strength"), Value: locale.Plain(d.L, d.L.T("strength."+string(p.Strength)))},
	}
	for _, id := range p.Themes {
		for _, t := range d.Of.Themes {
			if t.ID == id {
				notes = append(notes, parts.Note{Label: d.L.T("document.theme"), Value: d.L.Text(t.Name)})
			}
		}
	}
	for _, a := range p.Addressees {
		label := "document.addressee"
		if a.Basis == models.Inferred {
			label = "document.addressee_inferred"
		}
		notes = append(notes, parts.Note{Label: d.L.T(label), Value: locale.Fragment{Text: a.Name, Dir: "auto"}})
	}
	if p.Paragraph != "" {
		notes = append(notes, parts.Note{Label: d.L.T("document.paragraph"), Value: locale.Plain(d.L, p.Paragraph)})
	}
	for _, s := range p.Sources {
		notes = append(notes, parts.Note{Label: d.L.T("point.rests_on"), Value: d.session(s.SessionID)})
	}
	return parts.Paragraph{L: d.L, Number: p.Code, Anchor: p.Code, Text: d.L.Text(p.Body), Notes: notes}
}

func (d Desk) session(id string) locale.Fragment {
	for _, s := range d.Of.Sessions {
		if s.ID == id {
			return d.L.Text(s.Title)
		}
	}
	return locale.Fragment{}
}

// summaryKinds are the kinds of documents to choose from.
func summaryKinds(l *locale.Locale) []parts.Option {
	var options []parts.Option
	for _, k := range models.SummaryKinds {
		options = append(options, parts.Option{Value: string(k), Label: l.T("summary_kind." + string(k)), Hint: l.T("document_status." + string(k))})
	}
	return options
}

// moveLabel is the label of the button that changes the status of a text.
func moveLabel(l *locale.Locale, to models.SummaryStatus) string {
	switch to {
	case models.SummaryDraft:
		return l.T("summary.take_back")
	case models.SummaryReview:
		return l.T("summary.send_to_review")
	}
	return l.T("summary.send_to_clearance")
}
