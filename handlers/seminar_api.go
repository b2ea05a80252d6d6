package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// seminarBody is what can be set of a seminar. A field that is not sent stays
// as it is.
type seminarBody struct {
	Title     *string           `json:"title,omitempty"`
	Label     *string           `json:"label,omitempty" doc:"what it is called: seminar, regional consultation, …"`
	Slug      *string           `json:"slug,omitempty"`
	Number    *int              `json:"number,omitempty" doc:"order in the series; the next one when not sent"`
	Place     *string           `json:"place,omitempty"`
	Venue     *string           `json:"venue,omitempty"`
	About     *string           `json:"about,omitempty"`
	HostState *string           `json:"host_state,omitempty" doc:"id of a State or other entity"`
	TimeZone  *string           `json:"time_zone,omitempty" doc:"IANA name, such as Asia/Shanghai"`
	StartsOn  *string           `json:"starts_on,omitempty" doc:"2007-03-26"`
	EndsOn    *string           `json:"ends_on,omitempty"`
	Year      *int              `json:"year,omitempty" doc:"when the days are not known"`
	Languages *[]string         `json:"languages,omitempty"`
	Admission *models.Admission `json:"admission,omitempty" enum:"open,approval,invited"`
	Seats     *int              `json:"seats,omitempty"`
	OpensAt   *string           `json:"registration_opens_at,omitempty" doc:"wall time in time_zone: 2027-03-01T09:00"`
	ClosesAt  *string           `json:"registration_closes_at,omitempty" doc:"wall time in time_zone, itself still in time"`
	Region    *string           `json:"region,omitempty" doc:"one of the regions of the series"`
	Language  string            `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"of the texts; the original one when not sent, en for a new seminar"`
	Tell      *bool             `json:"tell,omitempty" doc:"whether other days or another place are mailed to those who are registered; true when not sent"`
	Version   int               `json:"version,omitempty"`
}

func (b seminarBody) over(in models.SeminarInput) models.SeminarInput {
	set(&in.Title, b.Title)
	set(&in.Label, b.Label)
	set(&in.Slug, b.Slug)
	setNumber(&in.Number, b.Number)
	set(&in.Place, b.Place)
	set(&in.Venue, b.Venue)
	set(&in.About, b.About)
	set(&in.HostEntity, b.HostState)
	set(&in.TimeZone, b.TimeZone)
	set(&in.StartsOn, b.StartsOn)
	set(&in.EndsOn, b.EndsOn)
	setNumber(&in.Year, b.Year)
	set(&in.Languages, b.Languages)
	set(&in.Admission, b.Admission)
	set(&in.Region, b.Region)
	setNumber(&in.Seats, b.Seats)
	set(&in.OpensLocal, b.OpensAt)
	set(&in.ClosesLocal, b.ClosesAt)
	set(&in.Tell, b.Tell)
	return in
}

func (h *Handlers) seminarAPI(api huma.API) {
	operation(h, api, "GET", "/series/{id}/seminars", "listSeminars", "Seminars of a series, in order", 200, func(ctx context.Context, in *byID) (*listOf[wire.SeminarJSON], error) {
		if _, err := h.store.Series(ctx, asking(ctx), in.ID); err != nil {
			return nil, err
		}
		all, err := h.store.WorkingSeminars(ctx, asking(ctx), in.ID)
		return list(models.Page[models.Seminar]{Items: all}, wire.SeminarShape), err
	})
	change(h, api, "POST", "/series/{id}/seminars", "createSeminar", "Add a draft to a series", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body seminarBody
	}) (wire.SeminarJSON, error) {
		m, err := h.store.CreateSeminar(ctx, asking(ctx), in.ID, in.Body.over(models.SeminarInput{Admission: models.AdmissionOpen, Language: language(in.Body.Language, models.Text{})}))
		return wire.SeminarShape(m), err
	})
	operation(h, api, "GET", "/seminars/{id}", "readSeminar", "One seminar", 200, func(ctx context.Context, in *byID) (*answer[wire.SeminarJSON], error) {
		m, err := h.store.Seminar(ctx, asking(ctx), in.ID)
		return &answer[wire.SeminarJSON]{wire.SeminarShape(m)}, err
	})
	change(h, api, "PATCH", "/seminars/{id}", "editSeminar", "Change a seminar", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body seminarBody
	}) (wire.SeminarJSON, error) {
		old, err := h.store.Seminar(ctx, asking(ctx), in.ID)
		if err != nil {
			return wire.SeminarJSON{}, err
		}
		b := in.Body
		m, err := h.store.EditSeminar(ctx, asking(ctx), in.ID, version(b.Version, old.Version), b.over(old.Input(language(b.Language, old.Place))))
		return wire.SeminarShape(m), err
	})
	for noun, to := range map[string]models.SeminarState{
		"announcement": models.SeminarAnnounced, "postponement": models.SeminarPostponed, "cancellation": models.SeminarCancelled,
		"conclusion": models.SeminarConcluded, "archive": models.SeminarArchived,
	} {
		change(h, api, "POST", "/seminars/{id}/"+noun, noun+"OfSeminar", "Bring a seminar into the state "+string(to), 201, func(ctx context.Context, in *byID) (wire.SeminarJSON, error) {
			if err := h.store.MoveSeminar(ctx, asking(ctx), in.ID, to); err != nil {
				return wire.SeminarJSON{}, err
			}
			m, err := h.store.Seminar(ctx, asking(ctx), in.ID)
			return wire.SeminarShape(m), err
		})
	}
	change(h, api, "POST", "/seminars/{id}/agenda", "publishAgenda", "Publish the agenda of a seminar, or take it back", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Published bool `json:"published"`
		}
	}) (wire.SeminarJSON, error) {
		if err := h.store.PublishAgenda(ctx, asking(ctx), in.ID, in.Body.Published); err != nil {
			return wire.SeminarJSON{}, err
		}
		m, err := h.store.WorkingSeminar(ctx, asking(ctx), in.ID)
		return wire.SeminarShape(m), err
	})
}
