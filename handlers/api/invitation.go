package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) invitationAPI(api huma.API) {
	one := func(ctx context.Context, id string) (views.InvitationJSON, error) {
		i, err := h.Store.Invitation(ctx, asking(ctx), id)
		return views.InvitationShape(i.InvitationRow), err
	}
	operation(h, api, "GET", "/seminars/{id}/invitations", "listInvitations", "Invitations to a seminar, for its organisers", 200, func(ctx context.Context, in *struct {
		Paging
		ID string `path:"id"`
	}) (*listOf[views.InvitationJSON], error) {
		page, err := h.Store.Invitations(ctx, asking(ctx), in.ID, in.Cursor, in.Limit)
		return list(page.Page, views.InvitationShape), err
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
	}) (views.InvitationJSON, error) {
		b := in.Body
		i, err := h.Store.CreateInvitation(ctx, asking(ctx), in.ID, models.InvitationInput{
			Email: b.Email, Honorific: b.Honorific, Name: b.Name, FamilyName: b.FamilyName, Post: b.Post, Institution: b.Institution,
			Entity: b.State, Capacity: b.Capacity, Language: b.Language, AnswerBy: b.AnswerBy,
		})
		if err != nil {
			return views.InvitationJSON{}, err
		}
		return one(ctx, i.ID)
	})
	operation(h, api, "GET", "/invitations/{id}", "readInvitation", "One invitation, for the organisers", 200, func(ctx context.Context, in *byID) (*answer[views.InvitationJSON], error) {
		i, err := one(ctx, in.ID)
		return &answer[views.InvitationJSON]{i}, err
	})
	for noun, step := range map[string]struct {
		id, says string
		do       func(context.Context, models.Actor, string) error
	}{
		"mails":      {"remindInvited", "Mail an invitation once more", h.Store.RemindInvited},
		"revocation": {"revokeInvitation", "Take an invitation back", h.Store.RevokeInvitation},
	} {
		change(h, api, "POST", "/invitations/{id}/"+noun, step.id, step.says, 201, func(ctx context.Context, in *byID) (views.InvitationJSON, error) {
			if err := step.do(ctx, asking(ctx), in.ID); err != nil {
				return views.InvitationJSON{}, err
			}
			return one(ctx, in.ID)
		})
	}
}
