package handlers

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
)

func (h *Handlers) invitationRoutes() []Route {
	return []Route{
		{"GET", "/invitations/:token", Personal, h.showInvitation},
		{"POST", "/invitations/:token/acceptance", Personal, h.acceptInvitation},
		{"POST", "/invitations/:token/refusal", Personal, h.declineInvitation},
		{"GET", "/manage/seminars/:seminar/invitations", Working, h.listInvitations},
		{"POST", "/manage/seminars/:seminar/invitations", Working, h.createInvitation},
		{"POST", "/manage/invitations/:invitation/mails", Working, h.changeInvitation(h.store.RemindInvited, "flash.invitation_reminded")},
		{"POST", "/manage/invitations/:invitation/revocation", Working, h.changeInvitation(h.store.RevokeInvitation, "flash.invitation_revoked")},
	}
}

// invitee opens the signed link: whoever has it answers the one invitation it
// was signed for, and nothing else.
func (h *Handlers) invitee(c *fiber.Ctx) (by models.Actor, id string, err error) {
	id, ok := h.Keys.OpenLink(models.LinkToInvitation, param(c, "token"))
	if !ok || !models.IsID(id) {
		return by, "", models.Missing()
	}
	return models.Actor{Via: models.ViaLink, InvitationID: id}, id, nil
}

// ownInvitation gathers the page of whom is invited.
func (h *Handlers) ownInvitation(c *fiber.Ctx) (views.InvitationShow, error) {
	by, id, err := h.invitee(c)
	if err != nil {
		return views.InvitationShow{}, err
	}
	of, err := h.store.Invitation(c.UserContext(), by, id)
	return views.InvitationShow{Frame: h.personal(c, "invitation.own"), Of: of, Form: of.Form, Address: "/invitations/" + param(c, "token")}, err
}

// showInvitation leads who accepted to their registration.
func (h *Handlers) showInvitation(c *fiber.Ctx) error {
	page, err := h.ownInvitation(c)
	if err != nil {
		return err
	}
	if page.Of.PersonID != "" {
		return c.Redirect(h.registrationLink(page.Of), fiber.StatusSeeOther)
	}
	return h.show(c, fiber.StatusOK, page)
}

// registrationLink is the address of the page of the registration that came
// of an invitation, for its holder.
func (h *Handlers) registrationLink(of models.InvitationPage) string {
	return "/registrations/" + h.Keys.LinkToken(models.LinkToRegistration, models.HolderOf(string(of.RegistrationID), of.PersonID))
}

func (h *Handlers) acceptInvitation(c *fiber.Ctx) error {
	by, id, err := h.invitee(c)
	if err != nil {
		return err
	}
	var in models.RegistrationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err = h.store.AcceptInvitation(c.UserContext(), by, id, in)
	if err != nil {
		return again(h, c, err, h.ownInvitation, func(p *views.InvitationShow, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	of, err := h.store.Invitation(c.UserContext(), by, id)
	if err != nil {
		return err
	}
	return h.seeOther(c, h.registrationLink(of), "flash.invitation_accepted")
}

func (h *Handlers) declineInvitation(c *fiber.Ctx) error {
	by, id, err := h.invitee(c)
	if err != nil {
		return err
	}
	if err := h.store.DeclineInvitation(c.UserContext(), by, id); err != nil {
		return err
	}
	return h.seeOther(c, "/invitations/"+param(c, "token"), "flash.invitation_declined")
}

// invitations gathers the list with an empty form.
func (h *Handlers) invitations(c *fiber.Ctx) (views.InvitationList, error) {
	cursor := strings.Clone(c.Query("cursor"))
	list, err := h.store.Invitations(c.UserContext(), actor(c), param(c, "seminar"), cursor, 0)
	if err != nil {
		return views.InvitationList{}, err
	}
	f := h.working(c, "invitation.list")
	f.Crumbs = seminarCrumbs(f.L, list.RegistrationSeminar)
	return views.InvitationList{Frame: f, Parts: seminarParts(f.L, list.RegistrationSeminar, c, views.PartInvitations), List: list, Cursor: cursor,
		Form: models.InvitationInput{Capacity: "delegate", Language: f.L.Code(), AnswerBy: string(list.AnswersBy)}}, nil
}

func (h *Handlers) listInvitations(c *fiber.Ctx) error {
	page, err := h.invitations(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) createInvitation(c *fiber.Ctx) error {
	var in models.InvitationInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.CreateInvitation(c.UserContext(), actor(c), param(c, "seminar"), in)
	if err != nil {
		return again(h, c, err, h.invitations, func(p *views.InvitationList, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, path(c), "flash.invitation_sent")
}

// changeInvitation is the handler of a step with one invitation; it goes back
// to the list.
func (h *Handlers) changeInvitation(change func(context.Context, models.Actor, string) error, told string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := param(c, "invitation")
		if err := change(c.UserContext(), actor(c), id); err != nil {
			return err
		}
		of, err := h.store.Invitation(c.UserContext(), actor(c), id)
		if err != nil {
			return err
		}
		return h.seeOther(c, models.InvitationsPath(of.Seminar.SeminarID), told)
	}
}
