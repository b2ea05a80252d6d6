package handlers

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// registrationOfficeRoutes are those of the organisers.
func (h *Handlers) registrationOfficeRoutes() []Route {
	return []Route{
		{"GET", "/manage/seminars/:seminar/registrations", Working, h.listRegistrations},
		{"GET", "/manage/seminars/:seminar/registrations/new", Working, h.newRegistrationByOffice},
		{"POST", "/manage/seminars/:seminar/registrations", Working, h.addRegistration},
		{"GET", "/manage/registrations/:registration", Working, h.showRegistrationToOffice},
		{"POST", "/manage/registrations/:registration", Working, h.correctRegistrationByOffice},
		{"POST", "/manage/registrations/:registration/confirmation", Working, h.moveRegistration(h.store.ConfirmRegistration, "flash.registration_approved")},
		{"POST", "/manage/registrations/:registration/refusal", Working, h.moveRegistration(h.store.RefuseRegistration, "flash.registration_refused")},
		{"POST", "/manage/registrations/:registration/withdrawal", Working, h.moveRegistration(h.store.WithdrawRegistration, "flash.registration_withdrawn")},
		{"POST", "/manage/registrations/:registration/revocation", Working, h.moveRegistration(h.store.RevokeRegistration, "flash.registration_revoked")},
	}
}

func (h *Handlers) listRegistrations(c *fiber.Ctx) error {
	filter := models.RegistrationFilter{State: models.RegistrationState(strings.Clone(c.Query("state"))), Name: strings.Clone(c.Query("q")), Cursor: strings.Clone(c.Query("cursor"))}
	list, err := h.store.Registrations(c.UserContext(), actor(c), param(c, "seminar"), filter)
	if err != nil {
		return err
	}
	f := h.working(c, "registration.list")
	f.Crumbs = seminarCrumbs(f.L, list.RegistrationSeminar)
	return h.show(c, fiber.StatusOK, views.RegistrationList{Frame: f, Parts: seminarParts(f.L, list.RegistrationSeminar, c, views.PartRegistrations), List: list, Filter: filter})
}

// seminarCrumbs leads to a seminar in the working area.
func seminarCrumbs(l *locale.Locale, s models.RegistrationSeminar) []parts.NavLink {
	return []parts.NavLink{{Href: "/manage/seminars/" + s.SeminarID, Label: l.TitleOrPlace(s.Title, s.Label, s.Place).Text}}
}

// parts are the parts of the work on the seminar that a list is about.
func seminarParts(l *locale.Locale, s models.RegistrationSeminar, c *fiber.Ctx, current string) []parts.NavLink {
	return views.SeminarParts(l, models.Seminar{ID: s.SeminarID, SeriesID: s.SeriesID, State: s.SeminarState}, actor(c), current)
}

// officeForm gathers the form of a new registration.
func (h *Handlers) officeForm(c *fiber.Ctx) (views.RegistrationOffice, error) {
	head, err := h.store.RegistrationHead(c.UserContext(), actor(c), param(c, "seminar"))
	if err != nil {
		return views.RegistrationOffice{}, err
	}
	entities, err := h.store.EntitiesToName(c.UserContext(), actor(c))
	f := h.working(c, "registration.add")
	f.Crumbs = append(seminarCrumbs(f.L, head), parts.NavLink{Href: models.RegistrationsPath(head.SeminarID), Label: f.L.T("registration.list")})
	return views.RegistrationOffice{Frame: f, SeminarID: head.SeminarID, Seminar: head, Entities: entities,
		Form: models.RegistrationInput{Language: f.L.Code(), Capacity: "delegate"}}, err
}

func (h *Handlers) newRegistrationByOffice(c *fiber.Ctx) error {
	page, err := h.officeForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addRegistration(c *fiber.Ctx) error {
	var in models.RegistrationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	page, err := h.officeForm(c) // hidden from who may not list: the public form is theirs
	if err != nil {
		return err
	}
	e, err := h.store.Register(c.UserContext(), actor(c), page.SeminarID, in)
	if err != nil {
		return again(h, c, err, h.officeForm, func(p *views.RegistrationOffice, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	if e.AlreadyRegistered {
		return h.seeOther(c, models.RegistrationPath(e.ID), "flash.registration_known")
	}
	return h.seeOther(c, models.RegistrationsPath(page.SeminarID), "flash.registration_added")
}

// officePage gathers one registration for the organisers.
func (h *Handlers) officePage(c *fiber.Ctx) (views.RegistrationOffice, error) {
	of, err := h.store.Registration(c.UserContext(), actor(c), param(c, "registration"))
	if err != nil {
		return views.RegistrationOffice{}, err
	}
	entities, err := h.store.EntitiesToName(c.UserContext(), actor(c))
	f := h.working(c, "registration.list")
	f.Title = of.Name
	f.Crumbs = append(seminarCrumbs(f.L, of.RegistrationSeminar), parts.NavLink{Href: models.RegistrationsPath(of.SeminarID), Label: f.L.T("registration.list")})
	return views.RegistrationOffice{Frame: f, SeminarID: of.SeminarID, Seminar: of.RegistrationSeminar, Of: of, Form: views.InputOf(of), Entities: entities}, err
}

func (h *Handlers) showRegistrationToOffice(c *fiber.Ctx) error {
	page, err := h.officePage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) correctRegistrationByOffice(c *fiber.Ctx) error {
	var in models.RegistrationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "registration")
	err := h.store.CorrectRegistration(c.UserContext(), actor(c), id, seen(c), in)
	if err != nil {
		return again(h, c, err, h.officePage, func(p *views.RegistrationOffice, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.RegistrationPath(id), "flash.registration_corrected")
}

// moveRegistration is the handler of one move; it goes back to where the
// button stood.
func (h *Handlers) moveRegistration(move func(context.Context, models.Actor, string) error, told string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := param(c, "registration")
		if err := move(c.UserContext(), actor(c), id); err != nil {
			return err
		}
		back, ok := samePath(strings.Clone(c.FormValue("back")))
		if !ok {
			back = models.RegistrationPath(id)
		}
		return h.seeOther(c, back, told)
	}
}
