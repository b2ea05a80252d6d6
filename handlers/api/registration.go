package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// registrationBody is what somebody who registers sends.
type registrationBody struct {
	Email       string          `json:"email"`
	Name        string          `json:"name" doc:"as it is written"`
	FamilyName  string          `json:"family_name" doc:"the part of the name that is the family name"`
	Institution string          `json:"institution"`
	Honorific   string          `json:"honorific,omitempty"`
	Post        string          `json:"post,omitempty"`
	State       string          `json:"state,omitempty" doc:"id of a State or other entity"`
	Capacity    models.Capacity `json:"capacity,omitempty" doc:"for organisers who register somebody; others take part as delegates"`
	Language    string          `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" default:"en" doc:"in which mail is written"`
	Needs       string          `json:"needs,omitempty" doc:"access and interpretation needs"`
	Consent     *bool           `json:"consent,omitempty" doc:"that the data is used to hold the seminar; sending a registration says yes, false refuses it"`
}

func (b registrationBody) input() models.RegistrationInput {
	return models.RegistrationInput{
		Email: b.Email, Honorific: b.Honorific, Name: b.Name, FamilyName: b.FamilyName, Post: b.Post, Institution: b.Institution,
		Entity: b.State, Capacity: b.Capacity, Language: b.Language, Needs: b.Needs, Consent: b.Consent == nil || *b.Consent,
	}
}

func (h *Handlers) registrationAPI(api huma.API) {
	change(h, api, "POST", "/seminars/{id}/registrations", "register", "Register somebody; the same person twice is one registration", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body registrationBody
	}) (views.EnrolmentJSON, error) {
		c := request(ctx)
		if !web.Actor(c).Works() { // an account alone is anybody: each registration is a mail to somebody
			if err := h.LimitAddress(c, models.RegistrationsPerAddress); err != nil {
				return views.EnrolmentJSON{}, err
			}
			if err := h.Limit(c, models.RegistrationsPerPerson, models.EmailKey(in.Body.Email)); err != nil {
				return views.EnrolmentJSON{}, err
			}
		}
		e, err := h.Store.Register(ctx, asking(ctx), in.ID, in.Body.input())
		return views.EnrolmentShape(e), err
	})
	operation(h, api, "GET", "/seminars/{id}/registrations", "listRegistrations", "Registrations of a seminar, for its organisers", 200, func(ctx context.Context, in *struct {
		Paging
		ID     string                   `path:"id"`
		Status models.RegistrationState `query:"status"`
		Find   string                   `query:"q" doc:"part of a name, an address or an institution"`
	}) (*listOf[views.RegistrationJSON], error) {
		page, err := h.Store.Registrations(ctx, asking(ctx), in.ID, models.RegistrationFilter{State: in.Status, Name: in.Find, Cursor: in.Cursor, Limit: in.Limit})
		return list(page.Page, views.RegistrationShape), err
	})
	operation(h, api, "GET", "/registrations/{id}", "readRegistration", "One registration, for its holder and the organisers", 200, func(ctx context.Context, in *byID) (*answer[views.RegistrationJSON], error) {
		r, err := h.Store.Registration(ctx, asking(ctx), in.ID)
		return &answer[views.RegistrationJSON]{views.RegistrationPageShape(r)}, err
	})
	for noun, move := range map[string]struct {
		says string
		do   func(context.Context, models.Actor, string) error
	}{
		"withdrawal":   {"Take a registration back, by its holder or the organisers", h.Store.WithdrawRegistration},
		"confirmation": {"Approve a registration, or take the seat that was offered", h.Store.ConfirmRegistration},
		"refusal":      {"Decline a registration that has no seat", h.Store.RefuseRegistration},
		"revocation":   {"Take a seat back", h.Store.RevokeRegistration},
	} {
		change(h, api, "POST", "/registrations/{id}/"+noun, noun+"OfRegistration", move.says, 201, func(ctx context.Context, in *byID) (views.RegistrationJSON, error) {
			if err := move.do(ctx, asking(ctx), in.ID); err != nil {
				return views.RegistrationJSON{}, err
			}
			r, err := h.Store.Registration(ctx, asking(ctx), in.ID)
			return views.RegistrationPageShape(r), err
		})
	}
	change(h, api, "PATCH", "/registrations/{id}", "correctRegistration", "Correct a registration, by the organisers", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body registrationPatch
	}) (views.RegistrationJSON, error) {
		return h.corrected(ctx, asking(ctx), in.ID, in.Body)
	})
}

// registrationPatch is what can be corrected of a registration. A field that
// is not sent stays as it is.
type registrationPatch struct {
	Email       *string          `json:"email,omitempty"`
	Name        *string          `json:"name,omitempty"`
	FamilyName  *string          `json:"family_name,omitempty"`
	Institution *string          `json:"institution,omitempty"`
	Honorific   *string          `json:"honorific,omitempty"`
	Post        *string          `json:"post,omitempty"`
	State       *string          `json:"state,omitempty" doc:"id of a State or other entity"`
	Capacity    *models.Capacity `json:"capacity,omitempty" doc:"for organisers"`
	Language    *string          `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"in which mail is written"`
	Needs       *string          `json:"needs,omitempty"`
	Version     int              `json:"version,omitempty" doc:"the version that was read; a changed one is refused"`
}

func (b registrationPatch) over(in models.RegistrationInput) models.RegistrationInput {
	set(&in.Email, b.Email)
	set(&in.Name, b.Name)
	set(&in.FamilyName, b.FamilyName)
	set(&in.Institution, b.Institution)
	set(&in.Honorific, b.Honorific)
	set(&in.Post, b.Post)
	set(&in.Entity, b.State)
	set(&in.Capacity, b.Capacity)
	set(&in.Language, b.Language)
	set(&in.Needs, b.Needs)
	return in
}

// corrected corrects a registration and reads it again.
func (h *Handlers) corrected(ctx context.Context, by models.Actor, id string, b registrationPatch) (views.RegistrationJSON, error) {
	old, err := h.Store.Registration(ctx, by, id)
	if err != nil {
		return views.RegistrationJSON{}, err
	}
	if err := h.Store.CorrectRegistration(ctx, by, id, version(b.Version, old.Version), b.over(views.InputOf(old))); err != nil {
		return views.RegistrationJSON{}, err
	}
	r, err := h.Store.Registration(ctx, by, id)
	return views.RegistrationPageShape(r), err
}
