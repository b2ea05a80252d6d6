package handlers

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) pointAPI(api huma.API) {
	operation(h, api, "GET", "/points", "findPoints", "Published points across series", 200, func(ctx context.Context, in *struct {
		Paging
		Series   string           `query:"series" doc:"slug"`
		Theme    string           `query:"theme" doc:"name, as it was published"`
		Kind     models.PointKind `query:"kind" enum:"trend,challenge,finding,recommendation"`
		Strength models.Strength  `query:"strength" enum:"noted,hoped,feared,suggested,stressed,agreed,recommended"`
	}) (*listOf[wire.PublicPointJSON], error) {
		page, err := h.store.PublicPoints(ctx, asking(ctx), models.PointQuery{Series: in.Series, Theme: in.Theme, Kind: in.Kind, Strength: in.Strength, Cursor: in.Cursor, Limit: in.Limit})
		return list(page, wire.PublicPointShape(h.BaseURL)), err
	})
	operation(h, api, "GET", "/summaries/{id}/points", "listPoints", "Points of a working text", 200, func(ctx context.Context, in *byID) (*listOf[wire.PointJSON], error) {
		desk, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.PointRow]{Items: desk.Points}, wire.PointRowShape), err
	})
	change(h, api, "POST", "/summaries/{id}/points", "addPoint", "Add a point at the end of a working text", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Code       string           `json:"code,omitempty" doc:"the next one of the kind when not sent"`
			Kind       models.PointKind `json:"kind" enum:"trend,challenge,finding,recommendation"`
			Body       string           `json:"body"`
			Voice      models.Voice     `json:"voice" enum:"document,participants,some,all_agreed"`
			Strength   models.Strength  `json:"strength" enum:"noted,hoped,feared,suggested,stressed,agreed,recommended"`
			Paragraph  string           `json:"paragraph,omitempty"`
			Themes     []string         `json:"themes,omitempty" doc:"ids"`
			Sessions   []string         `json:"sessions,omitempty" doc:"ids of sessions on which it rests"`
			Notes      []string         `json:"notes,omitempty" doc:"ids of notes on which it rests"`
			Addressees []spokenTo       `json:"addressees,omitempty"`
			Language   string           `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
		}
	}) (wire.PointJSON, error) {
		b := in.Body
		named, inferred := addresseeLines(b.Addressees)
		p, err := h.store.AddPoint(ctx, asking(ctx), in.ID, models.PointInput{
			Code: b.Code, Kind: b.Kind, Body: b.Body, Voice: b.Voice, Strength: b.Strength, Paragraph: b.Paragraph, Themes: b.Themes, Sessions: b.Sessions, Notes: b.Notes,
			Addressees: named, Inferred: inferred, Language: b.Language,
		})
		return wire.PointShape(p), err
	})
	change(h, api, "PATCH", "/summaries/{id}/points/{point}", "editPoint", "Change a point of a working text", 200, func(ctx context.Context, in *struct {
		PointID
		Body pointPatch
	}) (wire.PointJSON, error) {
		old, err := h.pointOn(ctx, in.PointID)
		if err != nil {
			return wire.PointJSON{}, err
		}
		b := in.Body
		if _, err := h.store.EditPoint(ctx, asking(ctx), in.Point, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Body)))); err != nil {
			return wire.PointJSON{}, err
		}
		p, err := h.pointOn(ctx, in.PointID)
		return wire.PointRowShape(p), err
	})
	removal(h, api, "/summaries/{id}/points/{point}", "removePoint", "Remove a point of a working text", func(ctx context.Context, in *struct {
		PointID
		Version int `query:"version" doc:"the version that was read; a changed one is refused"`
	}) error {
		old, err := h.pointOn(ctx, in.PointID)
		if err != nil {
			return err
		}
		return h.store.RemovePoint(ctx, asking(ctx), in.Point, version(in.Version, old.Version))
	})
	change(h, api, "POST", "/summaries/{id}/points/{point}/position", "movePoint", "Move a point one place up or down", 201, func(ctx context.Context, in *struct {
		PointID
		Body struct {
			To string `json:"to" enum:"up,down"`
		}
	}) (wire.PointJSON, error) {
		if _, err := h.pointOn(ctx, in.PointID); err != nil {
			return wire.PointJSON{}, err
		}
		if err := h.store.MovePoint(ctx, asking(ctx), in.Point, in.Body.To == "down"); err != nil {
			return wire.PointJSON{}, err
		}
		p, err := h.pointOn(ctx, in.PointID)
		return wire.PointRowShape(p), err
	})
}

// PointID names a point of a working text. It is exported for Huma, which
// does not look into an embedded struct that is not.
type PointID struct {
	ID    string `path:"id"`
	Point string `path:"point"`
}

// pointOn finds a point on the desk of its text.
func (h *Handlers) pointOn(ctx context.Context, id PointID) (models.PointRow, error) {
	d, err := h.store.SummaryDesk(ctx, asking(ctx), id.ID)
	if err != nil {
		return models.PointRow{}, err
	}
	for _, p := range d.Points {
		if p.ID == id.Point {
			return p, nil
		}
	}
	return models.PointRow{}, models.Missing()
}

// spokenTo is somebody to whom a point speaks.
type spokenTo struct {
	Name  string       `json:"name"`
	Basis models.Basis `json:"basis" enum:"explicit,inferred"`
}

// addresseeLines sorts addressees into those whom the text names and those
// whom a reader inferred, one per line.
func addresseeLines(all []spokenTo) (named, inferred string) {
	var n, i []string
	for _, a := range all {
		if a.Basis == models.Explicit {
			n = append(n, a.Name)
		} else {
			i = append(i, a.Name)
		}
	}
	return strings.Join(n, "\n"), strings.Join(i, "\n")
}

// pointPatch is what can be changed of a point. A field that is not sent
// stays as it is.
type pointPatch struct {
	Code       *string           `json:"code,omitempty"`
	Kind       *models.PointKind `json:"kind,omitempty" enum:"trend,challenge,finding,recommendation"`
	Body       *string           `json:"body,omitempty"`
	Voice      *models.Voice     `json:"voice,omitempty" enum:"document,participants,some,all_agreed"`
	Strength   *models.Strength  `json:"strength,omitempty" enum:"noted,hoped,feared,suggested,stressed,agreed,recommended"`
	Paragraph  *string           `json:"paragraph,omitempty"`
	Themes     *[]string         `json:"themes,omitempty" doc:"ids"`
	Sessions   *[]string         `json:"sessions,omitempty" doc:"ids of sessions on which it rests"`
	Notes      *[]string         `json:"notes,omitempty" doc:"ids of notes on which it rests"`
	Addressees *[]spokenTo       `json:"addressees,omitempty"`
	Language   string            `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the text; the original one when not sent"`
	Version    int               `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b pointPatch) over(in models.PointInput) models.PointInput {
	set(&in.Code, b.Code)
	set(&in.Kind, b.Kind)
	set(&in.Body, b.Body)
	set(&in.Voice, b.Voice)
	set(&in.Strength, b.Strength)
	set(&in.Paragraph, b.Paragraph)
	set(&in.Themes, b.Themes)
	set(&in.Sessions, b.Sessions)
	set(&in.Notes, b.Notes)
	if b.Addressees != nil {
		in.Addressees, in.Inferred = addresseeLines(*b.Addressees)
	}
	return in
}
