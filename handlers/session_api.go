package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
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

func (h *Handlers) sessionAPI(api huma.API) {
	operation(h, api, "GET", "/seminars/{id}/sessions", "listSessions", "Programme of a seminar", 200, func(ctx context.Context, in *byID) (*listOf[views.SessionJSON], error) {
		all, err := h.store.Sessions(ctx, asking(ctx), in.ID)
		return list(models.Page[models.SessionRow]{Items: all}, views.SessionShape), err
	})
	change(h, api, "POST", "/seminars/{id}/sessions", "addSession", "Add a session; clashes do not stop it", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body sessionBody
	}) (views.SessionJSON, error) {
		n, err := h.store.AddSession(ctx, asking(ctx), in.ID, in.Body.input())
		if err != nil {
			return views.SessionJSON{}, err
		}
		row, err := h.store.Session(ctx, asking(ctx), in.ID, n.ID)
		return views.SessionShape(row), err
	})
}
