package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// NoteFilter narrows the list of notes.
type NoteFilter struct {
	Paging
	Session string `query:"session" doc:"Id; if omitted, notes on all sessions"`
}

func (h *Handlers) notes() {
	r := resource[models.NoteRow, wire.NoteJSON]{h, func(q call) (models.NoteRow, error) { return h.Store.Note(q, q.By, q.at("id"), q.at("note")) }, wire.NoteShape}
	listBy(r, "/seminars/{id}/notes", "listNotes", "List the notes of a seminar that the caller may read", func(q call, f NoteFilter) (models.Page[models.NoteRow], error) {
		rows, err := h.Store.Notes(q, q.By, q.at("id"), f.Session)
		return bounded(f.Paging, func(r models.NoteRow) string { return r.ID }, rows, err)
	})
	create(r, "/seminars/{id}/sessions/{session}/notes", "createNote", "Add a note on a session", func(lang string) models.NoteInput { return models.NoteInput{Language: lang} },
		func(q call, in models.NoteInput) (models.NoteRow, error) {
			n, err := h.Store.AddNote(q, q.By, q.at("id"), q.at("session"), in)
			if err != nil {
				return models.NoteRow{}, err
			}
			return h.Store.Note(q, q.By, q.at("id"), n.ID)
		})
	r.read("/seminars/{id}/notes/{note}", "getNote", "Get a note")
	change(r, "/seminars/{id}/notes/{note}", "updateNote", "Update a note, by its author",
		func(n models.NoteRow) current[models.NoteInput] {
			return current[models.NoteInput]{n.Language, func(string) models.NoteInput { return n.Input() }, n.Version}
		},
		func(q call, version int, in models.NoteInput) error {
			_, err := h.Store.EditNote(q, q.By, q.at("id"), q.at("note"), version, in)
			return err
		})
}
