package api

import (
	"net/http"

	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) editions() {
	r := resource[models.DeskEdition, wire.EditionRowJSON]{h, func(q call) (models.DeskEdition, error) { return h.Store.Edition(q, q.By, q.at("id"), q.at("edition")) }, wire.EditionRowShape}
	r.list("/summaries/{id}/editions", "listEditions", "List the editions of a text, newest first", func(q call, p Paging) (models.Page[models.DeskEdition], error) {
		rows, err := h.Store.Editions(q, q.By, q.at("id"))
		return bounded(p, func(r models.DeskEdition) string { return r.ID }, rows, err)
	})
	write(h, http.MethodPost, "/summaries/{id}/editions", "publishSummary", "Publish the cleared text as an edition; not possible for anybody who helped to draft it", http.StatusCreated,
		func(q call, sent *struct{ Body Fields[models.EditionInput] }) (wire.PublishedJSON, error) {
			in, err := sent.Body.Over(models.EditionInput{})
			if err != nil {
				return wire.PublishedJSON{}, err
			}
			e, err := h.Store.PublishSummary(q, q.By, q.at("id"), in)
			return wire.PublishedShape(e), err
		})
	r.read("/summaries/{id}/editions/{edition}", "getEdition", "Get an edition of a text")
	decide(r, "/summaries/{id}/editions/{edition}/withdrawal", "withdrawEdition", "Withdraw an edition; its address remains valid and gives the reason",
		func(q call, in models.WithdrawalInput) error {
			_, err := h.Store.WithdrawEdition(q, q.By, q.at("id"), q.at("edition"), in)
			return err
		})
}
