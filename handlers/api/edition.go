package api

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) editionAPI(api huma.API) {
	operation(h, api, "GET", "/summaries/{id}/editions", "listEditions", "Editions of a text, newest first", 200, func(ctx context.Context, in *byID) (*listOf[views.EditionRowJSON], error) {
		d, err := h.Store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.DeskEdition]{Items: d.Editions}, views.EditionRowShape), err
	})
	change(h, api, "POST", "/summaries/{id}/editions/{edition}/withdrawal", "withdrawEdition", "Withdraw an edition; its address goes on answering, with the reason", 201, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		Edition string `path:"edition"`
		Body    struct {
			Reason string `json:"reason"`
		}
	}) (views.EditionRowJSON, error) {
		find := func() (models.DeskEdition, error) {
			d, err := h.Store.SummaryDesk(ctx, asking(ctx), in.ID)
			if err != nil {
				return models.DeskEdition{}, err
			}
			i := slices.IndexFunc(d.Editions, func(e models.DeskEdition) bool { return e.ID == in.Edition })
			if i < 0 {
				return models.DeskEdition{}, models.Missing()
			}
			return d.Editions[i], nil
		}
		if _, err := find(); err != nil {
			return views.EditionRowJSON{}, err
		}
		if _, err := h.Store.WithdrawEdition(ctx, asking(ctx), in.Edition, models.WithdrawalInput{Reason: in.Body.Reason}); err != nil {
			return views.EditionRowJSON{}, err
		}
		e, err := find()
		return views.EditionRowShape(e), err
	})
	change(h, api, "POST", "/summaries/{id}/editions", "publishSummary", "Publish the cleared text as an edition; by somebody who did not write in it", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Revision int                `json:"revision"`
			Kind     models.EditionKind `json:"kind,omitempty" enum:"original,corrigendum,revision,addendum" default:"original"`
			Reason   string             `json:"reason,omitempty" doc:"why there is a further edition"`
		}
	}) (views.PublishedJSON, error) {
		e, err := h.Store.PublishSummary(ctx, asking(ctx), in.ID, models.EditionInput{Revision: in.Body.Revision, Kind: in.Body.Kind, Reason: in.Body.Reason})
		return views.PublishedShape(e), err
	})
	change(h, api, "POST", "/summaries/{id}/correction", "correctSummary", "Begin a correction of a cleared text: a draft of a new revision", 201, func(ctx context.Context, in *byID) (views.SummaryJSON, error) {
		m, err := h.Store.BeginCorrection(ctx, asking(ctx), in.ID)
		return views.SummaryShape(m), err
	})
}
