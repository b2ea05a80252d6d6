package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// PointFilter narrows the list of published points.
type PointFilter struct {
	Paging
	Series   string           `query:"series" doc:"Slug"`
	Theme    string           `query:"theme" doc:"Name under which it was published"`
	Kind     models.PointKind `query:"kind"`
	Strength models.Strength  `query:"strength"`
}

func (h *Handlers) publishedPoints() {
	r := resource[models.PublicPoint, wire.PublicPointJSON]{h, nil, wire.PublicPointShape(h.BaseURL)}
	listBy(r, "/points", "findPoints", "Search the published points of all series", func(q call, f PointFilter) (models.Page[models.PublicPoint], error) {
		return h.Store.PublicPoints(q, q.By, models.PointQuery{Series: f.Series, Theme: f.Theme, Kind: f.Kind, Strength: f.Strength, Cursor: f.Cursor, Limit: f.Limit})
	})
}

func (h *Handlers) points() {
	r := resource[models.PointRow, wire.PointJSON]{h, func(q call) (models.PointRow, error) { return h.Store.Point(q, q.By, q.at("id"), q.at("point")) }, wire.PointRowShape}
	r.list("/summaries/{id}/points", "listPoints", "List the points of a working text", func(q call, p Paging) (models.Page[models.PointRow], error) {
		rows, err := h.Store.Points(q, q.By, q.at("id"))
		return bounded(p, func(r models.PointRow) string { return r.ID }, rows, err)
	})
	create(r, "/summaries/{id}/points", "createPoint", "Add a point at the end of a working text", func(lang string) models.PointInput { return models.PointInput{Language: lang} },
		func(q call, in models.PointInput) (models.PointRow, error) {
			p, err := h.Store.AddPoint(q, q.By, q.at("id"), in)
			if err != nil {
				return models.PointRow{}, err
			}
			return h.Store.Point(q, q.By, q.at("id"), p.ID)
		})
	r.read("/summaries/{id}/points/{point}", "getPoint", "Get a point of a working text")
	change(r, "/summaries/{id}/points/{point}", "updatePoint", "Update a point of a working text",
		func(p models.PointRow) current[models.PointInput] {
			return current[models.PointInput]{p.Body.Original, p.Input, p.Version}
		},
		func(q call, version int, in models.PointInput) error {
			_, err := h.Store.EditPoint(q, q.By, q.at("id"), q.at("point"), version, in)
			return err
		})
	removeUnchanged(r, "/summaries/{id}/points/{point}", "deletePoint", "Delete a point of a working text",
		func(p models.PointRow) int { return p.Version },
		func(q call, version int) error {
			return h.Store.RemovePoint(q, q.By, q.at("id"), q.at("point"), version)
		})
	decide(r, "/summaries/{id}/points/{point}/position", "movePoint", "Move a point one place up or down",
		func(q call, in models.PositionInput) error {
			to, err := in.Check()
			if err != nil {
				return err
			}
			return h.Store.MovePoint(q, q.By, q.at("id"), q.at("point"), to == models.Down)
		})
}
