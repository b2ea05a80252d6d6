package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

// summaryBody is what can be set of a summary.
type summaryBody struct {
	Kind         models.SummaryKind `json:"kind" enum:"executive_summary,chairs_summary,co_chairs_summary,rapporteurs_note,conclusions,proceedings,synthesis"`
	Title        string             `json:"title"`
	Intro        string             `json:"intro,omitempty"`
	IssuedPlace  string             `json:"issued_place,omitempty"`
	IssuedOn     string             `json:"issued_on,omitempty"`
	Reference    string             `json:"reference,omitempty" doc:"the original that the text restates"`
	ReferenceURL string             `json:"reference_url,omitempty"`
	Language     string             `json:"language,omitempty" default:"en" enum:"ar,zh,en,fr,ru,es"`
}

func (h *Handlers) summaryAPI(api huma.API) {
	operation(h, api, "GET", "/seminars/{id}/summaries", "listSummaries", "Working texts of a seminar that the caller may see", 200, func(ctx context.Context, in *byID) (*listOf[views.SummaryJSON], error) {
		all, err := h.Store.Summaries(ctx, asking(ctx), in.ID)
		return list(models.Page[models.SummaryRow]{Items: all}, views.SummaryRowShape), err
	})
	change(h, api, "POST", "/seminars/{id}/summaries", "createSummary", "Begin a summary", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body summaryBody
	}) (views.SummaryJSON, error) {
		b := in.Body
		m, err := h.Store.CreateSummary(ctx, asking(ctx), in.ID, models.SummaryInput{
			Kind: b.Kind, Title: b.Title, Intro: b.Intro, IssuedPlace: b.IssuedPlace, IssuedOn: b.IssuedOn, Reference: b.Reference, ReferenceURL: b.ReferenceURL, Language: b.Language,
		})
		return views.SummaryShape(m), err
	})
	change(h, api, "POST", "/summaries/{id}/submission", "submitSummary", "Send a summary on: to review, to clearance, or back to draft", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body *struct {
			To models.SummaryState `json:"to,omitempty" enum:"draft,review,clearance" default:"clearance"`
		}
	}) (views.SummaryJSON, error) {
		to := models.SummaryClearance
		if in.Body != nil && in.Body.To != "" {
			to = in.Body.To
		}
		m, err := h.Store.SubmitSummary(ctx, asking(ctx), in.ID, to)
		return views.SummaryShape(m), err
	})
	operation(h, api, "GET", "/summaries/{id}", "readSummary", "One working text, with who has cleared what of its present revision", 200, func(ctx context.Context, in *byID) (*answer[views.SummaryDeskJSON], error) {
		d, err := h.Store.SummaryDesk(ctx, asking(ctx), in.ID)
		return &answer[views.SummaryDeskJSON]{views.SummaryDeskShape(d)}, err
	})
	change(h, api, "PATCH", "/summaries/{id}", "editSummary", "Change the texts around the points; its kind never changes", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body summaryPatch
	}) (views.SummaryJSON, error) {
		d, err := h.Store.SummaryDesk(ctx, asking(ctx), in.ID)
		if err != nil {
			return views.SummaryJSON{}, err
		}
		b, old := in.Body, d.Summary
		m, err := h.Store.EditSummary(ctx, asking(ctx), in.ID, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Title))))
		return views.SummaryShape(m), err
	})
}

// summaryPatch is what can be changed of a summary. A field that is not sent
// stays as it is.
type summaryPatch struct {
	Title        *string `json:"title,omitempty"`
	Intro        *string `json:"intro,omitempty"`
	IssuedPlace  *string `json:"issued_place,omitempty"`
	IssuedOn     *string `json:"issued_on,omitempty"`
	Reference    *string `json:"reference,omitempty" doc:"the original that the text restates"`
	ReferenceURL *string `json:"reference_url,omitempty"`
	Language     string  `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the texts; the original one when not sent"`
	Version      int     `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b summaryPatch) over(in models.SummaryInput) models.SummaryInput {
	set(&in.Title, b.Title)
	set(&in.Intro, b.Intro)
	set(&in.IssuedPlace, b.IssuedPlace)
	set(&in.IssuedOn, b.IssuedOn)
	set(&in.Reference, b.Reference)
	set(&in.ReferenceURL, b.ReferenceURL)
	return in
}
