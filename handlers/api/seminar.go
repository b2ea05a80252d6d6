package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// seminarRow is a seminar, and whether its reader may list the participants.
type seminarRow struct {
	models.Seminar
	mayList bool
}

func seminarFor(by models.Actor, m models.Seminar) seminarRow {
	return seminarRow{m, m.MayListParticipants(by)}
}

func (h *Handlers) seminars() {
	r := resource[seminarRow, wire.SeminarJSON]{h, func(q call) (seminarRow, error) {
		m, err := h.Store.Seminar(q, q.By, q.at("id"))
		return seminarFor(q.By, m), err
	}, func(s seminarRow) wire.SeminarJSON { return wire.SeminarShape(s.Seminar, s.mayList) }}
	r.list("/series/{id}/seminars", "listSeminars", "List the seminars of a series in their order", func(q call, p Paging) (models.Page[seminarRow], error) {
		if _, err := h.Store.Series(q, q.By, q.at("id")); err != nil {
			return models.Page[seminarRow]{}, err
		}
		all, err := h.Store.WorkingSeminars(q, q.By, q.at("id"))
		rows := make([]seminarRow, len(all))
		for i, m := range all {
			rows[i] = seminarFor(q.By, m)
		}
		return bounded(p, func(r seminarRow) string { return r.ID }, rows, err)
	})
	create(r, "/series/{id}/seminars", "createSeminar", "Add a draft seminar to a series",
		func(lang string) models.SeminarInput {
			return models.SeminarInput{Admission: models.AdmissionOpen, Language: lang}
		},
		func(q call, in models.SeminarInput) (seminarRow, error) {
			m, err := h.Store.CreateSeminar(q, q.By, q.at("id"), in)
			return seminarFor(q.By, m), err
		})
	r.read("/seminars/{id}", "getSeminar", "Get a seminar")
	change(r, "/seminars/{id}", "updateSeminar", "Update a seminar",
		func(s seminarRow) current[models.SeminarInput] {
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
		{"conclusion", "concludeSeminar", "Conclude a seminar that was held", models.SeminarConcluded},
		{"archive", "archiveSeminar", "Archive a concluded seminar", models.SeminarArchived},
	} {
		r.action("/seminars/{id}/"+move.noun, move.id, move.summary, func(q call) error { return h.Store.MoveSeminar(q, q.By, q.at("id"), move.to) })
	}
	decide(r, "/seminars/{id}/announcement", "announceSeminar", "Announce a seminar to the public; one that was postponed needs dates that have not passed, confirmed by days",
		func(q call, in models.AnnouncementInput) error {
			return h.Store.AnnounceSeminar(q, q.By, q.at("id"), in)
		})
	decide(r, "/seminars/{id}/postponement", "postponeSeminar", "Postpone an announced seminar; those registered or invited are told the reason",
		func(q call, in models.ReasonInput) error { return h.Store.PostponeSeminar(q, q.By, q.at("id"), in) })
	decide(r, "/seminars/{id}/cancellation", "cancelSeminar", "Cancel a seminar; those registered or invited are told the reason",
		func(q call, in models.ReasonInput) error { return h.Store.CancelSeminar(q, q.By, q.at("id"), in) })
	decide(r, "/seminars/{id}/agenda", "publishAgenda", "Publish or withdraw the agenda of a seminar; it is not published while sessions are outside the days of the seminar",
		func(q call, in models.AgendaInput) error { return h.Store.PublishAgenda(q, q.By, q.at("id"), in) })
}
