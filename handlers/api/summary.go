package api

import (
	"context"
	"net/http"

	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) summaries() {
	r := resource[models.Summary, wire.SummaryJSON]{h, func(q call) (models.Summary, error) { return h.Store.Summary(q, q.By, q.at("id")) }, wire.SummaryShape}
	r.list("/seminars/{id}/summaries", "listSummaries", "List the working texts of a seminar that the caller may see", func(q call, p Paging) (models.Page[models.Summary], error) {
		rows, err := h.Store.Summaries(q, q.By, q.at("id"))
		texts := make([]models.Summary, len(rows))
		for i, row := range rows {
			texts[i] = row.Summary
		}
		return bounded(p, func(r models.Summary) string { return r.ID }, texts, err)
	})
	create(r, "/seminars/{id}/summaries", "createSummary", "Create a summary", func(lang string) models.SummaryInput { return models.SummaryInput{Language: lang} },
		func(q call, in models.SummaryInput) (models.Summary, error) {
			return h.Store.CreateSummary(q, q.By, q.at("id"), in)
		})
	operation(h, http.MethodGet, "/summaries/{id}", "getSummary", "Get a working text and the clearances of its current revision", http.StatusOK,
		func(ctx context.Context, _ *struct{}) (*answer[wire.SummaryDeskJSON], error) {
			q := callOf(ctx)
			d, err := h.Store.SummaryDesk(q, q.By, q.at("id"))
			return &answer[wire.SummaryDeskJSON]{wire.SummaryDeskShape(d)}, err
		})
	change(r, "/summaries/{id}", "updateSummary", "Update the title, introduction and other texts of a summary; its kind cannot be changed",
		func(m models.Summary) current[models.SummaryInput] {
			return current[models.SummaryInput]{m.Title.Original, m.Input, m.Version}
		},
		func(q call, version int, in models.SummaryInput) error {
			_, err := h.Store.EditSummary(q, q.By, q.at("id"), version, in)
			return err
		})
	decide(r, "/summaries/{id}/submission", "submitSummary", "Send a summary for review or clearance, or return it to draft",
		func(q call, in models.SubmissionInput) error {
			_, err := h.Store.SubmitSummary(q, q.By, q.at("id"), in.State())
			return err
		})
	decide(r, "/summaries/{id}/clearances", "clearSummary", "Record the answer of an organiser to a point, or clear all points it has not answered",
		func(q call, in models.ClearanceInput) error {
			_, err := h.Store.Decide(q, q.By, q.at("id"), in)
			return err
		})
	r.action("/summaries/{id}/correction", "correctSummary", "Start a correction of a cleared text; it becomes the draft of a new revision", func(q call) error {
		_, err := h.Store.BeginCorrection(q, q.By, q.at("id"))
		return err
	})
}
