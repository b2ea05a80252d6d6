package views

import (
	"context"
	"io"
	"slices"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// SeminarShow is the public page of a seminar.
type SeminarShow struct {
	parts.Frame
	Seminar models.SeminarPage
	Now     time.Time
}

// Render writes the page.
func (p SeminarShow) Render(ctx context.Context, w io.Writer) error {
	return seminarShow(p).Render(ctx, w)
}

func (p SeminarShow) path(rest string) string {
	return models.SeminarPath(p.Seminar.SeriesSlug, p.Seminar.Slug) + rest
}

// shownAs is the name printed for an organiser.
func shownAs(l *locale.Locale, o models.OrganiserRow) locale.Fragment {
	return l.Text(o.Shown())
}

// organisers groups the organisers by role. Within a role they have equal
// standing, in their agreed order.
func (p SeminarShow) organisers() []organiserGroup {
	var groups []organiserGroup
	for _, role := range models.OrganiserRoles {
		var g organiserGroup
		for _, o := range p.Seminar.Organisers {
			if o.Role == role {
				g.Organisers = append(g.Organisers, o)
			}
		}
		if g.Organisers != nil {
			g.Label = p.L.LabelOf("organisers_as."+string(role), len(g.Organisers))
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

// registration says whether it is possible to register now and, until the
// seminar has been concluded, why not.
func (p SeminarShow) registration() (text string, open bool) {
	m := p.Seminar.ForRegistration()
	if m.Status == models.SeminarConcluded || m.Status == models.SeminarArchived {
		return "", false
	}
	return registrationText(p.L, m, p.Now), m.TakesRegistrations(p.Now)
}

// registrationTone is quiet unless one can register.
func (p SeminarShow) registrationTone() parts.Tone {
	if _, open := p.registration(); open {
		return parts.Active
	}
	return parts.Neutral
}

// newest are the editions in front: the newest of each kind of summary.
func (p SeminarShow) newest() []models.EditionLine {
	var newest []models.EditionLine
	for _, e := range p.Seminar.Editions {
		if e.WithdrawnAt == nil && !slices.ContainsFunc(newest, func(n models.EditionLine) bool { return n.Kind == e.Kind }) {
			newest = append(newest, e)
		}
	}
	return newest
}

// others are the editions that a newer one replaces, or that were withdrawn.
func (p SeminarShow) others() []models.EditionLine {
	newest := p.newest()
	var others []models.EditionLine
	for _, e := range p.Seminar.Editions {
		if !slices.ContainsFunc(newest, func(n models.EditionLine) bool { return n.ID == e.ID }) {
			others = append(others, e)
		}
	}
	return others
}

// feature is an edition in front of the others.
func (p SeminarShow) feature(e models.EditionLine) feature {
	line := editionLine(p, e)
	return feature{
		L: p.L, Kicker: kindOf(p.L, e.Kind, e.EditionKind), Title: line.Title, Href: line.Href,
		Line: []locale.Fragment{
			locale.Plain(p.L, p.L.T("document.number", "number", e.Number)),
			locale.Plain(p.L, publishedOn(p.L, models.DayOf(e.PublishedAt), e.EarlierPublication)),
			{Text: e.Reason, Dir: "auto"},
		},
		Lead: true, Counts: countLinks(p.L, e.Points, line.Href),
	}
}

// isOver reports whether something could have been published by now.
func (p SeminarShow) isOver() bool {
	switch p.Seminar.Status {
	case models.SeminarConcluded, models.SeminarArchived:
		return true
	case models.SeminarPostponed:
		return false
	}
	return p.Seminar.EndsOn != "" && string(p.Seminar.EndsOn) < p.Now.UTC().Format("2006-01-02")
}

// AgendaShow is the published programme of a seminar.
type AgendaShow struct {
	parts.Frame
	Seminar  models.SeminarPage
	Sessions []models.AgendaSession
}

// Render writes the page.
func (p AgendaShow) Render(ctx context.Context, w io.Writer) error {
	return agendaShow(p).Render(ctx, w)
}

// days divides the sessions by day, in the seminar's time zone.
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

// beside reports whether the session runs at the same time as another one.
func (d agendaDay) beside(s models.AgendaSession) bool {
	return slices.ContainsFunc(d.Sessions, func(o models.AgendaSession) bool {
		return o.ID != s.ID && o.StartsAt.Before(s.EndsAt) && s.StartsAt.Before(o.EndsAt)
	})
}

func seminarHeading(p SeminarShow) parts.Heading {
	h := parts.Heading{
		Title: p.L.TitleOrPlace(p.Seminar.Title, p.Seminar.Label, p.Seminar.Place),
		Facts: []locale.Fragment{locale.Plain(p.L, p.L.When(p.Seminar.Status.IsPostponed(), p.Seminar.StartsOn, p.Seminar.EndsOn, p.Seminar.Year)), p.L.Where(p.Seminar.Place, p.Seminar.Host)},
	}
	if !p.Seminar.Title.IsZero() {
		h.Kicker = p.L.Text(p.Seminar.Label)
	}
	if p.Seminar.Status != models.SeminarArchived {
		h.Status, h.Tone = p.L.T("seminar_status."+string(p.Seminar.Status)), stateTone(p.Seminar.Status)
	}
	return h
}

func agendaMeta(l *locale.Locale, s models.AgendaSession) string {
	words := []string{l.T("session_kind." + string(s.Kind))}
	if s.Room != "" {
		words = append(words, s.Room)
	}
	if s.Attribution != models.OnRecord {
		words = append(words, ruleText(l, s.Rule()))
	}
	return locale.JoinDots(words)
}

// editionLine is an edition as listed on the seminar's page.
func editionLine(p SeminarShow, e models.EditionLine) parts.EntryProps {
	line := parts.EntryProps{
		Margin: p.L.Day(models.DayOf(e.PublishedAt)),
		Title:  p.L.Text(e.Title),
		Href:   models.EditionPath(p.Seminar.SeriesSlug, p.Seminar.Slug, e.Number),
		Meta:   locale.JoinDots([]string{p.L.T("summary_kind." + string(e.Kind)), p.L.T("document.number", "number", e.Number), e.Reason}),
	}
	if slices.ContainsFunc(p.newest(), func(n models.EditionLine) bool { return n.ID == e.ID }) {
		line.Href = p.Seminar.TextPath(e.Kind)
	}
	if e.WithdrawnAt != nil {
		line.Status, line.Tone = p.L.T("document.withdrawn_tag"), parts.Bad
	}
	return line
}

// SeminarLine describes a seminar in one line, for those who have not opened its
// page: what it is called, where and when it is, and its series.
func SeminarLine(l *locale.Locale, m PublicSeminar) string {
	return locale.JoinDots([]string{l.Text(m.Label).Text, l.Where(m.Place, m.Host).Text, l.When(m.Status.IsPostponed(), m.StartsOn, m.EndsOn, m.Year), l.Text(m.SeriesTitle).Text})
}

// WithLD adds the description for search engines.
func (p SeminarShow) WithLD() SeminarShow {
	p.Description = SeminarLine(p.L, p.Seminar.PublicSeminar)
	p.JSONLD = wire.SeminarLD(p.L, p.BaseURL, p.Seminar)
	return p
}
