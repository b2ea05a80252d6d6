package api

import (
	"net/http"

	"consultations/models"
	"consultations/views/wire"
)

// ownInvitations is what the holder of the link in the e-mail may do with the
// invitation.
func (h *Handlers) ownInvitations() {
	const path = "/invitations/by-link/{token}"
	invitee := func(q call) (models.Actor, string, error) {
		signed, _ := h.Keys.OpenLink(models.LinkToInvitation, q.at("token"))
		return models.InviteeByLink(signed)
	}
	r := resource[models.InvitationRow, wire.InvitationJSON]{h, func(q call) (models.InvitationRow, error) {
		by, id, err := invitee(q)
		if err != nil {
			return models.InvitationRow{}, err
		}
		i, err := h.Store.Invitation(q, by, id)
		return i.InvitationRow, err
	}, wire.InvitationShape}
	r.read(path, "getInvitationByLink", "Get one's own invitation")
	write(h, http.MethodPost, path+"/acceptance", "acceptInvitation", "Accept an invitation; if a seat is free, it is confirmed at once", http.StatusCreated,
		func(q call, sent *struct {
			Body Fields[models.RegistrationInput]
		}) (wire.EnrolmentJSON, error) {
			by, id, err := invitee(q)
			if err != nil {
				return wire.EnrolmentJSON{}, err
			}
			i, err := h.Store.Invitation(q, by, id)
			if err != nil {
				return wire.EnrolmentJSON{}, err
			}
			in, err := read(h, q, sent.Body, i.Form)
			if err != nil {
				return wire.EnrolmentJSON{}, err
			}
			e, err := h.Store.AcceptInvitation(q, by, id, in)
			return wire.EnrolmentShape(e), err
		})
	decide(r, path+"/refusal", "declineInvitation", "Decline an invitation; it can still be accepted until the deadline", func(q call, in models.ReasonInput) error {
		by, id, err := invitee(q)
		if err != nil {
			return err
		}
		return h.Store.DeclineInvitation(q, by, id, in)
	})
}
