package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) clearances() {
	r := resource[models.ClearanceRow, wire.ClearanceJSON]{h, nil, wire.ClearanceShape}
	r.list("/summaries/{id}/clearances", "listClearances", "List the answers of the organisers to a text, in all revisions, newest first", func(q call, p Paging) (models.Page[models.ClearanceRow], error) {
		rows, err := h.Store.Clearances(q, q.By, q.at("id"))
		return bounded(p, func(r models.ClearanceRow) string { return r.ID }, rows, err)
	})
}
