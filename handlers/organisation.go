package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) organisationRoutes() []Route {
	return []Route{
		{"GET", "/manage/organisations", Working, h.listOrganisations},
		{"POST", "/manage/organisations", Working, h.addOrganisation},
		{"GET", "/manage/organisations/new", Working, h.newOrganisation},
		{"GET", "/manage/organisations/:organisation", Working, h.editOrganisationForm},
		{"POST", "/manage/organisations/:organisation", Working, h.editOrganisation},
		{"GET", "/manage/entities", Working, h.listEntities},
		{"POST", "/manage/entities", Working, h.addEntity},
		{"GET", "/manage/entities/new", Working, h.showEntity},
		{"GET", "/manage/entities/:entity", Working, h.showEntity},
		{"POST", "/manage/entities/:entity", Working, h.editEntity},
	}
}

func (h *Handlers) listOrganisations(c *fiber.Ctx) error {
	if !models.MayKeepOrganisations(actor(c)) {
		return models.Missing()
	}
	find := strings.Clone(c.Query("q"))
	page, err := h.store.Organisations(c.UserContext(), actor(c), find, strings.Clone(c.Query("cursor")), 0)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.OrganisationList{Frame: h.working(c, "organisation.list"), Page: page, Find: find})
}

// organisationForm gathers the form; a new organisation has no identifier.
func (h *Handlers) organisationForm(c *fiber.Ctx) (views.OrganisationForm, error) {
	if !models.MayKeepOrganisations(actor(c)) {
		return views.OrganisationForm{}, models.Missing()
	}
	f := h.working(c, "organisation.add")
	f.Crumbs = []parts.NavLink{{Href: "/manage/organisations", Label: f.L.T("organisation.list")}}
	page := views.OrganisationForm{Frame: f, Form: models.OrganisationInput{Kind: "government_body", Language: f.L.Code()}}
	var err error
	if id := param(c, "organisation"); id != "" {
		if page.Organisation, err = h.store.Organisation(c.UserContext(), actor(c), id); err != nil {
			return page, err
		}
		o := page.Organisation
		in := formLanguage(c, o.Name)
		page.Title, page.Seen = f.L.Text(o.Name).Text, o.Version
		page.Form = models.OrganisationInput{Name: o.Name.In[in], Language: in, Kind: o.Kind, EntityID: string(o.EntityID)}
	}
	page.Entities, err = h.store.Entities(c.UserContext(), actor(c))
	return page, err
}

func (h *Handlers) newOrganisation(c *fiber.Ctx) error { return h.editOrganisationForm(c) }

func (h *Handlers) editOrganisationForm(c *fiber.Ctx) error {
	page, err := h.organisationForm(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addOrganisation(c *fiber.Ctx) error {
	return h.saveOrganisation(c, func(in models.OrganisationInput, _ int) error {
		_, err := h.store.AddOrganisation(c.UserContext(), actor(c), in)
		return err
	})
}

func (h *Handlers) editOrganisation(c *fiber.Ctx) error {
	return h.saveOrganisation(c, func(in models.OrganisationInput, seen int) error {
		_, err := h.store.EditOrganisation(c.UserContext(), actor(c), param(c, "organisation"), seen, in)
		return err
	})
}

func (h *Handlers) saveOrganisation(c *fiber.Ctx, save func(in models.OrganisationInput, seen int) error) error {
	var in struct {
		models.OrganisationInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	err := save(in.OrganisationInput, in.Seen)
	if err != nil {
		return again(h, c, err, h.organisationForm, func(p *views.OrganisationForm, wrong models.Problems) {
			p.Form, p.Problems = in.OrganisationInput, wrong
		})
	}
	return h.seeOther(c, "/manage/organisations", "flash.saved")
}
