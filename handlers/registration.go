package handlers

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) registrationRoutes() []Route {
	return append([]Route{
		{"GET", "/series/:series/:seminar/register", Personal, h.newRegistration},
		{"POST", "/series/:series/:seminar/register", Personal, h.createRegistration},
		{"GET", "/series/:series/:seminar/register/sent", Personal, h.registrationSent},
		{"GET", "/registrations/:token", Personal, h.showRegistration},
		{"POST", "/registrations/:token", Personal, h.correctRegistration},
		{"GET", "/registrations/:token/withdrawal", Personal, h.askWithdrawal},
		{"POST", "/registrations/:token/withdrawal", Personal, h.withdrawRegistration},
		{"POST", "/registrations/:token/confirmation", Personal, h.acceptSeat},
	}, h.registrationOfficeRoutes()...)
}

// registrationForm gathers the public form. Who asks makes no difference: an
// organiser registers people in the working area.
func (h *Handlers) registrationForm(c *fiber.Ctx) (views.RegistrationNew, error) {
	seminar, err := h.store.RegistrationForm(c.UserContext(), models.Public, param(c, "series"), param(c, "seminar"))
	if err != nil {
		return views.RegistrationNew{}, err
	}
	f := h.personal(c, "registration.title")
	f.Crumbs = append(crumbs(seminar.SeriesSlug, f.L.Text(seminar.SeriesTitle).Text), parts.NavLink{
		Href: models.SeminarPath(seminar.SeriesSlug, seminar.SeminarSlug), Label: f.L.TitleOrPlace(seminar.Title, seminar.Label, seminar.Place).Text})
	return views.RegistrationNew{Frame: f, Seminar: seminar, Form: models.RegistrationInput{Language: f.L.Code()}, Now: h.store.Now()}, nil
}

func (h *Handlers) newRegistration(c *fiber.Ctx) error {
	page, err := h.registrationForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

// createRegistration answers everybody alike: whether there is a seat, a
// place in line or an earlier registration stands in the mail, which only the
// holder of the address reads.
func (h *Handlers) createRegistration(c *fiber.Ctx) error {
	var in models.RegistrationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.limitAddress(c, models.RegistrationsPerAddress); err != nil {
		return err
	}
	if err := h.limit(c, models.RegistrationsPerPerson, models.EmailKey(in.Email)); err != nil {
		return err
	}
	id, err := h.store.PublicSeminarID(c.UserContext(), models.Public, param(c, "series"), param(c, "seminar"))
	if err != nil {
		return err
	}
	_, err = h.store.Register(c.UserContext(), models.Public, id, in)
	if err == nil {
		return h.seeOther(c, path(c)+"/sent", "")
	}
	problems, status := models.ProblemsOf(err), fiber.StatusUnprocessableEntity
	if models.KindOf(err) == models.Conflict {
		status = fiber.StatusConflict // the page says why, and what one can do
	} else if problems == nil {
		return err
	}
	page, faulty := h.registrationForm(c)
	if faulty != nil {
		return faulty
	}
	page.Form, page.Problems = in, problems
	return h.show(c, status, page)
}

func (h *Handlers) registrationSent(c *fiber.Ctx) error {
	form, err := h.registrationForm(c)
	if err != nil {
		return err
	}
	form.Title = form.L.T("registration.sent_title")
	return h.show(c, fiber.StatusOK, views.RegistrationSent{Frame: form.Frame, Seminar: form.Seminar})
}

// holder opens the signed link: whoever has it is the holder of the one
// registration it was signed for, and nothing else.
func (h *Handlers) holder(c *fiber.Ctx) (by models.Actor, id string, err error) {
	return h.holderOf(param(c, "token"))
}

func (h *Handlers) holderOf(token string) (by models.Actor, id string, err error) {
	signed, ok := h.Keys.OpenLink(models.LinkToRegistration, token)
	id, person, whole := strings.Cut(signed, ".")
	if !ok || !whole || !models.IsID(id) {
		return by, "", models.Missing()
	}
	return models.Actor{Via: models.ViaLink, RegistrationID: id, PersonID: person}, id, nil
}

// ownRegistration gathers the page of a holder.
func (h *Handlers) ownRegistration(c *fiber.Ctx) (views.RegistrationShow, error) {
	by, id, err := h.holder(c)
	if err != nil {
		return views.RegistrationShow{}, err
	}
	of, err := h.store.Registration(c.UserContext(), by, id)
	if err != nil {
		return views.RegistrationShow{}, err
	}
	entities, err := h.store.EntitiesToName(c.UserContext(), by)
	return views.RegistrationShow{Frame: h.personal(c, "registration.own"), Of: of, Form: views.InputOf(of), Entities: entities,
		Address: "/registrations/" + param(c, "token")}, err
}

func (h *Handlers) showRegistration(c *fiber.Ctx) error {
	page, err := h.ownRegistration(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) correctRegistration(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	var in models.RegistrationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	err = h.store.CorrectRegistration(c.UserContext(), by, id, seen(c), in)
	if err != nil {
		return again(h, c, err, h.ownRegistration, func(p *views.RegistrationShow, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, path(c), "flash.registration_corrected")
}

// seen is the version of a thing that was on the screen.
func seen(c *fiber.Ctx) int {
	n, err := strconv.Atoi(c.FormValue("seen"))
	if err != nil {
		return 0 // no version is: it counts as changed meanwhile
	}
	return n
}

// askWithdrawal asks once more. A link never withdraws by being opened: mail
// programs open links by themselves.
func (h *Handlers) askWithdrawal(c *fiber.Ctx) error {
	page, err := h.ownRegistration(c)
	if err != nil {
		return err
	}
	if !page.Of.May(models.Withdrawn) {
		return c.Redirect(page.Address, fiber.StatusSeeOther)
	}
	page.Title = page.L.T("registration.withdraw_ask")
	return h.show(c, fiber.StatusOK, views.RegistrationWithdraw{Frame: page.Frame, Of: page.Of, Address: page.Address})
}

func (h *Handlers) withdrawRegistration(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	if err := h.store.WithdrawRegistration(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.seeOther(c, "/registrations/"+param(c, "token"), "flash.registration_withdrawn")
}

func (h *Handlers) acceptSeat(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	if err := h.store.ConfirmRegistration(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.seeOther(c, "/registrations/"+param(c, "token"), "flash.registration_accepted")
}
