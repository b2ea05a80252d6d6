package handlers

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// NoteID names a note of a seminar. It is exported for Huma, which does not
// look into an embedded struct that is not.
type NoteID struct {
	ID   string `path:"id"`
	Note string `path:"note"`
}

func (h *Handlers) noteAPI(api huma.API) {
	operation(h, api, "GET", "/seminars/{id}/notes", "listNotes", "Notes of a seminar that the caller may read", 200, func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		Session string `query:"session" doc:"id; all sessions when not sent"`
	}) (*listOf[wire.NoteJSON], error) {
		all, err := h.store.Notes(ctx, asking(ctx), in.ID, in.Session)
		return list(models.Page[models.NoteRow]{Items: all}, wire.NoteShape), err
	})
	change(h, api, "POST", "/seminars/{id}/notes", "addNote", "Write a note of a session", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Session  string `json:"session_id"`
			Body     string `json:"body"`
			Language string `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es" doc:"in which it is written"`
		}
	}) (wire.NoteJSON, error) {
		sessions, err := h.store.NoteSessions(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.NoteJSON{}, err
		}
		if !slices.ContainsFunc(sessions, func(s models.SessionRow) bool { return s.ID == in.Body.Session }) {
			return wire.NoteJSON{}, models.Missing()
		}
		n, err := h.store.AddNote(ctx, asking(ctx), in.Body.Session, models.NoteInput{Language: in.Body.Language, Body: in.Body.Body})
		if err != nil {
			return wire.NoteJSON{}, err
		}
		row, err := h.store.Note(ctx, asking(ctx), in.ID, n.ID)
		return wire.NoteShape(row), err
	})
	operation(h, api, "GET", "/seminars/{id}/notes/{note}", "readNote", "One note", 200, func(ctx context.Context, in *NoteID) (*answer[wire.NoteJSON], error) {
		n, err := h.store.Note(ctx, asking(ctx), in.ID, in.Note)
		return &answer[wire.NoteJSON]{wire.NoteShape(n)}, err
	})
	change(h, api, "PATCH", "/seminars/{id}/notes/{note}", "editNote", "Change a note, by who wrote it", 200, func(ctx context.Context, in *struct {
		NoteID
		Body struct {
			Body     *string `json:"body,omitempty"`
			Language *string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es"`
			Version  int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
		}
	}) (wire.NoteJSON, error) {
		old, err := h.store.Note(ctx, asking(ctx), in.ID, in.Note)
		if err != nil {
			return wire.NoteJSON{}, err
		}
		to := models.NoteInput{Language: old.Language, Body: old.Body}
		set(&to.Body, in.Body.Body)
		set(&to.Language, in.Body.Language)
		if _, err := h.store.EditNote(ctx, asking(ctx), in.Note, version(in.Body.Version, old.Version), to); err != nil {
			return wire.NoteJSON{}, err
		}
		n, err := h.store.Note(ctx, asking(ctx), in.ID, in.Note)
		return wire.NoteShape(n), err
	})
}
