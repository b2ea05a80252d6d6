package handlers

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) pointAPI(api huma.API) {
	operation(h, api, "GET", "/points", "findPoints", "Published points across series", 200, func(ctx context.Context, in *struct {
		Paging
		Series   string           `query:"series" doc:"slug"`
		Theme    string           `query:"theme" doc:"name, as it was published"`
		Kind     models.PointKind `query:"kind" enum:"trend,challenge,finding,recommendation"`
		Strength models.Strength  `query:"strength" enum:"noted,hoped,feared,suggested,stressed,agreed,recommended"`
	}) (*listOf[views.PublicPointJSON], error) {
		page, err := h.store.PublicPoints(ctx, asking(ctx), models.PointQuery{Series: in.Series, Theme: in.Theme, Kind: in.Kind, Strength: in.Strength, Cursor: in.Cursor, Limit: in.Limit})
		return list(page, views.PublicPointShape(h.BaseURL)), err
	})
	operation(h, api, "GET", "/summaries/{id}/points", "listPoints", "Points of a working text", 200, func(ctx context.Context, in *byID) (*listOf[views.PointJSON], error) {
		desk, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.PointRow]{Items: desk.Points}, views.PointRowShape), err
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
			Addressees []struct {
				Name  string       `json:"name"`
				Basis models.Basis `json:"basis" enum:"explicit,inferred"`
			} `json:"addressees,omitempty"`
			Language string `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
		}
	}) (views.PointJSON, error) {
		b := in.Body
		var named, inferred []string
		for _, a := range b.Addressees {
			if a.Basis == models.Explicit {
				named = append(named, a.Name)
			} else {
				inferred = append(inferred, a.Name)
			}
		}
		p, err := h.store.AddPoint(ctx, asking(ctx), in.ID, models.PointInput{
			Code: b.Code, Kind: b.Kind, Body: b.Body, Voice: b.Voice, Strength: b.Strength, Paragraph: b.Paragraph, Themes: b.Themes, Sessions: b.Sessions, Notes: b.Notes,
			Addressees: strings.Join(named, "\n"), Inferred: strings.Join(inferred, "\n"), Language: b.Language,
		})
		return views.PointShape(p), err
	})
}
