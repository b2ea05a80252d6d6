package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
	"consultations/views/wire"
)

// PublicSeminarRoutes serve the public pages and calendars of seminars.
func (h *Handlers) PublicSeminarRoutes() []web.Route {
	return []web.Route{
		web.Get("/calendar.ics", web.Public, h.PublicBytes("text/calendar; charset=utf-8", h.calendarOfAll)),
		web.Get("/series/:series/:seminar", web.Public, h.PublicPage(h.showSeminar)),
		web.Get("/series/:series/:seminar/agenda", web.Public, h.PublicPage(h.showAgenda)),
		web.Get("/series/:series/:seminar/calendar.ics", web.Public, h.PublicBytes("text/calendar; charset=utf-8", h.calendarOfSeminar)),
	}
}

func (h *Handlers) showSeminar(c *fiber.Ctx) (parts.Page, error) {
	seminar, err := h.Store.PublicSeminar(c.UserContext(), web.Actor(c), web.Param(c, "series"), web.Param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	l := web.Locale(c)
	f := h.PublicFrame(c, l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text)
	f.Feed = "/feed.atom"
	f.Crumbs = crumbs(seminar.SeriesSlug, l.Text(seminar.SeriesTitle))
	return views.SeminarShow{Frame: f, Seminar: seminar, Now: h.Store.Now()}.WithLD(), nil
}

func (h *Handlers) showAgenda(c *fiber.Ctx) (parts.Page, error) {
	seminar, err := h.Store.PublicSeminar(c.UserContext(), web.Actor(c), web.Param(c, "series"), web.Param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	if !seminar.AgendaPublished {
		return nil, fiber.ErrNotFound
	}
	sessions, err := h.Store.Agenda(c.UserContext(), web.Actor(c), seminar.ID)
	if err != nil {
		return nil, err
	}
	l := web.Locale(c)
	name := l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place)
	f := h.PublicFrame(c, l.T("public.agenda"), name.Text)
	f.Description = views.SeminarLine(l, seminar.PublicSeminar)
	f.Crumbs = append(crumbs(seminar.SeriesSlug, l.Text(seminar.SeriesTitle)),
		parts.Crumb{Href: models.SeminarPath(seminar.SeriesSlug, seminar.Slug), Label: name})
	return views.AgendaShow{Frame: f, Seminar: seminar, Sessions: sessions}, nil
}

func (h *Handlers) calendarOfAll(c *fiber.Ctx) ([]byte, error) {
	seminars, err := h.Store.RecentSeminars(c.UserContext(), web.Actor(c))
	if err != nil {
		return nil, err
	}
	l := web.Locale(c)
	return wire.SeminarCalendar(l, wire.Site{BaseURL: h.BaseURL, Sender: h.Sender}, l.T("site.name"), seminars), nil
}

func (h *Handlers) calendarOfSeminar(c *fiber.Ctx) ([]byte, error) {
	seminar, err := h.Store.PublicSeminar(c.UserContext(), web.Actor(c), web.Param(c, "series"), web.Param(c, "seminar"))
	if err != nil {
		return nil, err
	}
	if !seminar.HasDays() {
		return nil, fiber.ErrNotFound
	}
	l := web.Locale(c)
	name := l.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text
	return wire.SeminarCalendar(l, wire.Site{BaseURL: h.BaseURL, Sender: h.Sender}, name, []models.PublicSeminar{seminar.PublicSeminar}), nil
}
