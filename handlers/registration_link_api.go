package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/wire"
)

// byLink begins the addresses at which the holder of a registration acts by
// the token of the link in the mail. Logs tell the pattern of an address.
const byLink = "/registrations/by-link/"

// byToken is a request of whoever holds the link to a registration.
type byToken struct {
	Token string `path:"token" maxLength:"300" doc:"the last part of the link in the mail"`
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
func (h *Handlers) corrected(ctx context.Context, by models.Actor, id string, b registrationPatch) (wire.RegistrationJSON, error) {
	old, err := h.store.Registration(ctx, by, id)
	if err != nil {
		return wire.RegistrationJSON{}, err
	}
	if err := h.store.CorrectRegistration(ctx, by, id, version(b.Version, old.Version), b.over(views.InputOf(old))); err != nil {
		return wire.RegistrationJSON{}, err
	}
	r, err := h.store.Registration(ctx, by, id)
	return wire.RegistrationPageShape(r), err
}

func (h *Handlers) registrationLinkAPI(api huma.API) {
	operation(h, api, "GET", byLink+"{token}", "readOwnRegistration", "One's own registration", 200, func(ctx context.Context, in *byToken) (*answer[wire.RegistrationJSON], error) {
		by, id, err := h.holderOf(in.Token)
		if err != nil {
			return nil, err
		}
		r, err := h.store.Registration(ctx, by, id)
		return &answer[wire.RegistrationJSON]{wire.RegistrationPageShape(r)}, err
	})
	change(h, api, "PATCH", byLink+"{token}", "correctOwnRegistration", "Correct one's own registration", 200, func(ctx context.Context, in *struct {
		Token string `path:"token" maxLength:"300"`
		Body  registrationPatch
	}) (wire.RegistrationJSON, error) {
		by, id, err := h.holderOf(in.Token)
		if err != nil {
			return wire.RegistrationJSON{}, err
		}
		return h.corrected(ctx, by, id, in.Body)
	})
	for noun, move := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"confirmation": {"acceptOwnSeat", "Take the seat that was offered", h.store.ConfirmRegistration},
		"withdrawal":   {"withdrawOwnRegistration", "Take one's own registration back", h.store.WithdrawRegistration},
	} {
		change(h, api, "POST", byLink+"{token}/"+noun, move.id, move.says, 201, func(ctx context.Context, in *byToken) (wire.RegistrationJSON, error) {
			by, id, err := h.holderOf(in.Token)
			if err != nil {
				return wire.RegistrationJSON{}, err
			}
			if err := move.do(ctx, by, id); err != nil {
				return wire.RegistrationJSON{}, err
			}
			r, err := h.store.Registration(ctx, by, id)
			return wire.RegistrationPageShape(r), err
		})
	}
}
