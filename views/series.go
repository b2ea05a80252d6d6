package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SeriesDesk is the working page of a series.
type SeriesDesk struct {
	parts.Frame
	models.SeriesDesk
	Theme    models.ThemeInput
	Problems models.Problems // of a new theme
}

// Render writes the page.
func (p SeriesDesk) Render(ctx context.Context, w io.Writer) error {
	return seriesDesk(p).Render(ctx, w)
}

// seminarPath is the address of a seminar's overview, or of its public page
// if the reader has no part in it.
func (p SeriesDesk) seminarPath(m models.SeminarRow) string {
	if m.HasPart {
		return models.ManageSeminarPath(m.ID)
	}
	return models.SeminarPath(p.Series.Slug, m.Slug)
}

// SeriesForm is the form of a new or an existing series.
type SeriesForm struct {
	parts.Frame
	FormOf[models.SeriesInput]
	Series models.Series // current values; without an id for a new one
	Seen   int
}

// Render writes the page.
func (p SeriesForm) Render(ctx context.Context, w io.Writer) error {
	return seriesForm(p).Render(ctx, w)
}

func (p SeriesForm) action() string {
	if p.Series.ID == "" {
		return "/manage/series"
	}
	return models.ManageSeriesPath(p.Series.ID) + "/edit"
}

// languageTabs are the languages in which the texts of a form can be written.
func languageTabs(l *locale.Locale, path, in string) []parts.NavLink {
	var tabs []parts.NavLink
	for _, code := range models.Languages {
		tabs = append(tabs, parts.NavLink{Href: path + "?in=" + code, Label: l.LanguageName(code), Current: code == in})
	}
	return tabs
}

// formHead is the top of a form; the texts of a thing that is there are
// written in one language at a time.
func formHead(f parts.Frame, exists bool, path, in string) parts.Heading {
	h := parts.Heading{Title: locale.Plain(f.L, f.Title)}
	if exists {
		h.Tabs, h.TabsLabel = languageTabs(f.L, path, in), f.L.T("form_language.written")
	}
	return h
}

// textField is a text of a form in the language that is being written.
func textField(i parts.Input, in string, t models.Text) parts.TextInput {
	return parts.TextInput{Input: i, In: in, Text: t}
}

func cancelTo(seriesID string) string {
	if seriesID == "" {
		return "/manage"
	}
	return models.ManageSeriesPath(seriesID)
}

// heading is the top of the desk.
func (p SeriesDesk) heading() parts.Heading {
	h := parts.Heading{Title: p.L.Text(p.Series.Title), Lead: p.L.Text(p.Series.Subtitle), Facts: []locale.Fragment{locale.Plain(p.L, p.L.N("series.seminars_count", len(p.Seminars)))}}
	if p.Series.Started != nil {
		h.Facts = append(h.Facts, locale.Plain(p.L, p.L.T("public.since", "year", locale.Year(*p.Series.Started))))
	}
	return h
}

// newSeminarButton is offered to those who may add one.
func newSeminarButton(p SeriesDesk) parts.Button {
	if !p.MayEdit {
		return parts.Button{}
	}
	return parts.Button{Text: p.L.T("seminar.new"), Href: models.ManageSeriesPath(p.Series.ID) + "/seminars/new"}
}
