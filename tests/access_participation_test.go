package tests

import (
	"slices"

	"consultations/models"
	"consultations/tests/given"
)

// office are those who may list participants.
const office = editors + " " + desks

// participationPermissions: registrations.
var participationPermissions = []permission{
	{verb: "Register", on: "for an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Register(ctx, by, w.Main.Announced, given.Guest(w.Next()))
		return err
	}},
	{verb: "Register", on: "for a draft: told that nobody registers yet", may: working + " -rapporteur", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Register(ctx, by, w.Main.Draft, given.Guest(w.Next()))
		if models.CodeOf(err) == "registration.none" {
			return nil
		}
		return err
	}},
	{verb: "RegistrationForm", on: "of an announced seminar", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RegistrationForm(ctx, by, w.Main.SeriesSlug, w.Main.AnnouncedSlug)
		return err
	}},
	{verb: "RegistrationForm", on: "of a draft", nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RegistrationForm(ctx, by, w.Main.SeriesSlug, w.Main.DraftSlug)
		return err
	}},
	{verb: "EntitiesToName", may: "everyone", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EntitiesToName(ctx, by)
		return err
	}},
	{verb: "RegistrationHead", on: "to add somebody", may: editors, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RegistrationHead(ctx, by, w.Main.Announced)
		return err
	}},
	{verb: "Registration", may: "holder " + office, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Registration(ctx, by, w.Main.Registration)
		return err
	}},
	{verb: "Registrations", on: "names and needs", may: office, do: func(w *given.World, by models.Actor) error {
		list, err := w.Store.Registrations(ctx, by, w.Main.Announced, models.RegistrationFilter{Limit: 100})
		return listed(err, slices.ContainsFunc(list.Items, func(r models.RegistrationRow) bool { return r.ID == w.Main.Registration }))
	}},
	{verb: "RegistrationsToExport", on: "names and needs", may: office, do: func(w *given.World, by models.Actor) error {
		found := false
		_, err := w.Store.RegistrationsToExport(ctx, by, w.Main.Announced, func(rows []models.RegistrationRow) error {
			found = found || slices.ContainsFunc(rows, func(r models.RegistrationRow) bool { return r.ID == w.Main.Registration })
			return nil
		})
		return listed(err, found)
	}},
	{verb: "CorrectRegistration", may: "holder " + editors, sees: desks, do: func(w *given.World, by models.Actor) error {
		now, err := w.Store.Registration(ctx, models.System, w.Main.Registration)
		if err != nil {
			return err
		}
		in := given.Guest(w.Next())
		in.Email, in.Capacity = now.Email, now.Capacity
		return w.Store.CorrectRegistration(ctx, by, now.ID, now.Version, in)
	}},
	{verb: "WithdrawRegistration", may: "holder " + editors, sees: desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		return w.Store.WithdrawRegistration(ctx, by, id)
	}},
	{verb: "ConfirmRegistration", on: "that waits for the organisers", may: editors, sees: "holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		return w.Store.ConfirmRegistration(ctx, by, id)
	}},
	{verb: "RefuseRegistration", on: "that waits for the organisers", may: editors, sees: "holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		return w.Store.RefuseRegistration(ctx, by, id, models.ReasonInput{})
	}},
	{verb: "RevokeRegistration", on: "that has a seat", may: editors, sees: "holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		if err := w.Store.ConfirmRegistration(ctx, models.System, id); err != nil {
			return err
		}
		return w.Store.RevokeRegistration(ctx, by, id, models.ReasonInput{})
	}},
	{verb: "ReinstateRegistration", on: "that was declined", may: editors, sees: "holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		if err := w.Store.RefuseRegistration(ctx, models.System, id, models.ReasonInput{}); err != nil {
			return err
		}
		return w.Store.ReinstateRegistration(ctx, by, id)
	}},
	{verb: "CreateInvitation", on: "to an announced seminar", may: editors, sees: desks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.CreateInvitation(ctx, by, w.Main.Announced, models.InvitationInput{Email: w.Address(), Name: "Li Wei"})
		return err
	}},
	{verb: "Invitations", on: "names and addresses", may: office, do: func(w *given.World, by models.Actor) error {
		list, err := w.Store.Invitations(ctx, by, w.Main.Announced, models.InvitationFilter{Limit: 100})
		return listed(err, slices.ContainsFunc(list.Items, func(i models.InvitationRow) bool { return i.ID == w.Main.Invitation }))
	}},
	{verb: "LinkLanguage", on: "of one's own link", may: "holder other_holder invitation_holder foreign_holder foreign_invitation_holder", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.LinkLanguage(ctx, by)
		return err
	}},
	{verb: "Invitation", may: "invitation_holder " + office, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Invitation(ctx, by, w.Main.Invitation)
		return err
	}},
	{verb: "RemindInvited", may: editors, sees: "invitation_holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newInvitation(w, by)
		return w.Store.RemindInvited(ctx, by, id)
	}},
	{verb: "RevokeInvitation", may: editors, sees: "invitation_holder " + desks, do: func(w *given.World, by models.Actor) error {
		by, id := newInvitation(w, by)
		return w.Store.RevokeInvitation(ctx, by, id, models.ReasonInput{})
	}},
	{verb: "AcceptInvitation", may: "invitation_holder", sees: office, do: func(w *given.World, by models.Actor) error {
		by, id := newInvitation(w, by)
		in := given.Guest(w.Next())
		in.Email = "" // as in the form
		_, err := w.Store.AcceptInvitation(ctx, by, id, in)
		return err
	}},
	{verb: "DeclineInvitation", may: "invitation_holder", sees: office, do: func(w *given.World, by models.Actor) error {
		by, id := newInvitation(w, by)
		return w.Store.DeclineInvitation(ctx, by, id, models.ReasonInput{})
	}},
	{verb: "InvitationLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.InvitationLetter(ctx, by, w.Main.Invitation, 1)
		return err
	}},
	{verb: "RegistrationLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.RegistrationLetter(ctx, by, models.MailRegistration{RegistrationID: w.Main.Registration, Version: 1})
		return err
	}},
	{verb: "ConfirmAddress", may: "holder " + editors, sees: desks, do: func(w *given.World, by models.Actor) error {
		by, id := newRegistration(w, by)
		return w.Store.ConfirmAddress(ctx, by, id)
	}},
	{verb: "LapseUnconfirmed", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.LapseUnconfirmed(ctx, by)
		return err
	}},
	{verb: "MailRefused", on: "marks that an e-mail could not be delivered", do: func(w *given.World, by models.Actor) error {
		return w.Store.MailRefused(ctx, by, models.Recipient{Kind: models.ToInvitation, ID: w.Main.Invitation}, nil)
	}},
	{verb: "MailDelivered", on: "clears that mark", do: func(w *given.World, by models.Actor) error {
		return w.Store.MailDelivered(ctx, by, models.Recipient{Kind: models.ToInvitation, ID: w.Main.Invitation})
	}},
	{verb: "LapseOffers", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.LapseOffers(ctx, by)
		return err
	}},
}

// newInvitation invites somebody new. If the actor holds an invitation, the
// returned actor holds the new one.
func newInvitation(w *given.World, by models.Actor) (models.Actor, string) {
	id := w.NewInvitation(w.Main.Announced)
	if by.Via == models.ViaLink && by.InvitationID == w.Main.Invitation {
		by = given.Invitee(id)
	}
	return by, id
}

// newRegistration registers somebody new. If the actor holds a registration,
// the returned actor holds the new one.
func newRegistration(w *given.World, by models.Actor) (models.Actor, string) {
	id := w.NewRegistration(w.Main.Announced)
	if by.Via == models.ViaLink && by.RegistrationID == w.Main.Registration {
		by = w.Holder(id)
	}
	return by, id
}
