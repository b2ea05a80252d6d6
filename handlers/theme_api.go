package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// themeBody is what can be set of a theme.
type themeBody struct {
	Name     string `json:"name"`
	Language string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the name; the original one when not sent"`
	Version  int    `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (h *Handlers) themeAPI(api huma.API) {
	operation(h, api, "GET", "/series/{id}/themes", "listThemes", "Themes of a series, for those who work on it", 200, func(ctx context.Context, in *byID) (*listOf[wire.ThemeJSON], error) {
		desk, err := h.store.SeriesDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.Theme]{Items: desk.Themes}, wire.ThemeShape), err
	})
	change(h, api, "POST", "/series/{id}/themes", "addTheme", "Add a theme to a series", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body themeBody
	}) (wire.ThemeJSON, error) {
		t, err := h.store.AddTheme(ctx, asking(ctx), in.ID, models.ThemeInput{Name: in.Body.Name, Language: language(in.Body.Language, models.Text{})})
		return wire.ThemeShape(t), err
	})
	change(h, api, "PATCH", "/series/{id}/themes/{theme}", "editTheme", "Rename a theme or translate its name; editions keep the name that they were published with", 200, func(ctx context.Context, in *struct {
		ID    string `path:"id"`
		Theme string `path:"theme"`
		Body  themeBody
	}) (wire.ThemeJSON, error) {
		desk, err := h.store.SeriesDesk(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.ThemeJSON{}, err
		}
		for _, old := range desk.Themes {
			if old.ID == in.Theme {
				t, err := h.store.EditTheme(ctx, asking(ctx), in.ID, in.Theme, version(in.Body.Version, old.Version), models.ThemeInput{Name: in.Body.Name, Language: language(in.Body.Language, old.Name)})
				return wire.ThemeShape(t), err
			}
		}
		return wire.ThemeJSON{}, models.Missing()
	})
}
