package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// OrganisationRoutes serve the register of organisations.
func (h *Handlers) OrganisationRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/organisations", web.Working, show(h, h.organisationList)),
		web.PostForm("/manage/organisations", web.Working, save(h, h.addOrganisation, h.organisationForm)),
		web.Get("/manage/organisations/new", web.Working, show(h, h.organisationForm)),
		web.Get("/manage/organisations/:organisation", web.Working, show(h, h.organisationForm)),
		web.PostForm("/manage/organisations/:organisation", web.Working, save(h, h.editOrganisation, h.organisationForm)),
	}
}

func (h *Handlers) organisationList(c *fiber.Ctx) (views.OrganisationList, error) {
	find := web.Query(c, "q")
	page, err := h.Store.Organisations(c.UserContext(), web.Actor(c), find, web.Query(c, "cursor"), 0)
	if err != nil {
		return views.OrganisationList{}, err
	}
	return views.OrganisationList{Frame: h.WorkingFrame(c, "organisation.list"), Page: page, Find: find}, nil
}

// organisationForm builds the form; a new organisation has no id.
func (h *Handlers) organisationForm(c *fiber.Ctx) (views.OrganisationForm, error) {
	if !models.MayKeepOrganisations(web.Actor(c)) {
		return views.OrganisationForm{}, models.Missing()
	}
	f := h.WorkingFrame(c, "organisation.add")
	f.Crumbs = []parts.Crumb{{Href: "/manage/organisations", Label: locale.Plain(f.L, f.L.T("organisation.list"))}}
	page := views.OrganisationForm{Frame: f, FormOf: views.NewForm(models.OrganisationInput{Kind: "government_body", Language: f.L.Code()})}
	var err error
	if id := web.Param(c, "organisation"); id != "" {
		if page.Organisation, err = h.Store.Organisation(c.UserContext(), web.Actor(c), id); err != nil {
			return page, err
		}
		o := page.Organisation
		in := formLanguage(c, o.Name)
		page.Title, page.Seen = f.L.Text(o.Name).Text, o.Version
		page.Form = models.OrganisationInput{Name: o.Name.In[in], Language: in, Kind: o.Kind, EntityID: string(o.EntityID)}
	}
	page.Entities, err = h.Store.Entities(c.UserContext(), web.Actor(c))
	return page, err
}

func (h *Handlers) addOrganisation(c *fiber.Ctx, in models.OrganisationInput) (done, error) {
	_, err := h.Store.AddOrganisation(c.UserContext(), web.Actor(c), in)
	return done{"/manage/organisations", "flash.organisation_added"}, err
}

func (h *Handlers) editOrganisation(c *fiber.Ctx, in models.OrganisationInput) (done, error) {
	_, err := h.Store.EditOrganisation(c.UserContext(), web.Actor(c), web.Param(c, "organisation"), web.Seen(c), in)
	return done{"/manage/organisations", "flash.saved"}, err
}
