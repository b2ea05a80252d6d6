package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
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
	operation(h, api, "GET", "/seminars/{id}/summaries", "listSummaries", "Working texts of a seminar that the caller may see", 200, func(ctx context.Context, in *byID) (*listOf[wire.SummaryJSON], error) {
		all, err := h.store.Summaries(ctx, asking(ctx), in.ID)
		return list(models.Page[models.SummaryRow]{Items: all}, wire.SummaryRowShape), err
	})
	change(h, api, "POST", "/seminars/{id}/summaries", "createSummary", "Begin a summary", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body summaryBody
	}) (wire.SummaryJSON, error) {
		b := in.Body
		m, err := h.store.CreateSummary(ctx, asking(ctx), in.ID, models.SummaryInput{
			Kind: b.Kind, Title: b.Title, Intro: b.Intro, IssuedPlace: b.IssuedPlace, IssuedOn: b.IssuedOn, Reference: b.Reference, ReferenceURL: b.ReferenceURL, Language: b.Language,
		})
		return wire.SummaryShape(m), err
	})
	change(h, api, "POST", "/summaries/{id}/submission", "submitSummary", "Send a summary on: to review, to clearance, or back to draft", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body *struct {
			To models.SummaryState `json:"to,omitempty" enum:"draft,review,clearance" default:"clearance"`
		}
	}) (wire.SummaryJSON, error) {
		to := models.SummaryClearance
		if in.Body != nil && in.Body.To != "" {
			to = in.Body.To
		}
		m, err := h.store.SubmitSummary(ctx, asking(ctx), in.ID, to)
		return wire.SummaryShape(m), err
	})
	change(h, api, "POST", "/summaries/{id}/clearances", "clearSummary", "Say what an organiser thinks of a point, or clear all points", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Organisation string          `json:"organisation_id,omitempty" doc:"for whom; not needed when the caller clears for one only"`
			Revision     int             `json:"revision" doc:"the revision that was read; a changed one is refused"`
			Point        string          `json:"point_id,omitempty" doc:"all points when not sent"`
			Decision     models.Decision `json:"decision" enum:"cleared,cleared_with_changes,objected"`
			Comment      string          `json:"comment,omitempty"`
			Proposal     string          `json:"proposal,omitempty" doc:"the wording that would be cleared"`
		}
	}) (wire.SummaryJSON, error) {
		b := in.Body
		m, err := h.store.Decide(ctx, asking(ctx), in.ID, models.ClearanceInput{OrganisationID: b.Organisation, Revision: b.Revision, PointID: b.Point, Decision: b.Decision, Comment: b.Comment, Proposal: b.Proposal})
		return wire.SummaryShape(m), err
	})
	change(h, api, "POST", "/summaries/{id}/editions", "publishSummary", "Publish the cleared text as an edition; by somebody who did not write in it", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Revision int                `json:"revision"`
			Kind     models.EditionKind `json:"kind,omitempty" enum:"original,corrigendum,revision,addendum" default:"original"`
			Reason   string             `json:"reason,omitempty" doc:"why there is a further edition"`
		}
	}) (wire.PublishedJSON, error) {
		e, err := h.store.PublishSummary(ctx, asking(ctx), in.ID, models.EditionInput{Revision: in.Body.Revision, Kind: in.Body.Kind, Reason: in.Body.Reason})
		return wire.PublishedShape(e), err
	})
	operation(h, api, "GET", "/summaries/{id}", "readSummary", "One working text, with who has cleared what of its present revision", 200, func(ctx context.Context, in *byID) (*answer[wire.SummaryDeskJSON], error) {
		d, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		return &answer[wire.SummaryDeskJSON]{wire.SummaryDeskShape(d)}, err
	})
	change(h, api, "PATCH", "/summaries/{id}", "editSummary", "Change the texts around the points; its kind never changes", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body summaryPatch
	}) (wire.SummaryJSON, error) {
		d, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.SummaryJSON{}, err
		}
		b, old := in.Body, d.Summary
		m, err := h.store.EditSummary(ctx, asking(ctx), in.ID, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Title))))
		return wire.SummaryShape(m), err
	})
	change(h, api, "POST", "/summaries/{id}/correction", "correctSummary", "Begin a correction of a cleared text: a draft of a new revision", 201, func(ctx context.Context, in *byID) (wire.SummaryJSON, error) {
		m, err := h.store.BeginCorrection(ctx, asking(ctx), in.ID)
		return wire.SummaryShape(m), err
	})
	operation(h, api, "GET", "/summaries/{id}/clearances", "listClearances", "What organisers said of a text, in all revisions, newest first", 200, func(ctx context.Context, in *byID) (*listOf[wire.ClearanceJSON], error) {
		d, err := h.store.SummaryDesk(ctx, asking(ctx), in.ID)
		return list(models.Page[models.ClearanceRow]{Items: d.Said}, wire.ClearanceShape), err
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
