package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) homeRoutes() []Route {
	return []Route{{"GET", "/", Public, h.publicPage(h.showHome)}}
}

func (h *Handlers) publicRoutes() []Route {
	return []Route{
		{"GET", "/feed.atom", Public, h.publicBytes("application/atom+xml; charset=utf-8", h.feed)},
		{"GET", "/sitemap.xml", Public, h.publicBytes("application/xml; charset=utf-8", h.sitemap)},
		{"GET", "/calendar.ics", Public, h.publicBytes("text/calendar; charset=utf-8", h.calendarOfAll)},
		{"GET", "/search", Public, h.publicPage(h.showSearch)},
		{"GET", "/series/:series", Public, h.publicPage(h.showSeries)},
		{"GET", "/series/:series/calendar.ics", Public, h.publicBytes("text/calendar; charset=utf-8", h.calendarOfSeries)},
		{"GET", "/series/:series/:seminar", Public, h.publicPage(h.showSeminar)},
		{"GET", "/series/:series/:seminar/agenda", Public, h.publicPage(h.showAgenda)},
		{"GET", "/series/:series/:seminar/calendar.ics", Public, h.publicBytes("text/calendar; charset=utf-8", h.calendarOfSeminar)},
		{"GET", "/series/:series/:seminar/summary.pdf", Public, h.publicBytes("application/pdf", h.summaryPDF)},
		{"GET", "/series/:series/:seminar/summary.json", Public, h.publicBytes("application/json; charset=utf-8", h.summaryJSON)},
		{"GET", "/series/:series/:seminar/summary.bib", Public, h.publicBytes("application/x-bibtex; charset=utf-8", h.summaryBibTeX)},
		{"GET", "/series/:series/:seminar/summary.ris", Public, h.publicBytes("application/x-research-info-systems; charset=utf-8", h.summaryRIS)},
		{"GET", "/series/:series/:seminar/summary", Public, h.publicPage(h.showSummary)},
		{"GET", "/series/:series/:seminar/summary/editions/:number.pdf", Public, h.publicBytes("application/pdf", h.summaryPDF)},
		{"GET", "/series/:series/:seminar/summary/editions/:number.json", Public, h.publicBytes("application/json; charset=utf-8", h.summaryJSON)},
		{"GET", "/series/:series/:seminar/summary/editions/:number", Public, h.publicPage(h.showSummary)},
	}
}

func (h *Handlers) showHome(c *fiber.Ctx) (parts.Page, error) {
	home, err := h.store.Home(c.UserContext(), actor(c))
	if err != nil {
		return nil, err
	}
	published, err := h.store.LatestEditions(c.UserContext(), actor(c), "", "", 5)
	if err != nil {
		return nil, err
	}
	f := h.public(c, localeOf(c).T("site.name"))
	f.Description, f.Feed = f.L.T("public.home_lead"), "/feed.atom"
	return views.HomeShow{Frame: f, Home: home, Published: published.Items}, nil
}

func (h *Handlers) showSeries(c *fiber.Ctx) (parts.Page, error) {
	series, err := h.store.PublicSeries(c.UserContext(), actor(c), param(c, "series"))
	if err != nil {
		return nil, err
	}
	seminars, err := h.store.PublicSeminars(c.UserContext(), actor(c), series.ID)
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	f := h.public(c, l.Text(series.Title).Text)
	f.Description, f.Feed = l.Text(series.Subtitle).Text, "/feed.atom"
	return views.SeriesShow{Frame: f, Series: series, Seminars: seminars}.WithLD(), nil
}

func (h *Handlers) showSeminar(c *fiber.Ctx) (parts.Page, error) {
	seminar, err := h.store.PublicSeminar(c.UserContext(), actor(c), param(c, "series"), param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	f := h.public(c, l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text)
	f.Feed = "/feed.atom"
	f.Crumbs = crumbs(seminar.SeriesSlug, l.Text(seminar.SeriesTitle).Text)
	return views.SeminarShow{Frame: f, Seminar: seminar, Now: h.store.Now()}.WithLD(), nil
}

func (h *Handlers) showAgenda(c *fiber.Ctx) (parts.Page, error) {
	seminar, err := h.store.PublicSeminar(c.UserContext(), actor(c), param(c, "series"), param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	if !seminar.AgendaPublished {
		return nil, fiber.ErrNotFound
	}
	sessions, err := h.store.Agenda(c.UserContext(), actor(c), seminar.ID)
	if err != nil {
		return nil, err
	}
	l := localeOf(c)
	name := l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text
	f := h.public(c, l.T("public.agenda")+" · "+name)
	f.Crumbs = append(crumbs(seminar.SeriesSlug, l.Text(seminar.SeriesTitle).Text),
		parts.NavLink{Href: models.SeminarPath(seminar.SeriesSlug, seminar.Slug), Label: name})
	return views.AgendaShow{Frame: f, Seminar: seminar, Sessions: sessions}, nil
}

// crumbs leads to a series; the layout puts the first page before it.
func crumbs(slug, title string) []parts.NavLink {
	return []parts.NavLink{{Href: models.SeriesPath(slug), Label: title}}
}
