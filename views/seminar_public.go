package views

import (
	"context"
	"io"
	"time"

	"consultations/models"
)

// SeminarShow is the public page of a seminar.
type SeminarShow struct {
	Frame
	Seminar models.SeminarPage
	Now     time.Time
}

// Render writes the page.
func (p SeminarShow) Render(ctx context.Context, w io.Writer) error {
	return seminarShow(p).Render(ctx, w)
}

func (p SeminarShow) path(rest string) string {
	return SeminarPath(p.Seminar.SeriesSlug, p.Seminar.Slug) + rest
}

// shownAs is what documents print for an organiser.
func shownAs(l *Locale, o models.OrganiserRow) Fragment {
	return l.Say(o.Shown())
}

// organisers divides the organisers by their part. Within a part they are of
// equal standing and stand in the order that they agreed on.
func (p SeminarShow) organisers() []organiserGroup {
	var groups []organiserGroup
	for _, role := range models.OrganiserRoles {
		g := organiserGroup{Label: p.L.T("organisers_as." + string(role))}
		for _, o := range p.Seminar.Organisers {
			if o.Role == role {
				g.Organisers = append(g.Organisers, o)
			}
		}
		if g.Organisers != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

type organiserGroup struct {
	Label      string
	Organisers []models.OrganiserRow
}

// languages names the working languages.
func (p SeminarShow) languages() string {
	var names []string
	for _, code := range p.Seminar.Languages {
		names = append(names, p.L.LanguageName(code))
	}
	return p.L.List(names)
}

// registration says where registration stands, in words, and whether one can
// register now.
func (p SeminarShow) registration() (text string, open bool) {
	m := p.Seminar
	switch m.Window(p.Now) {
	case models.WindowBefore:
		return p.L.T("public.registration_opens", "when", p.L.Moment(*m.OpensAt, m.TimeZone)), false
	case models.WindowOver:
		return p.L.T("public.registration_over", "when", p.L.Moment(*m.ClosesAt, m.TimeZone)), false
	case models.WindowOpen:
		if m.Admission == models.AdmissionInvited {
			return p.L.T("public.registration_invited"), false
		}
		if m.IsFull() {
			return p.L.T("public.registration_full", "when", p.L.Moment(*m.ClosesAt, m.TimeZone)), true
		}
		return p.L.T("public.registration_open", "when", p.L.Moment(*m.ClosesAt, m.TimeZone)), true
	}
	return "", false
}

// AgendaShow is the published programme of a seminar.
type AgendaShow struct {
	Frame
	Seminar  models.SeminarPage
	Sessions []models.AgendaSession
}

// Render writes the page.
func (p AgendaShow) Render(ctx context.Context, w io.Writer) error {
	return agendaShow(p).Render(ctx, w)
}

// days divides the sessions by day, on the seminar's own clock.
func (p AgendaShow) days() []agendaDay {
	var days []agendaDay
	for _, s := range p.Sessions {
		if d := s.StartsLocal.Day(); len(days) == 0 || days[len(days)-1].Day != d {
			days = append(days, agendaDay{Day: d})
		}
		days[len(days)-1].Sessions = append(days[len(days)-1].Sessions, s)
	}
	return days
}

type agendaDay struct {
	Day      models.Day
	Sessions []models.AgendaSession
}

func seminarHeading(p SeminarShow) Heading {
	h := Heading{
		Kicker: p.L.Say(p.Seminar.SeriesTitle).Text,
		Title:  p.L.SeminarName(p.Seminar.Title, p.Seminar.Label, p.Seminar.Place),
	}
	if p.Seminar.State != models.SeminarArchived {
		h.Status, h.Tone = p.L.T("seminar_state."+string(p.Seminar.State)), stateTone(p.Seminar.State)
	}
	return h
}

func agendaMeta(l *Locale, s models.AgendaSession) string {
	words := []string{l.T("session_kind." + string(s.Kind))}
	if s.Room != "" {
		words = append(words, s.Room)
	}
	if s.Attribution != models.OnRecord {
		words = append(words, l.T("attribution."+string(s.Attribution)))
	}
	return join(words)
}

// join puts short facts on one line.
func join(words []string) string {
	out := ""
	for _, w := range words {
		if w == "" {
			continue
		}
		if out != "" {
			out += " · "
		}
		out += w
	}
	return out
}

// editionLine is an edition as the seminar's page lists it.
func editionLine(p SeminarShow, e models.EditionLine) EntryProps {
	line := EntryProps{
		Margin: p.L.Day(dayOf(e.PublishedAt)),
		Title:  p.L.Say(e.Title),
		Href:   p.path("/summary/editions/" + plainYear(e.Number)),
		Meta:   join([]string{p.L.T("summary_kind." + string(e.Kind)), p.L.T("document.number", "number", e.Number), e.Reason}),
	}
	if e.Number == p.Seminar.Edition {
		line.Href = p.path("/summary")
	}
	if e.WithdrawnAt != nil {
		line.Status, line.Tone = p.L.T("document.withdrawn_tag"), Bad
	}
	return line
}

// dayOf is the day of an instant in UTC, for dates of publication, which
// belong to no seminar's clock.
func dayOf(t time.Time) models.Day { return models.Day(t.UTC().Format(time.DateOnly)) }

// WithLD adds the description for search engines.
func (p SeminarShow) WithLD() SeminarShow {
	p.JSONLD = seminarLD(p.L, p.BaseURL, p.Seminar)
	return p
}

// seminarLD describes a seminar with its organisers for search engines.
func seminarLD(l *Locale, base string, m models.SeminarPage) map[string]any {
	ld := eventLD(l, base, m.PublicSeminar)
	ld["@context"] = "https://schema.org"
	ld["superEvent"] = map[string]any{"@type": "EventSeries", "name": m.SeriesTitle.Source(), "url": base + SeriesPath(m.SeriesSlug)}
	var by []map[string]any
	for _, o := range m.Organisers {
		by = append(by, map[string]any{"@type": "Organization", "name": l.Say(o.Shown()).Text})
	}
	if by != nil {
		ld["organizer"] = by
	}
	return ld
}
