package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) series() {
	r := resource[models.Series, wire.SeriesJSON]{h, func(q call) (models.Series, error) { return h.Store.Series(q, q.By, q.at("id")) }, wire.SeriesShape}
	r.list("/series", "listSeries", "List series that the caller may see", func(q call, p Paging) (models.Page[models.Series], error) {
		return h.Store.WorkingSeries(q, q.By, p.Cursor, p.Limit)
	})
	create(r, "/series", "createSeries", "Create a series", func(lang string) models.SeriesInput { return models.SeriesInput{Language: lang} },
		func(q call, in models.SeriesInput) (models.Series, error) { return h.Store.CreateSeries(q, q.By, in) })
	r.read("/series/{id}", "getSeries", "Get a series")
	change(r, "/series/{id}", "updateSeries", "Update a series",
		func(s models.Series) current[models.SeriesInput] {
			return current[models.SeriesInput]{s.Title.Original, s.Input, s.Version}
		},
		func(q call, version int, in models.SeriesInput) error {
			_, err := h.Store.EditSeries(q, q.By, q.at("id"), version, in)
			return err
		})
}
