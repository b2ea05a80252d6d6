package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) organiserRoutes() []Route {
	return []Route{
		{"GET", "/manage/seminars/:seminar/organisers", Working, h.showOrganisers},
		{"POST", "/manage/seminars/:seminar/organisers", Working, h.addOrganiser},
		{"GET", "/manage/seminars/:seminar/organisers/:organiser", Working, h.editOrganiserForm},
		{"POST", "/manage/seminars/:seminar/organisers/:organiser", Working, h.editOrganiser},
		{"POST", "/manage/seminars/:seminar/organisers/:organiser/ascent", Working, h.moveOrganiser},
		{"POST", "/manage/seminars/:seminar/organisers/:organiser/removal", Working, h.removeOrganiser},
	}
}

// mostToChoose is how many organisations the form offers; further ones are
// given by their name.
const mostToChoose = models.MaxPage

func (h *Handlers) organiserDesk(c *fiber.Ctx) (views.OrganiserDesk, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	organisers, err := h.store.Organisers(c.UserContext(), actor(c), m.ID)
	if err != nil {
		return views.OrganiserDesk{}, err
	}
	organisations, err := h.store.Organisations(c.UserContext(), actor(c), "", "", mostToChoose)
	f := h.working(c, "organiser.list")
	f.Crumbs = deskCrumbs(f.L, m)
	return views.OrganiserDesk{Frame: f, Seminar: m, Organisers: organisers, Organisations: organisations.Items,
		Form: models.OrganiserInput{Kind: "government_body", Role: "co_organiser", Language: formLanguage(c, m.Place)}}, err
}

func (h *Handlers) showOrganisers(c *fiber.Ctx) error {
	page, err := h.organiserDesk(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

// addOrganiser adds an organisation that is there, or a new one by its name.
func (h *Handlers) addOrganiser(c *fiber.Ctx) error {
	var in models.OrganiserInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	seminar := param(c, "seminar")
	_, err := h.store.AddOrganiser(c.UserContext(), actor(c), seminar, in)
	if err != nil {
		return again(h, c, err, h.organiserDesk, func(p *views.OrganiserDesk, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.saved")
}

func (h *Handlers) organiserForm(c *fiber.Ctx) (views.OrganiserForm, error) {
	m, err := h.seminarToEdit(c)
	if err != nil {
		return views.OrganiserForm{}, err
	}
	organisers, err := h.store.Organisers(c.UserContext(), actor(c), m.ID)
	if err != nil {
		return views.OrganiserForm{}, err
	}
	f := h.working(c, "organiser.change")
	f.Crumbs = append(deskCrumbs(f.L, m), parts.NavLink{Href: models.ManageSeminarPath(m.ID) + "/organisers", Label: f.L.T("organiser.list")})
	for _, o := range organisers {
		if o.ID == c.Params("organiser") {
			in := formLanguage(c, o.ShownAs)
			return views.OrganiserForm{Frame: f, SeminarID: m.ID, Organiser: o, Form: models.OrganiserInput{Role: o.Role, Hosts: o.Hosts, ShownAs: o.ShownAs.In[in], Language: in}}, nil
		}
	}
	return views.OrganiserForm{}, models.Missing()
}

func (h *Handlers) editOrganiserForm(c *fiber.Ctx) error {
	page, err := h.organiserForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editOrganiser(c *fiber.Ctx) error {
	var in struct {
		models.OrganiserInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	seminar := param(c, "seminar")
	_, err := h.store.EditOrganiser(c.UserContext(), actor(c), seminar, param(c, "organiser"), in.Seen, in.OrganiserInput)
	if err != nil {
		return again(h, c, err, h.organiserForm, func(p *views.OrganiserForm, wrong models.Problems) { p.Form, p.Problems = in.OrganiserInput, wrong })
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.saved")
}

func (h *Handlers) moveOrganiser(c *fiber.Ctx) error {
	seminar := param(c, "seminar")
	if err := h.store.MoveOrganiser(c.UserContext(), actor(c), seminar, param(c, "organiser")); err != nil {
		return err
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.saved")
}

func (h *Handlers) removeOrganiser(c *fiber.Ctx) error {
	seminar := param(c, "seminar")
	if err := h.store.RemoveOrganiser(c.UserContext(), actor(c), seminar, param(c, "organiser")); err != nil {
		return err
	}
	return h.seeOther(c, models.ManageSeminarPath(seminar)+"/organisers", "flash.removed")
}
