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
		web.Get("/manage/seminars/:seminar/sessions/new", web.Working, show(h, h.newSessionForm)),
		web.PostForm("/manage/seminars/:seminar/sessions", web.Working, save(h, h.addSession, h.newSessionForm)),
		web.Get("/manage/seminars/:seminar/sessions/:session/edit", web.Working, show(h, h.sessionForm)),
		web.PostForm("/manage/seminars/:seminar/sessions/:session/edit", web.Working, save(h, h.editSession, h.sessionForm)),
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
	f := h.belowSeminar(c, m, "session.add")
	in := models.NextSession(m, sessions)
	in.Language = f.L.Code()
	return views.SessionForm{Frame: f, Seminar: m, FormOf: views.NewForm(in)}, nil
}

func (h *Handlers) addSession(c *fiber.Ctx, in models.SessionInput) (done, error) {
	seminar := web.Param(c, "seminar")
	n, err := h.Store.AddSession(c.UserContext(), web.Actor(c), seminar, withoutHiddenRule(in))
	return done{models.ManageSeminarPath(seminar), web.Informing("flash.session_added", n.Informed)}, err
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
	f := h.belowSeminar(c, m, "session.edit", web.Locale(c).Text(n.Title).Text)
	return views.SessionForm{Frame: f, Seminar: m, Session: n.Session, FormOf: views.NewForm(n.Input(formLanguage(c, n.Title))), Seen: n.Version}, nil
}

func (h *Handlers) editSession(c *fiber.Ctx, in models.SessionInput) (done, error) {
	seminar := web.Param(c, "seminar")
	n, err := h.Store.EditSession(c.UserContext(), web.Actor(c), seminar, web.Param(c, "session"), web.Seen(c), withoutHiddenRule(in))
	return done{models.ManageSeminarPath(seminar), web.Informing("flash.saved", n.Informed)}, err
}

// withoutHiddenRule leaves out the attribution rule of a break: the form hides
// the choice, but browsers send it.
func withoutHiddenRule(in models.SessionInput) models.SessionInput {
	if in.Kind == models.Break {
		in.Attribution = ""
	}
	return in
}

func (h *Handlers) removeSession(c *fiber.Ctx) error {
	seminar := web.Param(c, "seminar")
	informed, err := h.Store.RemoveSession(c.UserContext(), web.Actor(c), seminar, web.Param(c, "session"))
	if err != nil {
		return err
	}
	return h.SeeOther(c, models.ManageSeminarPath(seminar), web.Informing("flash.session_removed", informed))
}
