package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// organisationBody is what can be set of an organisation. A field that is not
// sent stays as it is.
type organisationBody struct {
	Name     *string                  `json:"name,omitempty"`
	Kind     *models.OrganisationKind `json:"kind,omitempty" enum:"state,government,government_body,un_entity,igo,ifi,ngo,academia,private,press"`
	Entity   *string                  `json:"entity,omitempty" doc:"id of the State or other entity it belongs to"`
	Language string                   `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the name; the original one when not sent"`
	Version  int                      `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b organisationBody) over(in models.OrganisationInput) models.OrganisationInput {
	set(&in.Name, b.Name)
	set(&in.Kind, b.Kind)
	set(&in.EntityID, b.Entity)
	return in
}

func (h *Handlers) organisationAPI(api huma.API) {
	operation(h, api, "GET", "/organisations", "listOrganisations", "Organisations, by name", 200, func(ctx context.Context, in *struct {
		Paging
		Name string `query:"name" doc:"the beginning of a name"`
	}) (*listOf[wire.OrganisationJSON], error) {
		page, err := h.store.Organisations(ctx, asking(ctx), in.Name, in.Cursor, in.Limit)
		return list(page, wire.OrganisationShape), err
	})
	change(h, api, "POST", "/organisations", "addOrganisation", "Add an organisation", 201, func(ctx context.Context, in *struct{ Body organisationBody }) (wire.OrganisationJSON, error) {
		o, err := h.store.AddOrganisation(ctx, asking(ctx), in.Body.over(models.OrganisationInput{Language: language(in.Body.Language, models.Text{})}))
		return wire.OrganisationShape(o), err
	})
	operation(h, api, "GET", "/organisations/{id}", "readOrganisation", "One organisation, for those who keep them", 200, func(ctx context.Context, in *byID) (*answer[wire.OrganisationJSON], error) {
		o, err := h.store.Organisation(ctx, asking(ctx), in.ID)
		return &answer[wire.OrganisationJSON]{wire.OrganisationShape(o)}, err
	})
	change(h, api, "PATCH", "/organisations/{id}", "editOrganisation", "Change an organisation", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body organisationBody
	}) (wire.OrganisationJSON, error) {
		old, err := h.store.Organisation(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.OrganisationJSON{}, err
		}
		b, lang := in.Body, language(in.Body.Language, old.Name)
		form := models.OrganisationInput{Name: old.Name.In[lang], Language: lang, Kind: old.Kind, EntityID: string(old.EntityID)}
		o, err := h.store.EditOrganisation(ctx, asking(ctx), in.ID, version(b.Version, old.Version), b.over(form))
		return wire.OrganisationShape(o), err
	})
}
