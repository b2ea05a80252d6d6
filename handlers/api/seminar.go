package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) seminars() {
	r := resource[models.Seminar, wire.SeminarJSON]{h, func(q call) (models.Seminar, error) { return h.Store.Seminar(q, q.By, q.at("id")) }, wire.SeminarShape}
	r.list("/series/{id}/seminars", "listSeminars", "List the seminars of a series in their order", func(q call, _ Paging) (models.Page[models.Seminar], error) {
		if _, err := h.Store.Series(q, q.By, q.at("id")); err != nil {
			return models.Page[models.Seminar]{}, err
		}
		return onePage(h.Store.WorkingSeminars(q, q.By, q.at("id")))
	})
	create(r, "/series/{id}/seminars", "createSeminar", "Add a draft seminar to a series",
		func(lang string) models.SeminarInput {
			return models.SeminarInput{Admission: models.AdmissionOpen, Language: lang}
		},
		func(q call, in models.SeminarInput) (models.Seminar, error) {
			return h.Store.CreateSeminar(q, q.By, q.at("id"), in)
		})
	r.read("/seminars/{id}", "getSeminar", "Get a seminar")
	change(r, "/seminars/{id}", "updateSeminar", "Update a seminar",
		func(s models.Seminar) current[models.SeminarInput] {
			return current[models.SeminarInput]{s.Place.Original, s.Input, s.Version}
		},
		func(q call, version int, in models.SeminarInput) error {
			_, err := h.Store.EditSeminar(q, q.By, q.at("id"), version, in)
			return err
		})
	for _, move := range []struct {
		noun, id, summary string
		to                models.SeminarStatus
	}{
		{"announcement", "announceSeminar", "Announce a seminar to the public", models.SeminarAnnounced},
		{"postponement", "postponeSeminar", "Postpone an announced seminar", models.SeminarPostponed},
		{"cancellation", "cancelSeminar", "Cancel a seminar", models.SeminarCancelled},
		{"conclusion", "concludeSeminar", "Conclude a seminar that was held", models.SeminarConcluded},
		{"archive", "archiveSeminar", "Archive a concluded seminar", models.SeminarArchived},
	} {
		r.action("/seminars/{id}/"+move.noun, move.id, move.summary, func(q call) error { return h.Store.MoveSeminar(q, q.By, q.at("id"), move.to) })
	}
	decide(r, "/seminars/{id}/agenda", "publishAgenda", "Publish or withdraw the agenda of a seminar",
		func(q call, in models.AgendaInput) error {
			published, err := in.Check()
			if err != nil {
				return err
			}
			return h.Store.PublishAgenda(q, q.By, q.at("id"), published)
		})
}
