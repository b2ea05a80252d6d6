package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) organiserAPI(api huma.API) {
	operation(h, api, "GET", "/organisations", "listOrganisations", "Organisations, by name", 200, func(ctx context.Context, in *struct {
		Paging
		Name string `query:"name" doc:"the beginning of a name"`
	}) (*listOf[views.OrganisationJSON], error) {
		page, err := h.store.Organisations(ctx, asking(ctx), in.Name, in.Cursor, in.Limit)
		return list(page, views.OrganisationShape), err
	})
	change(h, api, "POST", "/organisations", "addOrganisation", "Add an organisation", 201, func(ctx context.Context, in *struct {
		Body struct {
			Name     string                  `json:"name"`
			Kind     models.OrganisationKind `json:"kind" enum:"state,government,government_body,un_entity,igo,ifi,ngo,academia,private,press"`
			Entity   string                  `json:"entity,omitempty" doc:"id of the State or other entity it belongs to"`
			Language string                  `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
		}
	}) (views.OrganisationJSON, error) {
		o, err := h.store.AddOrganisation(ctx, asking(ctx), models.OrganisationInput{Name: in.Body.Name, Kind: in.Body.Kind, EntityID: in.Body.Entity, Language: in.Body.Language})
		return views.OrganisationShape(o), err
	})
	operation(h, api, "GET", "/seminars/{id}/organisers", "listOrganisers", "Organisers of a seminar", 200, func(ctx context.Context, in *byID) (*listOf[views.OrganiserJSON], error) {
		all, err := h.store.Organisers(ctx, asking(ctx), in.ID)
		return list(models.Page[models.OrganiserRow]{Items: all}, views.OrganiserShape), err
	})
	change(h, api, "POST", "/seminars/{id}/organisers", "addOrganiser", "Add an organisation's part in a seminar", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Organisation string                   `json:"organisation_id"`
			Role         models.OrganiserRoleKind `json:"role" enum:"host,co_host,co_organiser,sponsor,partner"`
			Hosts        bool                     `json:"hosts,omitempty"`
			ShownAs      string                   `json:"shown_as,omitempty"`
			Language     string                   `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
		}
	}) (views.OrganiserJSON, error) {
		o, err := h.store.AddOrganiser(ctx, asking(ctx), in.ID, models.OrganiserInput{
			OrganisationID: in.Body.Organisation, Role: in.Body.Role, Hosts: in.Body.Hosts, ShownAs: in.Body.ShownAs, Language: in.Body.Language,
		})
		return views.OrganiserShape(models.OrganiserRow{ID: o.ID, OrganisationID: o.OrganisationID, Role: o.Role, Hosts: o.Hosts, ShownAs: o.ShownAs}), err
	})
}
