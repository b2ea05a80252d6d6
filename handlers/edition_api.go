package handlers

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) editionAPI(api huma.API) {
	operation(h, api, "GET", "/summaries/{id}/editions", "listEditions", "Editions of a text, newest first", 200, func(ctx context.Context, in *byID) (*listOf[wire.EditionRowJSON], error) {
		d, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.DeskEdition]{Items: d.Editions}, wire.EditionRowShape), err
	})
	change(h, api, "POST", "/summaries/{id}/editions/{edition}/withdrawal", "withdrawEdition", "Withdraw an edition; its address goes on answering, with the reason", 201, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		Edition string `path:"edition"`
		Body    struct {
			Reason string `json:"reason"`
		}
	}) (wire.EditionRowJSON, error) {
		find := func() (models.DeskEdition, error) {
			d, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
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
			return wire.EditionRowJSON{}, err
		}
		if _, err := h.store.WithdrawEdition(ctx, asking(ctx), in.Edition, models.WithdrawalInput{Reason: in.Body.Reason}); err != nil {
			return wire.EditionRowJSON{}, err
		}
		e, err := find()
		return wire.EditionRowShape(e), err
	})
}
