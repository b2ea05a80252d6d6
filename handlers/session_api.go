package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// sessionBody is what can be set of a session.
type sessionBody struct {
	Title       string             `json:"title"`
	About       string             `json:"about,omitempty"`
	Kind        models.SessionKind `json:"kind" enum:"plenary,panel,working_group,break,ceremony"`
	Attribution models.Attribution `json:"attribution" enum:"on_record,chatham_house,closed"`
	Room        string             `json:"room,omitempty"`
	StartsAt    string             `json:"starts_at" doc:"wall time on the seminar's clock: 2027-03-01T09:00"`
	EndsAt      string             `json:"ends_at"`
	Language    string             `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
	Chair       string             `json:"chair,omitempty" doc:"one person per line: name, post"`
	Moderator   string             `json:"moderator,omitempty"`
	Keynote     string             `json:"keynote,omitempty"`
	Panellists  string             `json:"panellists,omitempty"`
	Discussant  string             `json:"discussant,omitempty"`
	Rapporteur  string             `json:"rapporteur,omitempty"`
}

func (b sessionBody) input() models.SessionInput {
	return models.SessionInput{
		Title: b.Title, About: b.About, Kind: b.Kind, Attribution: b.Attribution, Room: b.Room, StartsLocal: b.StartsAt, EndsLocal: b.EndsAt, Language: b.Language,
		Chair: b.Chair, Moderator: b.Moderator, Keynote: b.Keynote, Panellists: b.Panellists, Discussant: b.Discussant, Rapporteur: b.Rapporteur,
	}
}

// SessionID names a session of a seminar. It is exported for Huma, which does
// not look into an embedded struct that is not.
type SessionID struct {
	ID      string `path:"id"`
	Session string `path:"session"`
}

func (h *Handlers) sessionAPI(api huma.API) {
	operation(h, api, "GET", "/seminars/{id}/sessions", "listSessions", "Programme of a seminar", 200, func(ctx context.Context, in *byID) (*listOf[wire.SessionJSON], error) {
		all, err := h.store.Sessions(ctx, asking(ctx), in.ID)
		return list(models.Page[models.SessionRow]{Items: all}, wire.SessionShape), err
	})
	change(h, api, "POST", "/seminars/{id}/sessions", "addSession", "Add a session; clashes do not stop it", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body sessionBody
	}) (wire.SessionJSON, error) {
		n, err := h.store.AddSession(ctx, asking(ctx), in.ID, in.Body.input())
		if err != nil {
			return wire.SessionJSON{}, err
		}
		row, err := h.store.Session(ctx, asking(ctx), in.ID, n.ID)
		return wire.SessionShape(row), err
	})
	operation(h, api, "GET", "/seminars/{id}/sessions/{session}", "readSession", "One session of a seminar", 200, func(ctx context.Context, in *SessionID) (*answer[wire.SessionJSON], error) {
		n, err := h.store.Session(ctx, asking(ctx), in.ID, in.Session)
		return &answer[wire.SessionJSON]{wire.SessionShape(n)}, err
	})
	change(h, api, "PATCH", "/seminars/{id}/sessions/{session}", "editSession", "Change a session; clashes do not stop it", 200, func(ctx context.Context, in *struct {
		SessionID
		Body sessionPatch
	}) (wire.SessionJSON, error) {
		old, err := h.store.Session(ctx, asking(ctx), in.ID, in.Session)
		if err != nil {
			return wire.SessionJSON{}, err
		}
		b := in.Body
		if _, err := h.store.EditSession(ctx, asking(ctx), in.ID, in.Session, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Title)))); err != nil {
			return wire.SessionJSON{}, err
		}
		n, err := h.store.Session(ctx, asking(ctx), in.ID, in.Session)
		return wire.SessionShape(n), err
	})
	removal(h, api, "/seminars/{id}/sessions/{session}", "removeSession", "Remove a session", func(ctx context.Context, in *SessionID) error {
		return h.store.RemoveSession(ctx, asking(ctx), in.ID, in.Session)
	})
}

// sessionPatch is what can be changed of a session. A field that is not sent
// stays as it is.
type sessionPatch struct {
	Title       *string             `json:"title,omitempty"`
	About       *string             `json:"about,omitempty"`
	Kind        *models.SessionKind `json:"kind,omitempty" enum:"plenary,panel,working_group,break,ceremony"`
	Attribution *models.Attribution `json:"attribution,omitempty" enum:"on_record,chatham_house,closed"`
	Room        *string             `json:"room,omitempty"`
	StartsAt    *string             `json:"starts_at,omitempty" doc:"wall time on the seminar's clock: 2027-03-01T09:00"`
	EndsAt      *string             `json:"ends_at,omitempty"`
	Chair       *string             `json:"chair,omitempty" doc:"one person per line: name, post"`
	Moderator   *string             `json:"moderator,omitempty"`
	Keynote     *string             `json:"keynote,omitempty"`
	Panellists  *string             `json:"panellists,omitempty"`
	Discussant  *string             `json:"discussant,omitempty"`
	Rapporteur  *string             `json:"rapporteur,omitempty"`
	Language    string              `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the texts; the original one when not sent"`
	Version     int                 `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b sessionPatch) over(in models.SessionInput) models.SessionInput {
	set(&in.Title, b.Title)
	set(&in.About, b.About)
	set(&in.Kind, b.Kind)
	set(&in.Attribution, b.Attribution)
	set(&in.Room, b.Room)
	set(&in.StartsLocal, b.StartsAt)
	set(&in.EndsLocal, b.EndsAt)
	set(&in.Chair, b.Chair)
	set(&in.Moderator, b.Moderator)
	set(&in.Keynote, b.Keynote)
	set(&in.Panellists, b.Panellists)
	set(&in.Discussant, b.Discussant)
	set(&in.Rapporteur, b.Rapporteur)
	return in
}

// version is the version that the caller read; without one, the present one.
func version(sent, now int) int {
	if sent != 0 {
		return sent
	}
	return now
}

// language is the language in which texts are sent; without one, that in
// which they were written.
func language(sent string, t models.Text) string {
	if sent == "" {
		sent = t.Original
	}
	if sent == "" {
		sent = "en"
	}
	return sent
}
