package api

import (
	"consultations/models"
	"consultations/views/wire"
)

// InvitationFilter narrows the list of invitations.
type InvitationFilter struct {
	Paging
	Undelivered bool   `query:"undelivered" doc:"Only invitations without a reply whose e-mail could not be delivered"`
	Find        string `query:"q" doc:"Parts of a name, an address or an institution"`
}

func (h *Handlers) invitations() {
	one := func(q call, id string) (models.InvitationRow, error) {
		i, err := h.Store.Invitation(q, q.By, id)
		return i.InvitationRow, err
	}
	r := resource[models.InvitationRow, wire.InvitationJSON]{h, func(q call) (models.InvitationRow, error) { return one(q, q.at("id")) }, wire.InvitationShape}
	listBy(r, "/seminars/{id}/invitations", "listInvitations", "List the invitations to a seminar, for its organisers", func(q call, f InvitationFilter) (models.Page[models.InvitationRow], error) {
		page, err := h.Store.Invitations(q, q.By, q.at("id"), models.InvitationFilter{Undelivered: f.Undelivered, Name: f.Find, Cursor: f.Cursor, Limit: f.Limit})
		return page.Page, err
	})
	create(r, "/seminars/{id}/invitations", "createInvitation", "Invite a person, who gets an e-mail with a link",
		func(lang string) models.InvitationInput { return models.InvitationInput{Language: lang} },
		func(q call, in models.InvitationInput) (models.InvitationRow, error) {
			i, err := h.Store.CreateInvitation(q, q.By, q.at("id"), in)
			if err != nil {
				return models.InvitationRow{}, err
			}
			return one(q, i.ID)
		})
	r.read("/invitations/{id}", "getInvitation", "Get an invitation, for the organisers")
	r.action("/invitations/{id}/mails", "sendInvitationAgain", "Resend an invitation, also one that was withdrawn", func(q call) error { return h.Store.RemindInvited(q, q.By, q.at("id")) })
	decide(r, "/invitations/{id}/revocation", "revokeInvitation", "Withdraw an invitation; the person is told the reason",
		func(q call, in models.ReasonInput) error { return h.Store.RevokeInvitation(q, q.By, q.at("id"), in) })
}
