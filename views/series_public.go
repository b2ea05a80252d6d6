package views

import (
	"cmp"
	"context"
	"io"

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
	Series    models.PublicSeries
	Seminars  []PublicSeminar
	Published []models.EditionRow // newest first
}

// Render writes the page.
func (p SeriesShow) Render(ctx context.Context, w io.Writer) error {
	return seriesShow(p).Render(ctx, w)
}

// station is a seminar on the line of its series.
type station struct {
	Number string
	Class  string // is-published, is-off, is-unsure or nothing
	Place  locale.Fragment
	Href   string
	Where  locale.Fragment
	Label  locale.Fragment // what the meeting is called, when not by its place alone
	When   string
	What   string // what was published; empty for nothing
	WhatTo string
	Status string // said only when it is not what the reader would expect
	Tone   parts.Tone
}

// stations are the seminars of a series in their order; points are those of
// each published text, by its address.
func stations(l *locale.Locale, seminars []PublicSeminar, points map[string]int) []station {
	var line []station
	for _, m := range seminars {
		s := station{
			Number: l.Number(m.Number), Place: l.Text(m.Place), Href: models.SeminarPath(m.SeriesSlug, m.Slug), Where: l.Text(m.Host), When: l.When(m.Status.IsPostponed(), m.StartsOn, m.EndsOn, m.Year),
		}
		if s.Place.Text == "" {
			s.Place = l.TitleOrPlace(m.Title, m.Label, m.Place)
		} else if !m.Title.IsZero() {
			s.Label = l.Text(m.Title)
		} else {
			s.Label = l.Text(m.Label)
		}
		if !m.HasDays() {
			s.Class = "is-unsure"
		}
		if m.Status == models.SeminarCancelled {
			s.Class = "is-off"
		}
		if m.Texts > 0 {
			s.Class, s.WhatTo, s.What = "is-published", m.TextPath(), l.T("public.read_summary")
			if n := points[s.WhatTo]; n > 0 {
				s.What = l.N("public.points", n)
			}
		}
		if e := entryOf(l, m, false); e.Status != "" {
			s.Status, s.Tone = e.Status, e.Tone
		}
		line = append(line, s)
	}
	return line
}

// stations are the seminars with what was published of each.
func (p SeriesShow) stations() []station {
	points := map[string]int{}
	for _, e := range newestOf(p.Published) {
		points[e.TextPath()] = e.Points.Total()
	}
	return stations(p.L, p.Seminars, points)
}

// keyLine explains a mark of the line.
type keyLine struct{ Class, Text string }

// key explains the marks that the line has.
func (p SeriesShow) key() []keyLine {
	var key []keyLine
	for _, k := range []keyLine{{"is-published", "public.line_published"}, {"", "public.line_confirmed"}, {"is-unsure", "public.line_unconfirmed"}, {"is-off", "seminar_status.cancelled"}} {
		for _, s := range p.stations() {
			if s.Class == k.Class {
				key = append(key, keyLine{k.Class, p.L.T(k.Text)})
				break
			}
		}
	}
	return key
}

// calendar is the link to the days of all seminars, if any day is known.
func (p SeriesShow) calendar() parts.NavLink {
	for _, m := range p.Seminars {
		if m.HasDays() {
			return parts.NavLink{Href: models.SeriesPath(p.Series.Slug) + "/calendar.ics", Label: p.L.T("public.calendar_file")}
		}
	}
	return parts.NavLink{}
}

// title counts the seminars.
func (p SeriesShow) lineTitle() string {
	if len(p.Seminars) == 0 {
		return p.L.T("public.seminars")
	}
	return p.L.N("public.seminars_count", len(p.Seminars))
}

// entryOf is a seminar as a line of a list. Its status is shown only if it is
// not what the reader would expect.
func entryOf(l *locale.Locale, m PublicSeminar, withSeries bool) parts.EntryProps {
	e := parts.EntryProps{
		Margin: l.When(m.Status.IsPostponed(), m.StartsOn, m.EndsOn, m.Year),
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
	p.Description = cmp.Or(p.L.Text(p.Series.Subtitle).Text, p.L.Text(p.Series.About).Text, p.lineTitle())
	p.JSONLD = wire.SeriesLD(p.L, p.BaseURL, p.Series, p.Seminars)
	return p
}
