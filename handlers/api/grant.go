package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) grantAPI(api huma.API) {
	change(h, api, "POST", "/accounts/{id}/grants", "addGrant", "Give an account a role in a scope, from its next request on", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Role         models.Role `json:"role" enum:"administrator,organiser,secretariat,co_organiser,rapporteur,focal_point,check_in"`
			Series       string      `json:"series,omitempty" doc:"id"`
			Seminar      string      `json:"seminar,omitempty" doc:"id"`
			Session      string      `json:"session,omitempty" doc:"id"`
			Organisation string      `json:"organisation,omitempty" doc:"id"`
		}
	}) (views.AccountPageJSON, error) {
		b := in.Body
		if _, err := h.Store.AddGrant(ctx, asking(ctx), in.ID, models.GrantInput{Role: b.Role, SeriesID: b.Series, SeminarID: b.Seminar, SessionID: b.Session, OrganisationID: b.Organisation}); err != nil {
			return views.AccountPageJSON{}, err
		}
		return h.accountShape(ctx, in.ID)
	})
	removal(h, api, "/accounts/{id}/grants/{grant}", "removeGrant", "Take a role away, from the account's next request on", func(ctx context.Context, in *struct {
		ID    string `path:"id"`
		Grant string `path:"grant"`
	}) error {
		return h.Store.RemoveGrant(ctx, asking(ctx), in.ID, in.Grant)
	})
}
