package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// InvitationRoutes serve invitations to organisers and invitees.
func (h *Handlers) InvitationRoutes() []web.Route {
	return []web.Route{
		web.Get("/invitations/:token", web.Personal, h.showInvitation),
		web.PostForm("/invitations/:token/acceptance", web.Personal, save(h, h.acceptInvitation, h.ownInvitation)),
		web.Get("/invitations/:token/refusal", web.Personal, h.askDecline),
		web.PostForm("/invitations/:token/refusal", web.Personal, save(h, h.declineInvitation, h.invitationDecline)),
		web.Get("/manage/seminars/:seminar/invitations", web.Working, show(h, h.invitations)),
		web.PostForm("/manage/seminars/:seminar/invitations", web.Working, save(h, h.createInvitation, h.invitations)),
		web.Post("/manage/invitations/:invitation/mails", web.Working, h.changeInvitation(withoutReason(h.Store.RemindInvited), "flash.invitation_reminded")),
		web.Post("/manage/invitations/:invitation/revocation", web.Working, h.changeInvitation(h.Store.RevokeInvitation, "flash.invitation_revoked")),
	}
}

// invitee opens the signed link: whoever has it can answer the one invitation
// for which it was signed, and do nothing else.
func (h *Handlers) invitee(c *fiber.Ctx) (by models.Actor, id string, err error) {
	signed, _ := h.Keys.OpenLink(models.LinkToInvitation, web.Param(c, "token"))
	if by, id, err = models.InviteeByLink(signed); err == nil {
		err = h.readByLink(c, by)
	}
	return by, id, err
}

// ownInvitation builds the invitee's view of an invitation.
func (h *Handlers) ownInvitation(c *fiber.Ctx) (views.InvitationShow, error) {
	by, id, err := h.invitee(c)
	if err != nil {
		return views.InvitationShow{}, err
	}
	of, err := h.Store.Invitation(c.UserContext(), by, id)
	if err != nil {
		return views.InvitationShow{}, err
	}
	return views.InvitationShow{Frame: h.PersonalFrame(c, "invitation.own", web.Locale(c).TitleOrPlace(of.Seminar.Title, of.Seminar.Label, of.Seminar.Place).Text), Of: of, FormOf: views.NewForm(of.Form), Address: "/invitations/" + web.Param(c, "token")}, nil
}

// showInvitation redirects those who have accepted to their registration.
func (h *Handlers) showInvitation(c *fiber.Ctx) error {
	page, err := h.ownInvitation(c)
	if err != nil {
		return err
	}
	if page.Of.PersonID != "" {
		return c.Redirect(h.registrationLink(page.Of), fiber.StatusSeeOther)
	}
	return h.Show(c, fiber.StatusOK, page)
}

// registrationLink is the address of the page of the registration that
// followed from an invitation, for its holder.
func (h *Handlers) registrationLink(of models.InvitationPage) string {
	return "/registrations/" + h.Keys.LinkToken(models.LinkToRegistration, models.HolderOf(string(of.RegistrationID), of.PersonID))
}

func (h *Handlers) acceptInvitation(c *fiber.Ctx, in models.RegistrationInput) (done, error) {
	by, id, err := h.invitee(c)
	if err != nil {
		return done{}, err
	}
	if _, err := h.Store.AcceptInvitation(c.UserContext(), by, id, in); err != nil {
		return done{}, err
	}
	of, err := h.Store.Invitation(c.UserContext(), by, id)
	return done{h.registrationLink(of), "flash.invitation_accepted"}, err
}

// invitationDecline builds the question before an invitation is declined.
func (h *Handlers) invitationDecline(c *fiber.Ctx) (views.InvitationDecline, error) {
	page, err := h.ownInvitation(c)
	if err != nil {
		return views.InvitationDecline{}, err
	}
	page.Title = page.L.T("invitation.decline_ask")
	return views.InvitationDecline{Frame: page.Frame, Of: page.Of, Address: page.Address}, nil
}

// askDecline asks for confirmation, as long as there is something to decline.
func (h *Handlers) askDecline(c *fiber.Ctx) error {
	page, err := h.invitationDecline(c)
	if err != nil {
		return err
	}
	if page.Of.Refused != nil || page.Of.Status != models.InvitationSent {
		return c.Redirect(page.Address, fiber.StatusSeeOther)
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) declineInvitation(c *fiber.Ctx, in models.ReasonInput) (done, error) {
	by, id, err := h.invitee(c)
	if err != nil {
		return done{}, err
	}
	return done{"/invitations/" + web.Param(c, "token"), "flash.invitation_declined"}, h.Store.DeclineInvitation(c.UserContext(), by, id, in)
}

// invitations builds the list with an empty form.
func (h *Handlers) invitations(c *fiber.Ctx) (views.InvitationList, error) {
	filter := models.InvitationFilter{Name: web.Query(c, "q"), Undelivered: web.Query(c, "undelivered") != "", Cursor: web.Query(c, "cursor")}
	list, err := h.Store.Invitations(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), filter)
	if err != nil {
		return views.InvitationList{}, err
	}
	head, err := h.Store.SeminarHead(c.UserContext(), web.Actor(c), list.SeminarID)
	f := h.seminarFrame(c, head, "invitation.list")
	return views.InvitationList{Frame: f, Head: head, List: list, Filter: filter,
		FormOf: views.NewForm(models.InvitationInput{Capacity: "delegate", Language: f.L.Code(), AnswerBy: list.AnswersBy})}, err
}

func (h *Handlers) createInvitation(c *fiber.Ctx, in models.InvitationInput) (done, error) {
	_, err := h.Store.CreateInvitation(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), in)
	return done{web.Path(c), "flash.invitation_sent"}, err
}

// changeInvitation is the handler of one change to an invitation; it returns
// to the list.
func (h *Handlers) changeInvitation(change changeOf, flash string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := web.Param(c, "invitation")
		if err := h.change(c, change, id); err != nil {
			return err
		}
		of, err := h.Store.Invitation(c.UserContext(), web.Actor(c), id)
		if err != nil {
			return err
		}
		return h.SeeOther(c, models.InvitationsPath(of.Seminar.SeminarID), flash)
	}
}
