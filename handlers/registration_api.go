package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
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
	}) (wire.EnrolmentJSON, error) {
		c := request(ctx)
		if !actor(c).Works() { // an account alone is anybody: each registration is a mail to somebody
			if err := h.limitAddress(c, models.RegistrationsPerAddress); err != nil {
				return wire.EnrolmentJSON{}, err
			}
			if err := h.limit(c, models.RegistrationsPerPerson, models.EmailKey(in.Body.Email)); err != nil {
				return wire.EnrolmentJSON{}, err
			}
		}
		e, err := h.store.Register(ctx, asking(ctx), in.ID, in.Body.input())
		return wire.EnrolmentShape(e), err
	})
	operation(h, api, "GET", "/seminars/{id}/registrations", "listRegistrations", "Registrations of a seminar, for its organisers", 200, func(ctx context.Context, in *struct {
		Paging
		ID     string                   `path:"id"`
		Status models.RegistrationState `query:"status"`
		Find   string                   `query:"q" doc:"part of a name, an address or an institution"`
	}) (*listOf[wire.RegistrationJSON], error) {
		page, err := h.store.Registrations(ctx, asking(ctx), in.ID, models.RegistrationFilter{State: in.Status, Name: in.Find, Cursor: in.Cursor, Limit: in.Limit})
		return list(page.Page, wire.RegistrationShape), err
	})
	operation(h, api, "GET", "/registrations/{id}", "readRegistration", "One registration, for its holder and the organisers", 200, func(ctx context.Context, in *byID) (*answer[wire.RegistrationJSON], error) {
		r, err := h.store.Registration(ctx, asking(ctx), in.ID)
		return &answer[wire.RegistrationJSON]{wire.RegistrationPageShape(r)}, err
	})
	for noun, move := range map[string]struct {
		says string
		do   func(context.Context, models.Actor, string) error
	}{
		"withdrawal":   {"Take a registration back, by its holder or the organisers", h.store.WithdrawRegistration},
		"confirmation": {"Approve a registration, or take the seat that was offered", h.store.ConfirmRegistration},
		"refusal":      {"Decline a registration that has no seat", h.store.RefuseRegistration},
		"revocation":   {"Take a seat back", h.store.RevokeRegistration},
	} {
		change(h, api, "POST", "/registrations/{id}/"+noun, noun+"OfRegistration", move.says, 201, func(ctx context.Context, in *byID) (wire.RegistrationJSON, error) {
			if err := move.do(ctx, asking(ctx), in.ID); err != nil {
				return wire.RegistrationJSON{}, err
			}
			r, err := h.store.Registration(ctx, asking(ctx), in.ID)
			return wire.RegistrationPageShape(r), err
		})
	}
	change(h, api, "PATCH", "/registrations/{id}", "correctRegistration", "Correct a registration, by the organisers", 200, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body registrationPatch
	}) (wire.RegistrationJSON, error) {
		return h.corrected(ctx, asking(ctx), in.ID, in.Body)
	})
}
