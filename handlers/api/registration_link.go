package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

// byLink begins the addresses at which the holder of a registration acts by
// the token of the link in the mail. Logs tell the pattern of an address.
const byLink = "/registrations/by-link/"

// byToken is a request of whoever holds the link to a registration.
type byToken struct {
	Token string `path:"token" maxLength:"300" doc:"the last part of the link in the mail"`
}

func (h *Handlers) registrationLinkAPI(api huma.API) {
	operation(h, api, "GET", byLink+"{token}", "readOwnRegistration", "One's own registration", 200, func(ctx context.Context, in *byToken) (*answer[views.RegistrationJSON], error) {
		by, id, err := h.holder(in.Token)
		if err != nil {
			return nil, err
		}
		r, err := h.Store.Registration(ctx, by, id)
		return &answer[views.RegistrationJSON]{views.RegistrationPageShape(r)}, err
	})
	change(h, api, "PATCH", byLink+"{token}", "correctOwnRegistration", "Correct one's own registration", 200, func(ctx context.Context, in *struct {
		Token string `path:"token" maxLength:"300"`
		Body  registrationPatch
	}) (views.RegistrationJSON, error) {
		by, id, err := h.holder(in.Token)
		if err != nil {
			return views.RegistrationJSON{}, err
		}
		return h.corrected(ctx, by, id, in.Body)
	})
	for noun, move := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"confirmation": {"acceptOwnSeat", "Take the seat that was offered", h.Store.ConfirmRegistration},
		"withdrawal":   {"withdrawOwnRegistration", "Take one's own registration back", h.Store.WithdrawRegistration},
	} {
		change(h, api, "POST", byLink+"{token}/"+noun, move.id, move.says, 201, func(ctx context.Context, in *byToken) (views.RegistrationJSON, error) {
			by, id, err := h.holder(in.Token)
			if err != nil {
				return views.RegistrationJSON{}, err
			}
			if err := move.do(ctx, by, id); err != nil {
				return views.RegistrationJSON{}, err
			}
			r, err := h.Store.Registration(ctx, by, id)
			return views.RegistrationPageShape(r), err
		})
	}
}

// holder opens the signed link: whoever has it is the holder of the one
// registration it was signed for, and nothing else.
func (h *Handlers) holder(token string) (by models.Actor, id string, err error) {
	signed, _ := h.Keys.OpenLink(models.LinkToRegistration, token)
	return models.HolderByLink(signed)
}
