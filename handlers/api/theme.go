package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) themes() {
	r := resource[models.Theme, wire.ThemeJSON]{h, func(q call) (models.Theme, error) { return h.Store.Theme(q, q.By, q.at("id"), q.at("theme")) }, wire.ThemeShape}
	r.list("/series/{id}/themes", "listThemes", "List the themes of a series, for those who work on it", func(q call, p Paging) (models.Page[models.Theme], error) {
		rows, err := h.Store.Themes(q, q.By, q.at("id"))
		return bounded(p, func(r models.Theme) string { return r.ID }, rows, err)
	})
	create(r, "/series/{id}/themes", "createTheme", "Add a theme to a series", func(lang string) models.ThemeInput { return models.ThemeInput{Language: lang} },
		func(q call, in models.ThemeInput) (models.Theme, error) {
			return h.Store.AddTheme(q, q.By, q.at("id"), in)
		})
	r.read("/series/{id}/themes/{theme}", "getTheme", "Get a theme of a series, for those who work on it")
	change(r, "/series/{id}/themes/{theme}", "updateTheme", "Rename a theme or translate its name; published editions keep the old name",
		func(t models.Theme) current[models.ThemeInput] {
			return current[models.ThemeInput]{t.Name.Original, t.Input, t.Version}
		},
		func(q call, version int, in models.ThemeInput) error {
			_, err := h.Store.EditTheme(q, q.By, q.at("id"), q.at("theme"), version, in)
			return err
		})
}
