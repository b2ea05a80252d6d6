package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// OrganisationRoutes serve the register of organisations.
func (h *Handlers) OrganisationRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/organisations", web.Working, h.listOrganisations),
		web.Post("/manage/organisations", web.Working, h.addOrganisation),
		web.Get("/manage/organisations/new", web.Working, h.newOrganisation),
		web.Get("/manage/organisations/:organisation", web.Working, h.editOrganisationForm),
		web.Post("/manage/organisations/:organisation", web.Working, h.editOrganisation),
	}
}

func (h *Handlers) listOrganisations(c *fiber.Ctx) error {
	if !models.MayKeepOrganisations(web.Actor(c)) {
		return models.Missing()
	}
	find := web.Query(c, "q")
	page, err := h.Store.Organisations(c.UserContext(), web.Actor(c), find, web.Query(c, "cursor"), 0)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, views.OrganisationList{Frame: h.WorkingFrame(c, "organisation.list"), Page: page, Find: find})
}

// organisationForm gathers the form; a new organisation has no identifier.
func (h *Handlers) organisationForm(c *fiber.Ctx) (views.OrganisationForm, error) {
	if !models.MayKeepOrganisations(web.Actor(c)) {
		return views.OrganisationForm{}, models.Missing()
	}
	f := h.WorkingFrame(c, "organisation.add")
	f.Crumbs = []views.NavLink{{Href: "/manage/organisations", Label: f.L.T("organisation.list")}}
	page := views.OrganisationForm{Frame: f, Form: models.OrganisationInput{Kind: "government_body", Language: f.L.Code()}}
	var err error
	if id := web.Param(c, "organisation"); id != "" {
		if page.Organisation, err = h.Store.Organisation(c.UserContext(), web.Actor(c), id); err != nil {
			return page, err
		}
		o := page.Organisation
		in := formLanguage(c, o.Name)
		page.Title, page.Seen = f.L.Say(o.Name).Text, o.Version
		page.Form = models.OrganisationInput{Name: o.Name.In[in], Language: in, Kind: o.Kind, EntityID: string(o.EntityID)}
	}
	page.Entities, err = h.Store.Entities(c.UserContext(), web.Actor(c))
	return page, err
}

func (h *Handlers) newOrganisation(c *fiber.Ctx) error { return h.editOrganisationForm(c) }

func (h *Handlers) editOrganisationForm(c *fiber.Ctx) error {
	page, err := h.organisationForm(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) addOrganisation(c *fiber.Ctx) error {
	return h.saveOrganisation(c, func(in models.OrganisationInput, _ int) error {
		_, err := h.Store.AddOrganisation(c.UserContext(), web.Actor(c), in)
		return err
	})
}

func (h *Handlers) editOrganisation(c *fiber.Ctx) error {
	return h.saveOrganisation(c, func(in models.OrganisationInput, seen int) error {
		_, err := h.Store.EditOrganisation(c.UserContext(), web.Actor(c), web.Param(c, "organisation"), seen, in)
		return err
	})
}

func (h *Handlers) saveOrganisation(c *fiber.Ctx, save func(in models.OrganisationInput, seen int) error) error {
	var in struct {
		models.OrganisationInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	err := save(in.OrganisationInput, in.Seen)
	if err != nil {
		return again(h, c, err, h.organisationForm, func(p *views.OrganisationForm, wrong models.Problems) {
			p.Form, p.Problems = in.OrganisationInput, wrong
		})
	}
	return h.SeeOther(c, "/manage/organisations", "flash.saved")
}
