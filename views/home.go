// Package views turns typed pages into HTML. It knows nothing of HTTP and
// nothing of the database: a page holds what it shows, ready in the reader's
// language.
package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// HomeShow is the home page: upcoming seminars, recent publications, and the
// series.
type HomeShow struct {
	parts.Frame
	Home models.Home
	PDF  bool // the program was built with the typesetter
}

// Render writes the page.
func (p HomeShow) Render(ctx context.Context, w io.Writer) error { return homeShow(p).Render(ctx, w) }

// newest is the latest publication with all that is said of it.
func (p HomeShow) newest() feature {
	e := p.Home.Published[0]
	d := e.Document
	f := featureOf(p.L, e.EditionRow, countsOf(d))
	f.Kicker, f.Lead = kindOf(p.L, d.Kind, e.EditionKind), true
	f.Author, f.Status = wire.AuthorLine(p.L, d), wire.StatusLine(p.L, d)
	f.Line = []locale.Fragment{
		locale.Plain(p.L, wire.Meeting(p.L, d)),
		locale.Plain(p.L, publishedOn(p.L, models.DayOf(e.PublishedAt), d.EarlierPublication)),
		{Text: e.Reason, Dir: "auto"},
	}
	if p.PDF {
		f.Files = append(f.Files, parts.Download{Label: "PDF", Href: f.Href + ".pdf?lang=" + p.L.Code(), Type: "application/pdf"})
	}
	f.Files = append(f.Files, parts.Download{Label: "JSON", Href: f.Href + ".json", Type: "application/json"})
	return f
}

// seriesLine is a series with its seminars as a row of marks.
type seriesLine struct {
	Title    locale.Fragment
	Href     string
	Facts    []locale.Fragment
	Stations []station
	Says     string
}

func (p HomeShow) series() []seriesLine {
	var lines []seriesLine
	for _, s := range p.Home.Series {
		var seminars []PublicSeminar
		for _, m := range p.Home.Seminars {
			if m.SeriesSlug == s.Slug {
				seminars = append(seminars, m)
			}
		}
		line := seriesLine{Title: p.L.Text(s.Title), Href: models.SeriesPath(s.Slug), Facts: []locale.Fragment{p.L.Text(s.Subtitle)}, Stations: stations(p.L, seminars, nil)}
		if !s.Lead.IsZero() {
			line.Facts = append(line.Facts, locale.Plain(p.L, p.L.T("public.lead")+p.L.Colon()+p.L.Text(s.Lead).Text))
		}
		if s.Started != nil {
			line.Facts = append(line.Facts, locale.Plain(p.L, p.L.T("public.since", "year", locale.Year(*s.Started))))
		}
		published := 0
		for _, m := range seminars {
			published += m.Texts
		}
		if len(seminars) > 0 {
			line.Says = p.L.N("public.seminars_count", len(seminars))
		}
		if published > 0 {
			line.Says = locale.JoinDots([]string{line.Says, p.L.N("public.summaries_count", published)})
		}
		lines = append(lines, line)
	}
	return lines
}

// stateTone is how the state of a seminar looks.
func stateTone(s models.SeminarStatus) parts.Tone {
	switch s {
	case models.SeminarAnnounced:
		return parts.Active
	case models.SeminarCancelled:
		return parts.Bad
	case models.SeminarPostponed:
		return parts.Caution
	}
	return parts.Neutral
}
