package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// SessionRoutes serve the sessions of a seminar.
func (h *Handlers) SessionRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/sessions/new", web.Working, h.newSession),
		web.Post("/manage/seminars/:seminar/sessions", web.Working, h.addSession),
		web.Get("/manage/seminars/:seminar/sessions/:session/edit", web.Working, h.editSessionForm),
		web.Post("/manage/seminars/:seminar/sessions/:session/edit", web.Working, h.editSession),
		web.Post("/manage/seminars/:seminar/sessions/:session/removal", web.Working, h.removeSession),
	}
}

func (h *Handlers) newSessionForm(c *fiber.Ctx) (views.SessionForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SessionForm{}, err
	}
	sessions, err := h.Store.Sessions(c.UserContext(), web.Actor(c), m.ID)
	if err != nil {
		return views.SessionForm{}, err
	}
	f := h.WorkingFrame(c, "session.add")
	f.Crumbs = deskCrumbs(f.L, m)
	in := models.NextSession(m, sessions)
	in.Language = formLanguage(c, m.Place)
	return views.SessionForm{Frame: f, Seminar: m, Form: in}, nil
}

func (h *Handlers) newSession(c *fiber.Ctx) error {
	page, err := h.newSessionForm(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) addSession(c *fiber.Ctx) error {
	var in models.SessionInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	seminar := web.Param(c, "seminar")
	_, err := h.Store.AddSession(c.UserContext(), web.Actor(c), seminar, in)
	if err != nil {
		return again(h, c, err, h.newSessionForm, func(p *views.SessionForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.ManageSeminarPath(seminar), "flash.saved")
}

func (h *Handlers) sessionForm(c *fiber.Ctx) (views.SessionForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SessionForm{}, err
	}
	n, err := h.Store.Session(c.UserContext(), web.Actor(c), m.ID, web.Param(c, "session"))
	if err != nil {
		return views.SessionForm{}, err
	}
	f := h.WorkingFrame(c, "session.edit")
	f.Crumbs = deskCrumbs(f.L, m)
	return views.SessionForm{Frame: f, Seminar: m, Session: n.Session, Form: n.Input(formLanguage(c, n.Title)), Seen: n.Version}, nil
}

func (h *Handlers) editSessionForm(c *fiber.Ctx) error {
	page, err := h.sessionForm(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSession(c *fiber.Ctx) error {
	var in struct {
		models.SessionInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	seminar := web.Param(c, "seminar")
	_, err := h.Store.EditSession(c.UserContext(), web.Actor(c), seminar, web.Param(c, "session"), in.Seen, in.SessionInput)
	if err != nil {
		return again(h, c, err, h.sessionForm, func(p *views.SessionForm, wrong models.Problems) { p.Form, p.Problems = in.SessionInput, wrong })
	}
	return h.SeeOther(c, views.ManageSeminarPath(seminar), "flash.saved")
}

func (h *Handlers) removeSession(c *fiber.Ctx) error {
	seminar := web.Param(c, "seminar")
	if err := h.Store.RemoveSession(c.UserContext(), web.Actor(c), seminar, web.Param(c, "session")); err != nil {
		return err
	}
	return h.SeeOther(c, views.ManageSeminarPath(seminar), "flash.removed")
}
