package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// RegistrationRoutes serve the public form, and a registration to its holder.
func (h *Handlers) RegistrationRoutes() []web.Route {
	return []web.Route{
		web.Get("/series/:series/:seminar/register", web.Personal, show(h, h.registrationForm)),
		web.PostForm("/series/:series/:seminar/register", web.Personal, web.Form{Do: h.createRegistration, Again: unsent(h, h.registrationForm, (*views.RegistrationNew).Refill)}),
		web.Get("/series/:series/:seminar/register/sent", web.Personal, show(h, h.registrationSent)),
		web.Get("/registrations/:token", web.Personal, show(h, h.ownRegistration)),
		web.PostForm("/registrations/:token", web.Personal, save(h, h.correctRegistration, h.ownRegistration)),
		web.Get("/registrations/:token/withdrawal", web.Personal, h.askWithdrawal),
		web.Post("/registrations/:token/withdrawal", web.Personal, h.withdrawRegistration),
		web.Post("/registrations/:token/confirmation", web.Personal, h.acceptSeat),
		web.Post("/registrations/:token/address-confirmation", web.Personal, h.confirmAddress),
	}
}

// registrationForm builds the public form. It is the same for everybody:
// organisers register people in the working area.
func (h *Handlers) registrationForm(c *fiber.Ctx) (views.RegistrationNew, error) {
	seminar, err := h.Store.RegistrationForm(c.UserContext(), models.Public, web.Param(c, "series"), web.Param(c, "seminar"))
	if err != nil {
		return views.RegistrationNew{}, err
	}
	name := web.Locale(c).TitleOrPlace(seminar.Title, seminar.Label, seminar.Place)
	f := h.PersonalFrame(c, "registration.title", name.Text)
	f.Crumbs = append(crumbs(seminar.SeriesSlug, f.L.Text(seminar.SeriesTitle)), parts.Crumb{Href: models.SeminarPath(seminar.SeriesSlug, seminar.SeminarSlug), Label: name})
	return views.RegistrationNew{Frame: f, Seminar: seminar, FormOf: views.NewForm(models.RegistrationInput{Language: f.L.Code()}), Now: h.Store.Now()}, nil
}

// createRegistration answers everybody in the same way. Whether there is a
// seat, a position on the waiting list or an earlier registration is stated
// in the e-mail, which only the holder of the address can read.
func (h *Handlers) createRegistration(c *fiber.Ctx) error {
	var in models.RegistrationInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if err := h.LimitAddress(c, models.RegistrationsPerAddress); err != nil {
		return err
	}
	if err := h.Limit(c, models.RegistrationsPerPerson, models.MailboxKey(in.Email)); err != nil {
		return err
	}
	id, err := h.Store.PublicSeminarID(c.UserContext(), models.Public, web.Param(c, "series"), web.Param(c, "seminar"))
	if err != nil {
		return err
	}
	_, err = h.Store.Register(c.UserContext(), models.Public, id, in)
	if err == nil {
		return h.SeeOther(c, web.Path(c)+"/sent", "")
	}
	problems, status := models.ProblemsOf(err), fiber.StatusUnprocessableEntity
	if models.KindOf(err) == models.Conflict {
		status = fiber.StatusConflict // the page says why, and what can be done
	} else if problems == nil {
		return err
	}
	page, faulty := h.registrationForm(c)
	if faulty != nil {
		return faulty
	}
	page.Form, page.Problems = in, problems
	if problems == nil {
		page.Sent = parts.Kept{} // there is no form to show again
	}
	return h.Show(c, status, page)
}

func (h *Handlers) registrationSent(c *fiber.Ctx) (views.RegistrationSent, error) {
	form, err := h.registrationForm(c)
	if err != nil {
		return views.RegistrationSent{}, err
	}
	form.Title = form.L.T("registration.sent_title")
	return views.RegistrationSent{Frame: form.Frame, Seminar: form.Seminar}, nil
}

// holder opens the signed link: whoever has it is the holder of the one
// registration for which it was signed, and can do nothing else.
func (h *Handlers) holder(c *fiber.Ctx) (by models.Actor, id string, err error) {
	signed, _ := h.Keys.OpenLink(models.LinkToRegistration, web.Param(c, "token"))
	if by, id, err = models.HolderByLink(signed); err == nil {
		err = h.readByLink(c, by)
	}
	return by, id, err
}

// readByLink answers in the language in which the person is written to.
func (h *Handlers) readByLink(c *fiber.Ctx, by models.Actor) error {
	return web.Prefer(c, func() (string, error) { return h.Store.LinkLanguage(c.UserContext(), by) })
}

// ownRegistration builds the holder's page.
func (h *Handlers) ownRegistration(c *fiber.Ctx) (views.RegistrationShow, error) {
	by, id, err := h.holder(c)
	if err != nil {
		return views.RegistrationShow{}, err
	}
	of, err := h.Store.Registration(c.UserContext(), by, id)
	if err != nil {
		return views.RegistrationShow{}, err
	}
	entities, err := h.Store.EntitiesToName(c.UserContext(), by)
	return views.RegistrationShow{Frame: h.PersonalFrame(c, "registration.own", web.Locale(c).TitleOrPlace(of.Title, of.Label, of.Place).Text), Of: of, FormOf: views.NewForm(views.InputOf(of)), Entities: entities,
		Address: "/registrations/" + web.Param(c, "token")}, err
}

func (h *Handlers) correctRegistration(c *fiber.Ctx, in models.RegistrationInput) (done, error) {
	by, id, err := h.holder(c)
	if err != nil {
		return done{}, err
	}
	of, err := h.Store.Registration(c.UserContext(), by, id)
	if err != nil {
		return done{}, err
	}
	// The holder's form leaves out what only the organisers can change.
	if in.Email == "" {
		in.Email = of.Email
	}
	if in.Capacity == "" {
		in.Capacity = of.Capacity
	}
	in.Consent = in.Consent || isLeftOut(c, "consent")
	err = h.Store.CorrectRegistration(c.UserContext(), by, id, web.Seen(c), in)
	return done{web.Path(c), "flash.registration_corrected"}, err
}

// isLeftOut reports whether a form was sent without a field.
func isLeftOut(c *fiber.Ctx, field string) bool { return c.FormValue(field) == "" }

// askWithdrawal asks for confirmation. Opening a link never withdraws,
// because e-mail programs open links by themselves.
func (h *Handlers) askWithdrawal(c *fiber.Ctx) error {
	page, err := h.ownRegistration(c)
	if err != nil {
		return err
	}
	if !page.Of.May(models.Withdrawn) || page.Of.OfferIsOver {
		return c.Redirect(page.Address, fiber.StatusSeeOther)
	}
	page.Title = page.L.T("registration.withdraw_ask")
	return h.Show(c, fiber.StatusOK, views.RegistrationWithdraw{Frame: page.Frame, Of: page.Of, Address: page.Address})
}

func (h *Handlers) withdrawRegistration(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	if err := h.Store.WithdrawRegistration(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.SeeOther(c, "/registrations/"+web.Param(c, "token"), "flash.registration_withdrawn")
}

func (h *Handlers) acceptSeat(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	if err := h.Store.ConfirmRegistration(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.SeeOther(c, "/registrations/"+web.Param(c, "token"), "flash.registration_accepted")
}

func (h *Handlers) confirmAddress(c *fiber.Ctx) error {
	by, id, err := h.holder(c)
	if err != nil {
		return err
	}
	if err := h.Store.ConfirmAddress(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.SeeOther(c, "/registrations/"+web.Param(c, "token"), "flash.address_confirmed")
}
