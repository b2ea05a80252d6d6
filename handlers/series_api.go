package handlers

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// byID is a request for one thing.
type byID struct {
	ID string `path:"id"`
}

// seriesBody is what can be set of a series. A field that is not sent stays
// as it is.
type seriesBody struct {
	Title    *string   `json:"title,omitempty"`
	Subtitle *string   `json:"subtitle,omitempty"`
	Slug     *string   `json:"slug,omitempty" doc:"part of its address; made from the title when not sent"`
	Lead     *string   `json:"lead,omitempty" doc:"who leads the series, as printed"`
	About    *string   `json:"about,omitempty"`
	Started  *int      `json:"started,omitempty" doc:"year"`
	Regions  *[]string `json:"regions,omitempty" doc:"of which a seminar names one"`
	Also     *[]string `json:"alternate_titles,omitempty" doc:"under which the series is known besides"`
	Language string    `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the texts; the original one when not sent, en for a new series"`
	Version  int       `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b seriesBody) over(in models.SeriesInput) models.SeriesInput {
	set(&in.Title, b.Title)
	set(&in.Subtitle, b.Subtitle)
	set(&in.Slug, b.Slug)
	set(&in.Lead, b.Lead)
	set(&in.About, b.About)
	setNumber(&in.Started, b.Started)
	setList(&in.Regions, b.Regions)
	setList(&in.AlternateTitles, b.Also)
	return in
}

func set[T any](field *T, sent *T) {
	if sent != nil {
		*field = *sent
	}
}

// setList sets a list. An empty one empties it, which forms say by an entry
// without text.
func setList(field *[]string, sent *[]string) {
	if sent != nil {
		*field = append([]string{""}, *sent...)
	}
}

func setNumber(field *string, sent *int) {
	if sent != nil {
		*field = strconv.Itoa(*sent)
	}
}

func (h *Handlers) seriesAPI(api huma.API) {
	operation(h, api, "GET", "/series", "listSeries", "Series that the caller may see", 200, func(ctx context.Context, in *Paging) (*listOf[wire.SeriesJSON], error) {
		page, err := h.store.WorkingSeries(ctx, asking(ctx), in.Cursor, in.Limit)
		return list(page, wire.SeriesShape), err
	})
	change(h, api, "POST", "/series", "createSeries", "Begin a series", 201, func(ctx context.Context, in *struct{ Body seriesBody }) (wire.SeriesJSON, error) {
		series, err := h.store.CreateSeries(ctx, asking(ctx), in.Body.over(models.SeriesInput{Language: language(in.Body.Language, models.Text{})}))
		return wire.SeriesShape(series), err
	})
	operation(h, api, "GET", "/series/{id}", "readSeries", "One series", 200, func(ctx context.Context, in *byID) (*answer[wire.SeriesJSON], error) {
		series, err := h.store.Series(ctx, asking(ctx), in.ID)
		return &answer[wire.SeriesJSON]{wire.SeriesShape(series)}, err
	})
	change(h, api, "PATCH", "/series/{id}", "editSeries", "Change a series", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body seriesBody
	}) (wire.SeriesJSON, error) {
		old, err := h.store.Series(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.SeriesJSON{}, err
		}
		b := in.Body
		series, err := h.store.EditSeries(ctx, asking(ctx), in.ID, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Title))))
		return wire.SeriesShape(series), err
	})
}
