package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// OrganisationFilter narrows the list of organisations.
type OrganisationFilter struct {
	Paging
	Name string `query:"name" doc:"Beginning of a name"`
}

func (h *Handlers) organisations() {
	r := resource[models.Organisation, wire.OrganisationJSON]{h, func(q call) (models.Organisation, error) { return h.Store.Organisation(q, q.By, q.at("id")) }, wire.OrganisationShape}
	listBy(r, "/organisations", "listOrganisations", "List organisations by name", func(q call, f OrganisationFilter) (models.Page[models.Organisation], error) {
		return h.Store.Organisations(q, q.By, f.Name, f.Cursor, f.Limit)
	})
	create(r, "/organisations", "createOrganisation", "Add an organisation", func(lang string) models.OrganisationInput { return models.OrganisationInput{Language: lang} },
		func(q call, in models.OrganisationInput) (models.Organisation, error) {
			return h.Store.AddOrganisation(q, q.By, in)
		})
	r.read("/organisations/{id}", "getOrganisation", "Get an organisation, for those who maintain the list")
	change(r, "/organisations/{id}", "updateOrganisation", "Update an organisation",
		func(o models.Organisation) current[models.OrganisationInput] {
			return current[models.OrganisationInput]{o.Name.Original, o.Input, o.Version}
		},
		func(q call, version int, in models.OrganisationInput) error {
			_, err := h.Store.EditOrganisation(q, q.By, q.at("id"), version, in)
			return err
		})
}
