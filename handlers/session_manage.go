package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) sessionRoutes() []Route {
	return []Route{
		{"GET", "/manage/seminars/:seminar/sessions/new", Working, h.newSession},
		{"POST", "/manage/seminars/:seminar/sessions", Working, h.addSession},
		{"GET", "/manage/seminars/:seminar/sessions/:session/edit", Working, h.editSessionForm},
		{"POST", "/manage/seminars/:seminar/sessions/:session/edit", Working, h.editSession},
		{"POST", "/manage/seminars/:seminar/sessions/:session/removal", Working, h.removeSession},
	}
}

func (h *Handlers) newSessionForm(c *fiber.Ctx) (views.SessionForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SessionForm{}, err
	}
	sessions, err := h.store.Sessions(c.UserContext(), actor(c), m.ID)
	if err != nil {
		return views.SessionForm{}, err
	}
	f := h.working(c, "session.add")
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
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addSession(c *fiber.Ctx) error {
	var in models.SessionInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	seminar := param(c, "seminar")
	_, err := h.store.AddSession(c.UserContext(), actor(c), seminar, in)
	if err != nil {
		return again(h, c, err, h.newSessionForm, func(p *views.SessionForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar), "flash.saved")
}

func (h *Handlers) sessionForm(c *fiber.Ctx) (views.SessionForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.SessionForm{}, err
	}
	n, err := h.store.Session(c.UserContext(), actor(c), m.ID, param(c, "session"))
	if err != nil {
		return views.SessionForm{}, err
	}
	f := h.working(c, "session.edit")
	f.Crumbs = deskCrumbs(f.L, m)
	return views.SessionForm{Frame: f, Seminar: m, Session: n.Session, Form: n.Input(formLanguage(c, n.Title)), Seen: n.Version}, nil
}

func (h *Handlers) editSessionForm(c *fiber.Ctx) error {
	page, err := h.sessionForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSession(c *fiber.Ctx) error {
	var in struct {
		models.SessionInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	seminar := param(c, "seminar")
	_, err := h.store.EditSession(c.UserContext(), actor(c), seminar, param(c, "session"), in.Seen, in.SessionInput)
	if err != nil {
		return again(h, c, err, h.sessionForm, func(p *views.SessionForm, wrong models.Problems) { p.Form, p.Problems = in.SessionInput, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar), "flash.saved")
}

func (h *Handlers) removeSession(c *fiber.Ctx) error {
	seminar := param(c, "seminar")
	if err := h.store.RemoveSession(c.UserContext(), actor(c), seminar, param(c, "session")); err != nil {
		return err
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar), "flash.removed")
}
