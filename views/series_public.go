package views

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"consultations/models"
)

// PublicSeminar is a seminar in a public list.
type PublicSeminar = models.PublicSeminar

// SeriesShow is the public page of a series.
type SeriesShow struct {
	Frame
	Series   models.PublicSeries
	Seminars []PublicSeminar
}

// Render writes the page.
func (p SeriesShow) Render(ctx context.Context, w io.Writer) error {
	return seriesShow(p).Render(ctx, w)
}

// SeriesPath is the address of a series.
func SeriesPath(slug string) string { return "/series/" + slug }

// SeminarPath is the address of a seminar.
func SeminarPath(series, slug string) string { return "/series/" + series + "/" + slug }

func summaryPath(series, slug string) templ.SafeURL {
	return templ.SafeURL(SeminarPath(series, slug) + "/summary")
}

func seriesEntry(l *Locale, s models.PublicSeries) EntryProps {
	e := EntryProps{Title: l.Say(s.Title), Href: SeriesPath(s.Slug), Meta: l.Say(s.Subtitle).Text}
	if s.Started != nil {
		e.Margin = l.T("public.since", "year", plainYear(*s.Started))
	}
	return e
}

// entryOf is a seminar as a line of a list. Its state is said only when it is
// not what the reader would expect.
func entryOf(l *Locale, m PublicSeminar, withSeries bool) EntryProps {
	e := EntryProps{
		Margin: l.When(m.StartsOn, m.EndsOn, m.Year),
		Title:  l.SeminarName(m.Title, m.Label, m.Place),
		Href:   SeminarPath(m.SeriesSlug, m.Slug),
		Meta:   l.Where(m.Place, m.Host).Text,
	}
	if withSeries {
		e.Meta = l.Say(m.SeriesTitle).Text
	}
	if m.State == models.SeminarPostponed || m.State == models.SeminarCancelled {
		e.Status, e.Tone = l.T("seminar_state."+string(m.State)), stateTone(m.State)
	}
	return e
}

// plainYear is a year without the groups that other numbers have.
func plainYear(y int) string { return strconv.Itoa(y) }

// seriesLD describes a series and its seminars for search engines.
func seriesLD(l *Locale, base string, s models.PublicSeries, seminars []models.PublicSeminar) map[string]any {
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "EventSeries",
		"name": s.Title.Source(), "url": base + SeriesPath(s.Slug), "inLanguage": s.Title.Original,
	}
	var events []map[string]any
	for _, m := range seminars {
		events = append(events, eventLD(l, base, m))
	}
	if events != nil {
		ld["subEvent"] = events
	}
	return ld
}

func eventLD(l *Locale, base string, m models.PublicSeminar) map[string]any {
	ld := map[string]any{
		"@type": "Event", "name": l.SeminarName(m.Title, m.Label, m.Place).Text, "url": base + SeminarPath(m.SeriesSlug, m.Slug),
		"location":            map[string]any{"@type": "Place", "name": m.Place.Source()},
		"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
	}
	if m.StartsOn != "" {
		ld["startDate"], ld["endDate"] = string(m.StartsOn), string(m.EndsOn)
	}
	if status, ok := map[models.SeminarState]string{models.SeminarCancelled: "EventCancelled", models.SeminarPostponed: "EventPostponed"}[m.State]; ok {
		ld["eventStatus"] = "https://schema.org/" + status
	}
	return ld
}

// WithLD adds the description for search engines.
func (p SeriesShow) WithLD() SeriesShow {
	p.JSONLD = seriesLD(p.L, p.BaseURL, p.Series, p.Seminars)
	return p
}
