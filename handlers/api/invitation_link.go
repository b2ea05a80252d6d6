package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

// invitationAnswer is what whoever accepts says of themselves. What is not
// sent is as the invitation says.
type invitationAnswer struct {
	Consent     bool    `json:"consent" doc:"that the data is used to hold the seminar"`
	Name        *string `json:"name,omitempty"`
	FamilyName  *string `json:"family_name,omitempty"`
	Institution *string `json:"institution,omitempty"`
	Honorific   *string `json:"honorific,omitempty"`
	Post        *string `json:"post,omitempty"`
	State       *string `json:"state,omitempty" doc:"id of a State or other entity"`
	Language    *string `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" doc:"in which mail is written"`
	Needs       *string `json:"needs,omitempty" doc:"access and interpretation needs"`
}

func (b invitationAnswer) over(in models.RegistrationInput) models.RegistrationInput {
	set(&in.Name, b.Name)
	set(&in.FamilyName, b.FamilyName)
	set(&in.Institution, b.Institution)
	set(&in.Honorific, b.Honorific)
	set(&in.Post, b.Post)
	set(&in.Entity, b.State)
	set(&in.Language, b.Language)
	set(&in.Needs, b.Needs)
	in.Consent = b.Consent
	return in
}

// invitationLinkAPI is for whoever holds the link in the mail.
func (h *Handlers) invitationLinkAPI(api huma.API) {
	const byLink = "/invitations/by-link/"
	operation(h, api, "GET", byLink+"{token}", "readOwnInvitation", "One's own invitation, by the link in the mail", 200, func(ctx context.Context, in *byToken) (*answer[views.InvitationJSON], error) {
		by, id, err := h.invitee(in.Token)
		if err != nil {
			return nil, err
		}
		i, err := h.Store.Invitation(ctx, by, id)
		return &answer[views.InvitationJSON]{views.InvitationShape(i.InvitationRow)}, err
	})
	change(h, api, "POST", byLink+"{token}/acceptance", "acceptInvitation", "Accept an invitation; a free seat is confirmed at once", 201, func(ctx context.Context, in *struct {
		Token string `path:"token" maxLength:"300"`
		Body  invitationAnswer
	}) (views.EnrolmentJSON, error) {
		by, id, err := h.invitee(in.Token)
		if err != nil {
			return views.EnrolmentJSON{}, err
		}
		i, err := h.Store.Invitation(ctx, by, id)
		if err != nil {
			return views.EnrolmentJSON{}, err
		}
		e, err := h.Store.AcceptInvitation(ctx, by, id, in.Body.over(i.Form))
		return views.EnrolmentShape(e), err
	})
	change(h, api, "POST", byLink+"{token}/refusal", "declineInvitation", "Decline an invitation; who declined may think again while there is time", 201, func(ctx context.Context, in *byToken) (views.InvitationJSON, error) {
		by, id, err := h.invitee(in.Token)
		if err != nil {
			return views.InvitationJSON{}, err
		}
		if err := h.Store.DeclineInvitation(ctx, by, id); err != nil {
			return views.InvitationJSON{}, err
		}
		i, err := h.Store.Invitation(ctx, by, id)
		return views.InvitationShape(i.InvitationRow), err
	})
}

// invitee opens the signed link: whoever has it answers the one invitation it
// was signed for, and nothing else.
func (h *Handlers) invitee(token string) (by models.Actor, id string, err error) {
	signed, _ := h.Keys.OpenLink(models.LinkToInvitation, token)
	return models.InviteeByLink(signed)
}
