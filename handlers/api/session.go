package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) sessions() {
	r := resource[models.SessionRow, wire.SessionJSON]{h, func(q call) (models.SessionRow, error) { return h.Store.Session(q, q.By, q.at("id"), q.at("session")) }, wire.SessionShape}
	r.list("/seminars/{id}/sessions", "listSessions", "List the sessions of a seminar", func(q call, p Paging) (models.Page[models.SessionRow], error) {
		rows, err := h.Store.Sessions(q, q.By, q.at("id"))
		return bounded(p, func(r models.SessionRow) string { return r.ID }, rows, err)
	})
	create(r, "/seminars/{id}/sessions", "createSession", "Add a session; conflicts do not prevent it", func(lang string) models.SessionInput { return models.SessionInput{Language: lang, Notify: true} },
		func(q call, in models.SessionInput) (models.SessionRow, error) {
			n, err := h.Store.AddSession(q, q.By, q.at("id"), in)
			if err != nil {
				return models.SessionRow{}, err
			}
			return h.Store.Session(q, q.By, q.at("id"), n.ID)
		})
	r.read("/seminars/{id}/sessions/{session}", "getSession", "Get a session of a seminar")
	change(r, "/seminars/{id}/sessions/{session}", "updateSession", "Update a session; conflicts do not prevent it",
		func(n models.SessionRow) current[models.SessionInput] {
			return current[models.SessionInput]{n.Title.Original, n.Input, n.Version}
		},
		func(q call, version int, in models.SessionInput) error {
			_, err := h.Store.EditSession(q, q.By, q.at("id"), q.at("session"), version, in)
			return err
		})
	r.remove("/seminars/{id}/sessions/{session}", "deleteSession", "Delete a session; if the agenda is published, those who have a seat are told by e-mail", func(q call) error {
		_, err := h.Store.RemoveSession(q, q.By, q.at("id"), q.at("session"))
		return err
	})
}
