package views

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// PublicSeminar is a seminar in a public list.
type PublicSeminar = models.PublicSeminar

// SeriesShow is the public page of a series.
type SeriesShow struct {
	parts.Frame
	Series   models.PublicSeries
	Seminars []PublicSeminar
}

// Render writes the page.
func (p SeriesShow) Render(ctx context.Context, w io.Writer) error {
	return seriesShow(p).Render(ctx, w)
}

func summaryPath(series, slug string) templ.SafeURL {
	return templ.SafeURL(models.SeminarPath(series, slug) + "/summary")
}

func seriesEntry(l *locale.Locale, s models.PublicSeries) parts.EntryProps {
	e := parts.EntryProps{Title: l.Text(s.Title), Href: models.SeriesPath(s.Slug), Meta: l.Text(s.Subtitle).Text}
	if s.Started != nil {
		e.Margin = l.T("public.since", "year", locale.Year(*s.Started))
	}
	return e
}

// entryOf is a seminar as a line of a list. Its status is shown only if it is
// not what the reader would expect.
func entryOf(l *locale.Locale, m PublicSeminar, withSeries bool) parts.EntryProps {
	e := parts.EntryProps{
		Margin: l.When(m.StartsOn, m.EndsOn, m.Year),
		Title:  l.TitleOrPlace(m.Title, m.Label, m.Place),
		Href:   models.SeminarPath(m.SeriesSlug, m.Slug),
		Meta:   l.Where(m.Place, m.Host).Text,
	}
	if withSeries {
		e.Meta = l.Text(m.SeriesTitle).Text
	}
	if m.Status == models.SeminarPostponed || m.Status == models.SeminarCancelled {
		e.Status, e.Tone = l.T("seminar_status."+string(m.Status)), stateTone(m.Status)
	}
	return e
}

// WithLD adds the description for search engines.
func (p SeriesShow) WithLD() SeriesShow {
	p.JSONLD = wire.SeriesLD(p.L, p.BaseURL, p.Series, p.Seminars)
	return p
}
