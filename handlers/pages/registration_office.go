package pages

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// RegistrationOfficeRoutes serve the registrations that organisers manage.
func (h *Handlers) RegistrationOfficeRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/registrations", web.Working, show(h, h.registrationList)),
		web.Get("/manage/seminars/:seminar/registrations.csv", web.Working, h.registrationsCSV),
		web.Get("/manage/seminars/:seminar/registrations/new", web.Working, show(h, h.officeForm)),
		web.PostForm("/manage/seminars/:seminar/registrations", web.Working, save(h, h.addRegistration, h.officeForm)),
		web.Get("/manage/registrations/:registration", web.Working, show(h, h.officePage)),
		web.PostForm("/manage/registrations/:registration", web.Working, save(h, h.correctRegistrationByOffice, h.officePage)),
		web.Post("/manage/registrations/:registration/confirmation", web.Working, h.moveRegistration(withoutReason(h.Store.ConfirmRegistration), "flash.registration_approved")),
		web.Post("/manage/registrations/:registration/address-confirmation", web.Working, h.moveRegistration(withoutReason(h.Store.ConfirmAddress), "flash.address_confirmed")),
		web.Post("/manage/registrations/:registration/refusal", web.Working, h.moveRegistration(h.Store.RefuseRegistration, "flash.registration_refused")),
		web.Post("/manage/registrations/:registration/withdrawal", web.Working, h.moveRegistration(withoutReason(h.Store.WithdrawRegistration), "flash.registration_withdrawn")),
		web.Post("/manage/registrations/:registration/revocation", web.Working, h.moveRegistration(h.Store.RevokeRegistration, "flash.registration_revoked")),
		web.Post("/manage/registrations/:registration/reinstatement", web.Working, h.moveRegistration(withoutReason(h.Store.ReinstateRegistration), "flash.registration_reinstated")),
	}
}

func (h *Handlers) registrationList(c *fiber.Ctx) (views.RegistrationList, error) {
	filter := models.RegistrationFilter{Status: models.RegistrationStatus(web.Query(c, "status")), Name: web.Query(c, "q"), Order: models.RegistrationOrder(web.Query(c, "sort")), Undelivered: web.Query(c, "undelivered") != "", Cursor: web.Query(c, "cursor")}
	list, err := h.Store.Registrations(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), filter)
	if err != nil {
		return views.RegistrationList{}, err
	}
	head, err := h.Store.SeminarHead(c.UserContext(), web.Actor(c), list.SeminarID)
	return views.RegistrationList{Frame: h.seminarFrame(c, head, "registration.list"), Head: head, List: list, Filter: filter}, err
}

// belowRegistrations is the frame of a page below the registrations for a
// seminar.
func (h *Handlers) belowRegistrations(c *fiber.Ctx, s models.RegistrationSeminar, title string) parts.Frame {
	f := h.belowOverview(c, s.SeminarID, web.Locale(c).TitleOrPlace(s.Title, s.Label, s.Place), title)
	f.Crumbs = append(f.Crumbs, parts.Crumb{Href: models.RegistrationsPath(s.SeminarID), Label: locale.Plain(f.L, f.L.T("registration.list"))})
	return f
}

// registrationsCSV sends all registrations as a table for a spreadsheet.
func (h *Handlers) registrationsCSV(c *fiber.Ctx) error {
	table := wire.NewRegistrationTable(web.Locale(c))
	seminar, err := h.Store.RegistrationsToExport(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), table.Add)
	if err != nil {
		return err
	}
	b, err := table.Bytes()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8; header=present")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="registrations-`+seminar.SeminarSlug+`.csv"`)
	return c.Send(b)
}

// officeForm gathers the form of a new registration.
func (h *Handlers) officeForm(c *fiber.Ctx) (views.RegistrationOffice, error) {
	head, err := h.Store.RegistrationHead(c.UserContext(), web.Actor(c), web.Param(c, "seminar"))
	if err != nil {
		return views.RegistrationOffice{}, err
	}
	entities, err := h.Store.EntitiesToName(c.UserContext(), web.Actor(c))
	f := h.belowRegistrations(c, head, "registration.add")
	return views.RegistrationOffice{Frame: f, SeminarID: head.SeminarID, Seminar: head, Entities: entities,
		FormOf: views.NewForm(models.RegistrationInput{Language: f.L.Code(), Capacity: "delegate"})}, err
}

func (h *Handlers) addRegistration(c *fiber.Ctx, in models.RegistrationInput) (done, error) {
	head, err := h.Store.RegistrationHead(c.UserContext(), web.Actor(c), web.Param(c, "seminar")) // hidden from those who may not list registrations: they use the public form
	if err != nil {
		return done{}, err
	}
	e, err := h.Store.Register(c.UserContext(), web.Actor(c), head.SeminarID, in)
	if e.AlreadyRegistered {
		return done{models.RegistrationPath(e.ID), "flash.registration_known"}, err
	}
	flash := "flash.registration_added"
	if head.IsOver(h.Store.Now()) {
		flash = "flash.registration_recorded"
	}
	return done{models.RegistrationsPath(head.SeminarID), flash}, err
}

// officePage builds the page of one registration for the organisers.
func (h *Handlers) officePage(c *fiber.Ctx) (views.RegistrationOffice, error) {
	of, err := h.Store.Registration(c.UserContext(), web.Actor(c), web.Param(c, "registration"))
	if err != nil {
		return views.RegistrationOffice{}, err
	}
	entities, err := h.Store.EntitiesToName(c.UserContext(), web.Actor(c))
	f := h.belowRegistrations(c, of.RegistrationSeminar, "registration.list")
	f.Title = of.Name
	return views.RegistrationOffice{Frame: f, SeminarID: of.SeminarID, Seminar: of.RegistrationSeminar, Of: of, FormOf: views.NewForm(views.InputOf(of)), Entities: entities}, err
}

func (h *Handlers) correctRegistrationByOffice(c *fiber.Ctx, in models.RegistrationInput) (done, error) {
	id := web.Param(c, "registration")
	in.Consent = in.Consent || isLeftOut(c, "consent")
	err := h.Store.CorrectRegistration(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.RegistrationPath(id), "flash.registration_corrected"}, err
}

// moveRegistration is the handler of one change of status; it returns to the
// page with the button.
func (h *Handlers) moveRegistration(move changeOf, flash string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := web.Param(c, "registration")
		if err := h.change(c, move, id); err != nil {
			return err
		}
		back, ok := web.SamePath(strings.Clone(c.FormValue("back")))
		if !ok {
			back = models.RegistrationPath(id)
		}
		return h.SeeOther(c, back, flash)
	}
}
