package handlers

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) invitationAPI(api huma.API) {
	one := func(ctx context.Context, id string) (wire.InvitationJSON, error) {
		i, err := h.store.Invitation(ctx, asking(ctx), id)
		return wire.InvitationShape(i.InvitationRow), err
	}
	operation(h, api, "GET", "/seminars/{id}/invitations", "listInvitations", "Invitations to a seminar, for its organisers", 200, func(ctx context.Context, in *struct {
		Paging
		ID string `path:"id"`
	}) (*listOf[wire.InvitationJSON], error) {
		page, err := h.store.Invitations(ctx, asking(ctx), in.ID, in.Cursor, in.Limit)
		return list(page.Page, wire.InvitationShape), err
	})
	change(h, api, "POST", "/seminars/{id}/invitations", "invite", "Invite a person, who gets a mail with a link", 201, func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Email       string          `json:"email"`
			Name        string          `json:"name" doc:"as it is written"`
			FamilyName  string          `json:"family_name,omitempty" doc:"the part of the name that is the family name"`
			Honorific   string          `json:"honorific,omitempty"`
			Post        string          `json:"post,omitempty"`
			Institution string          `json:"institution,omitempty"`
			State       string          `json:"state,omitempty" doc:"id of a State or other entity"`
			Capacity    models.Capacity `json:"capacity,omitempty" doc:"delegate when not sent"`
			Language    string          `json:"language,omitempty" enum:"ar,zh,en,fr,ru,es" default:"en" doc:"in which mail is written"`
			AnswerBy    string          `json:"answer_by,omitempty" doc:"last day for an answer, such as 2027-03-01; the day on which registration closes when not sent"`
		}
	}) (wire.InvitationJSON, error) {
		b := in.Body
		i, err := h.store.CreateInvitation(ctx, asking(ctx), in.ID, models.InvitationInput{
			Email: b.Email, Honorific: b.Honorific, Name: b.Name, FamilyName: b.FamilyName, Post: b.Post, Institution: b.Institution,
			Entity: b.State, Capacity: b.Capacity, Language: b.Language, AnswerBy: b.AnswerBy,
		})
		if err != nil {
			return wire.InvitationJSON{}, err
		}
		return one(ctx, i.ID)
	})
	operation(h, api, "GET", "/invitations/{id}", "readInvitation", "One invitation, for the organisers", 200, func(ctx context.Context, in *byID) (*answer[wire.InvitationJSON], error) {
		i, err := one(ctx, in.ID)
		return &answer[wire.InvitationJSON]{i}, err
	})
	for noun, step := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"mails":      {"remindInvited", "Mail an invitation once more", h.store.RemindInvited},
		"revocation": {"revokeInvitation", "Take an invitation back", h.store.RevokeInvitation},
	} {
		change(h, api, "POST", "/invitations/{id}/"+noun, step.id, step.says, 201, func(ctx context.Context, in *byID) (wire.InvitationJSON, error) {
			if err := step.do(ctx, asking(ctx), in.ID); err != nil {
				return wire.InvitationJSON{}, err
			}
			return one(ctx, in.ID)
		})
	}
	h.invitationLinkAPI(api)
}

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
	operation(h, api, "GET", byLink+"{token}", "readOwnInvitation", "One's own invitation, by the link in the mail", 200, func(ctx context.Context, _ *byToken) (*answer[wire.InvitationJSON], error) {
		by, id, err := h.invitee(request(ctx))
		if err != nil {
			return nil, err
		}
		i, err := h.store.Invitation(ctx, by, id)
		return &answer[wire.InvitationJSON]{wire.InvitationShape(i.InvitationRow)}, err
	})
	change(h, api, "POST", byLink+"{token}/acceptance", "acceptInvitation", "Accept an invitation; a free seat is confirmed at once", 201, func(ctx context.Context, in *struct {
		Token string `path:"token" maxLength:"300"`
		Body  invitationAnswer
	}) (wire.EnrolmentJSON, error) {
		by, id, err := h.invitee(request(ctx))
		if err != nil {
			return wire.EnrolmentJSON{}, err
		}
		i, err := h.store.Invitation(ctx, by, id)
		if err != nil {
			return wire.EnrolmentJSON{}, err
		}
		e, err := h.store.AcceptInvitation(ctx, by, id, in.Body.over(i.Form))
		return wire.EnrolmentShape(e), err
	})
	change(h, api, "POST", byLink+"{token}/refusal", "declineInvitation", "Decline an invitation; who declined may think again while there is time", 201, func(ctx context.Context, _ *byToken) (wire.InvitationJSON, error) {
		by, id, err := h.invitee(request(ctx))
		if err != nil {
			return wire.InvitationJSON{}, err
		}
		if err := h.store.DeclineInvitation(ctx, by, id); err != nil {
			return wire.InvitationJSON{}, err
		}
		i, err := h.store.Invitation(ctx, by, id)
		return wire.InvitationShape(i.InvitationRow), err
	})
}
