package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) clearanceAPI(api huma.API) {
	change(h, api, "POST", "/summaries/{id}/clearances", "clearSummary", "Say what an organiser thinks of a point, or clear all points", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Organisation string          `json:"organisation_id,omitempty" doc:"for whom; not needed when the caller clears for one only"`
			Revision     int             `json:"revision" doc:"the revision that was read; a changed one is refused"`
			Point        string          `json:"point_id,omitempty" doc:"all points when not sent"`
			Decision     models.Decision `json:"decision" enum:"cleared,cleared_with_changes,objected"`
			Comment      string          `json:"comment,omitempty"`
			Proposal     string          `json:"proposal,omitempty" doc:"the wording that would be cleared"`
		}
	}) (views.SummaryJSON, error) {
		b := in.Body
		m, err := h.Store.Decide(ctx, asking(ctx), in.ID, models.ClearanceInput{OrganisationID: b.Organisation, Revision: b.Revision, PointID: b.Point, Decision: b.Decision, Comment: b.Comment, Proposal: b.Proposal})
		return views.SummaryShape(m), err
	})
	operation(h, api, "GET", "/summaries/{id}/clearances", "listClearances", "What organisers said of a text, in all revisions, newest first", 200, func(ctx context.Context, in *byID) (*listOf[views.ClearanceJSON], error) {
		d, err := h.Store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.ClearanceRow]{Items: d.Said}, views.ClearanceShape), err
	})
}
