package handlers

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

// byID is a request for one thing.
type byID struct {
	ID string `path:"id"`
}

// seriesBody is what can be set of a series. A field that is not sent stays
// as it is.
type seriesBody struct {
	Title    *string `json:"title,omitempty"`
	Subtitle *string `json:"subtitle,omitempty"`
	Slug     *string `json:"slug,omitempty" doc:"part of its address; made from the title when not sent"`
	Lead     *string `json:"lead,omitempty" doc:"who leads the series, as printed"`
	About    *string `json:"about,omitempty"`
	Started  *int    `json:"started,omitempty" doc:"year"`
	Language string  `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es" doc:"of the texts"`
	Version  int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b seriesBody) over(in models.SeriesInput) models.SeriesInput {
	set(&in.Title, b.Title)
	set(&in.Subtitle, b.Subtitle)
	set(&in.Slug, b.Slug)
	set(&in.Lead, b.Lead)
	set(&in.About, b.About)
	setNumber(&in.Started, b.Started)
	in.Language = b.Language
	return in
}

func set[T any](field *T, sent *T) {
	if sent != nil {
		*field = *sent
	}
}

func setNumber(field *string, sent *int) {
	if sent != nil {
		*field = strconv.Itoa(*sent)
	}
}

func (h *Handlers) seriesAPI(api huma.API) {
	operation(h, api, "GET", "/series", "listSeries", "Series that the caller may see", 200, func(ctx context.Context, in *Paging) (*listOf[views.SeriesJSON], error) {
		page, err := h.store.WorkingSeries(ctx, asking(ctx), in.Cursor, in.Limit)
		return list(page, views.SeriesShape), err
	})
	change(h, api, "POST", "/series", "createSeries", "Begin a series", 201, func(ctx context.Context, in *struct{ Body seriesBody }) (views.SeriesJSON, error) {
		series, err := h.store.CreateSeries(ctx, asking(ctx), in.Body.over(models.SeriesInput{}))
		return views.SeriesShape(series), err
	})
	operation(h, api, "GET", "/series/{id}", "readSeries", "One series", 200, func(ctx context.Context, in *byID) (*answer[views.SeriesJSON], error) {
		series, err := h.store.Series(ctx, asking(ctx), in.ID)
		return &answer[views.SeriesJSON]{views.SeriesShape(series)}, err
	})
	change(h, api, "PATCH", "/series/{id}", "editSeries", "Change a series", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body seriesBody
	}) (views.SeriesJSON, error) {
		old, err := h.store.Series(ctx, asking(ctx), in.ID)
		if err != nil {
			return views.SeriesJSON{}, err
		}
		seen := old.Version
		if in.Body.Version != 0 {
			seen = in.Body.Version
		}
		series, err := h.store.EditSeries(ctx, asking(ctx), in.ID, seen, in.Body.over(old.Input(in.Body.Language)))
		return views.SeriesShape(series), err
	})
}
