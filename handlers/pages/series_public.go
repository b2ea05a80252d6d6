package pages

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// PublicSeriesRoutes serve the public pages of a series.
func (h *Handlers) PublicSeriesRoutes() []web.Route {
	return []web.Route{
		web.Get("/series/:series", web.Public, h.PublicPage(h.showSeries)),
		web.Get("/series/:series/calendar.ics", web.Public, h.PublicBytes("text/calendar; charset=utf-8", h.calendarOfSeries)),
	}
}

func (h *Handlers) showSeries(c *fiber.Ctx) (parts.Page, error) {
	series, err := h.Store.PublicSeries(c.UserContext(), web.Actor(c), web.Param(c, "series"))
	if err != nil {
		return nil, err
	}
	seminars, err := h.Store.PublicSeminars(c.UserContext(), web.Actor(c), series.ID)
	if err != nil {
		return nil, err
	}
	published, err := h.Store.LatestEditions(c.UserContext(), web.Actor(c), series.Slug, "", editionsShown)
	if err != nil {
		return nil, err
	}
	l := web.Locale(c)
	f := h.PublicFrame(c, l.Text(series.Title).Text)
	f.Feed = "/feed.atom"
	f.Crumbs = []parts.Crumb{{Href: "/#series", Label: locale.Plain(l, l.T("public.series"))}}
	return views.SeriesShow{Frame: f, Series: series, Seminars: seminars, Published: published.Items}.WithLD(), nil
}

// editionsShown is how many editions the page of a series looks through.
const editionsShown = 50

func (h *Handlers) calendarOfSeries(c *fiber.Ctx) ([]byte, error) {
	series, err := h.Store.PublicSeries(c.UserContext(), web.Actor(c), web.Param(c, "series"))
	if err != nil {
		return nil, err
	}
	seminars, err := h.Store.CalendarSeminars(c.UserContext(), web.Actor(c), series.ID)
	if err != nil {
		return nil, err
	}
	l := web.Locale(c)
	return wire.SeminarCalendar(l, wire.Site{BaseURL: h.BaseURL, Sender: h.Sender}, l.Text(series.Title).Text, seminars), nil
}

// crumbs are the breadcrumbs to a series; the layout adds the home page.
func crumbs(slug string, title locale.Fragment) []parts.Crumb {
	return []parts.Crumb{{Href: models.SeriesPath(slug), Label: title}}
}

// movedTo is where a page below a series is now, if the series or the seminar
// had another address when it was announced.
func (h *Handlers) movedTo(c *fiber.Ctx) string {
	if !strings.HasPrefix(c.Route().Path, "/series/:series") {
		return ""
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), time.Second)
	defer cancel()
	series, seminar := web.Param(c, "series"), web.Param(c, "seminar")
	to, err := h.Store.MovedTo(ctx, web.Actor(c), series, seminar)
	if err != nil {
		return "" // it has not moved, or nobody can say
	}
	was := models.SeriesPath(series)
	if seminar != "" {
		was = models.SeminarPath(series, seminar)
	}
	rest, ok := strings.CutPrefix(web.Path(c), was)
	if !ok {
		return ""
	}
	return to + rest
}
