package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// OrganiserRoutes serve the organisers of a seminar.
func (h *Handlers) OrganiserRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/organisers", web.Working, show(h, h.organiserDesk)),
		web.PostForm("/manage/seminars/:seminar/organisers", web.Working, save(h, h.addOrganiser, h.organiserDesk)),
		web.Get("/manage/seminars/:seminar/organisers/:organiser", web.Working, show(h, h.organiserForm)),
		web.PostForm("/manage/seminars/:seminar/organisers/:organiser", web.Working, save(h, h.editOrganiser, h.organiserForm)),
		web.Post("/manage/seminars/:seminar/organisers/:organiser/ascent", web.Working, h.moveOrganiser),
		web.Post("/manage/seminars/:seminar/organisers/:organiser/removal", web.Working, h.removeOrganiser),
		web.Post("/manage/seminars/:seminar/organisers/:organiser/restoration", web.Working, h.restoreOrganiser),
	}
}

func (h *Handlers) organiserDesk(c *fiber.Ctx) (views.OrganiserDesk, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	organisers, err := h.Store.Organisers(c.UserContext(), web.Actor(c), m.ID)
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	removed, err := h.Store.RemovedOrganisers(c.UserContext(), web.Actor(c), m.ID)
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	organisations, err := h.Store.OrganisationNames(c.UserContext(), web.Actor(c))
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	head, err := h.Store.SeminarHead(c.UserContext(), web.Actor(c), m.ID)
	f := h.seminarFrame(c, head, "organiser.list")
	return views.OrganiserDesk{Frame: f, Head: head, Organisers: organisers, Removed: removed, Organisations: organisations,
		FormOf: views.NewForm(models.OrganiserInput{Kind: "government_body", Role: "co_organiser", Language: f.L.Code()})}, err
}

// addOrganiser adds an existing organisation, or a new one by its name.
func (h *Handlers) addOrganiser(c *fiber.Ctx, in models.OrganiserInput) (done, error) {
	seminar := web.Param(c, "seminar")
	_, err := h.Store.AddOrganiser(c.UserContext(), web.Actor(c), seminar, in)
	return done{models.ManageSeminarPath(seminar) + "/organisers", "flash.organiser_added"}, err
}

func (h *Handlers) organiserForm(c *fiber.Ctx) (views.OrganiserForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.OrganiserForm{}, err
	}
	o, err := h.Store.Organiser(c.UserContext(), web.Actor(c), m.ID, web.Param(c, "organiser"))
	if err != nil {
		return views.OrganiserForm{}, err
	}
	f := h.belowSeminar(c, m, "organiser.change", web.Locale(c).Text(o.Name).Text)
	f.Crumbs = append(f.Crumbs, parts.Crumb{Href: models.OrganisersPath(m.ID), Label: locale.Plain(f.L, f.L.T("organiser.list"))})
	in := formLanguage(c, o.ShownAs)
	return views.OrganiserForm{Frame: f, SeminarID: m.ID, Organiser: o, FormOf: views.NewForm(models.OrganiserInput{Role: o.Role, Hosts: o.Hosts, ShownAs: o.ShownAs.In[in], Language: in})}, nil
}

func (h *Handlers) editOrganiser(c *fiber.Ctx, in models.OrganiserInput) (done, error) {
	seminar := web.Param(c, "seminar")
	_, err := h.Store.EditOrganiser(c.UserContext(), web.Actor(c), seminar, web.Param(c, "organiser"), web.Seen(c), in)
	return done{models.ManageSeminarPath(seminar) + "/organisers", "flash.saved"}, err
}

func (h *Handlers) moveOrganiser(c *fiber.Ctx) error {
	seminar := web.Param(c, "seminar")
	if err := h.Store.MoveOrganiser(c.UserContext(), web.Actor(c), seminar, web.Param(c, "organiser")); err != nil {
		return err
	}
	return h.SeeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.organiser_moved")
}

func (h *Handlers) removeOrganiser(c *fiber.Ctx) error {
	var in models.ReasonInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	seminar := web.Param(c, "seminar")
	if err := h.Store.RemoveOrganiser(c.UserContext(), web.Actor(c), seminar, web.Param(c, "organiser"), in); err != nil {
		return err
	}
	return h.SeeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.organiser_removed")
}

func (h *Handlers) restoreOrganiser(c *fiber.Ctx) error {
	seminar := web.Param(c, "seminar")
	if err := h.Store.RestoreOrganiser(c.UserContext(), web.Actor(c), seminar, web.Param(c, "organiser")); err != nil {
		return err
	}
	return h.SeeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.organiser_restored")
}
