package views

import (
	"context"
	"io"
	"slices"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// PointForm is the form of a new or an existing point.
type PointForm struct {
	Desk
	FormOf[models.PointInput]
	Point models.PointRow // zero for a new one
	Seen  int
}

// Render writes the page.
func (p PointForm) Render(ctx context.Context, w io.Writer) error { return pointForm(p).Render(ctx, w) }

func (p PointForm) isNew() bool { return p.Point.ID == "" }

func (p PointForm) action() string {
	if p.isNew() {
		return models.DeskPath(p.id()) + "/points"
	}
	return models.PointPath(p.id(), p.Point.ID)
}

func (p PointForm) title() string {
	if p.isNew() {
		return p.L.T("point.new")
	}
	return p.L.T("point.edit_one", "code", p.Point.Code)
}

func (p PointForm) heading() parts.Heading {
	h := parts.Heading{Title: locale.Plain(p.L, p.title()), Lead: locale.Plain(p.L, p.L.T("point.lead"))}
	if !p.isNew() {
		h.Tabs, h.TabsLabel = writing(p.action(), p.Form.Language), p.L.T("form_language.written")
	}
	return h
}

// hasParagraph reports whether the form asks for the paragraph of the original.
// One that the point has already stays visible.
func (p PointForm) hasParagraph() bool {
	return p.Of.Summary.HasOriginal() || p.Form.Paragraph != "" || p.Point.Paragraph != ""
}

// vocabularyOptions offers values of the models by their names in the catalogue.
func vocabularyOptions[T ~string](l *locale.Locale, prefix string, values []T) []parts.Option {
	var options []parts.Option
	for _, v := range values {
		options = append(options, parts.Option{Value: string(v), Label: l.T(prefix + string(v))})
	}
	return options
}

func (p PointForm) themes() []parts.Option {
	var options []parts.Option
	for _, t := range p.Of.Themes {
		options = append(options, parts.Option{Value: t.ID, Label: p.L.Text(t.Name).Text})
	}
	return options
}

func (p PointForm) sessions() []parts.Option {
	var options []parts.Option
	for _, s := range p.Of.Sessions {
		if s.IsBreak() && !slices.Contains(p.Form.Sessions, s.ID) { // one that was chosen before stays visible
			continue
		}
		options = append(options, parts.Option{Value: s.ID, Label: p.L.Text(s.Title).Text, Hint: ruleText(p.L, s.Attribution)})
	}
	return options
}

// sessionsHint says that speakers are not named, if the seminar has sessions of
// which that is true.
func (p PointForm) sessionsHint() string {
	if !slices.ContainsFunc(p.Of.Sessions, func(s models.SessionTitle) bool { return s.Attribution.ForbidsNames() }) {
		return ""
	}
	return p.L.T("point.sessions_hint")
}

func (p PointForm) notes() []parts.Option {
	var options []parts.Option
	for _, n := range p.Of.Notes {
		options = append(options, parts.Option{Value: n.ID, Label: locale.JoinDots([]string{p.L.Text(n.SessionTitle).Text, n.Author}), Hint: beginning(n.Body)})
	}
	return options
}

// beginning is enough of a note to recognise it.
func beginning(s string) string {
	const enough = 120
	if r := []rune(s); len(r) > enough {
		return string(r[:enough]) + "…"
	}
	return s
}
