package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// entityBody is what can be set of a State or other entity. A field that is
// not sent stays as it is.
type entityBody struct {
	Name      *string `json:"name,omitempty"`
	SortKey   *string `json:"sort_key,omitempty" doc:"as the name when empty"`
	ISO       *string `json:"iso,omitempty" doc:"two letters, never shown"`
	ValidFrom *string `json:"valid_from,omitempty" doc:"first day on which it exists"`
	ValidTo   *string `json:"valid_to,omitempty"`
	Language  string  `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the name; the original one when not sent"`
	Version   int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b entityBody) over(in models.EntityInput) models.EntityInput {
	set(&in.Name, b.Name)
	set(&in.SortKey, b.SortKey)
	set(&in.ISO, b.ISO)
	set(&in.ValidFrom, b.ValidFrom)
	set(&in.ValidTo, b.ValidTo)
	return in
}

func (h *Handlers) entityAPI(api huma.API) {
	operation(h, api, "GET", "/entities", "listEntities", "States and other participating entities, in their own order", 200, func(ctx context.Context, _ *struct{}) (*listOf[wire.EntityJSON], error) {
		all, err := h.store.Entities(ctx, asking(ctx))
		return list(models.Page[models.Entity]{Items: all}, wire.EntityShape), err
	})
	change(h, api, "POST", "/entities", "addEntity", "Add a State or other entity", 201, func(ctx context.Context, in *struct{ Body entityBody }) (wire.EntityJSON, error) {
		e, err := h.store.AddEntity(ctx, asking(ctx), in.Body.over(models.EntityInput{Language: language(in.Body.Language, models.Text{})}))
		return wire.EntityShape(e), err
	})
	change(h, api, "PATCH", "/entities/{id}", "editEntity", "Change a name, the order or the time in which an entity exists", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body entityBody
	}) (wire.EntityJSON, error) {
		all, err := h.store.Entities(ctx, asking(ctx))
		if err != nil {
			return wire.EntityJSON{}, err
		}
		for _, e := range all {
			if e.ID == in.ID {
				e, err := h.store.EditEntity(ctx, asking(ctx), in.ID, version(in.Body.Version, e.Version), in.Body.over(e.Input(language(in.Body.Language, e.Names))))
				return wire.EntityShape(e), err
			}
		}
		return wire.EntityJSON{}, models.Missing()
	})
}
