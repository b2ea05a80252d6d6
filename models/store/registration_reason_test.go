package store_test

import (
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

const why = "Two delegates of each mission.\nPlease choose."

func TestTheReasonIsForThePersonAndNotInTheLog(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(3, models.AdmissionApproval)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)
		i := invite(t, g, seminar, 3)
		must(t, g.Store.ConfirmRegistration(ctx, models.System, b.ID))

		must(t, g.Store.RefuseRegistration(ctx, models.System, a.ID, models.ReasonInput{Reason: why}))
		must(t, g.Store.RevokeRegistration(ctx, models.System, b.ID, models.ReasonInput{Reason: why}))
		must(t, g.Store.RevokeInvitation(ctx, models.System, i.ID, models.ReasonInput{Reason: why}))

		for _, id := range []string{a.ID, b.ID} {
			p, err := g.Store.Registration(ctx, g.Holder(id), id)
			must(t, err)
			l, err := g.Store.RegistrationLetter(ctx, models.System, models.MailRegistration{RegistrationID: id, Version: 1})
			must(t, err)
			if p.Reason != why || l.Reason != why {
				t.Errorf("the page gives %q, the e-mail %q", p.Reason, l.Reason)
			}
		}
		if p, err := g.Store.Invitation(ctx, given.Invitee(i.ID), i.ID); err != nil || p.Reason != why {
			t.Errorf("the invitee reads %q, %v", p.Reason, err)
		}
		if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'invitation.mail' AND CAST(args AS text) LIKE '%revoked%'"); n != 1 {
			t.Errorf("%d e-mails about the invitation", n)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb IN ('registration.refuse', 'registration.revoke', 'invitation.revoke')"); n != 3 {
			t.Errorf("%d entries in the log", n)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE CAST(detail AS text) LIKE '%delegates%'"); n != 0 {
			t.Errorf("%d entries in the log give the reason", n)
		}
	})
}

func TestAReasonThatIsTooLongChangesNothing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		a := g.Registered(g.SeminarOf(1, models.AdmissionApproval), 1)

		err := g.Store.RefuseRegistration(ctx, models.System, a.ID, models.ReasonInput{Reason: string(make([]byte, 2000))})

		if models.ProblemsOf(err)["reason"].Code == "" {
			t.Errorf("refused with %v", err)
		}
		checkState(t, g, a.ID, models.Pending, 0)
	})
}

func TestTheOrganisersTakeUpARegistrationAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		approval, open := g.SeminarOf(1, models.AdmissionApproval), g.OpenSeminar(1)
		declined := g.Registered(approval, 1)
		must(t, g.Store.RefuseRegistration(ctx, models.System, declined.ID, models.ReasonInput{Reason: why}))
		alone := g.Registered(open, 2)
		must(t, g.Store.RevokeRegistration(ctx, models.System, alone.ID, models.ReasonInput{Reason: why}))

		if err := g.Store.ReinstateRegistration(ctx, g.Holder(declined.ID), declined.ID); models.KindOf(err) == "" {
			t.Error("the holder takes it up again")
		}
		must(t, g.Store.ReinstateRegistration(ctx, models.System, declined.ID))
		must(t, g.Store.ReinstateRegistration(ctx, models.System, alone.ID))

		checkState(t, g, declined.ID, models.Pending, 0)
		checkState(t, g, alone.ID, models.Confirmed, 0)
		if p, err := g.Store.Registration(ctx, models.System, declined.ID); err != nil || p.Reason != "" {
			t.Errorf("the former reason stays: %q, %v", p.Reason, err)
		}
		if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND CAST(args AS text) LIKE '%reinstated%'"); n != 2 {
			t.Errorf("%d e-mails say so", n)
		}

		// Its former seat is somebody else's now.
		must(t, g.Store.RevokeRegistration(ctx, models.System, alone.ID, models.ReasonInput{}))
		g.Registered(open, 3)
		must(t, g.Store.ReinstateRegistration(ctx, models.System, alone.ID))
		checkState(t, g, alone.ID, models.Waitlisted, 1)
		checkSeats(t, g, open)
		checkSeats(t, g, approval)
	})
}

func TestOneWhoRegisteredAnewIsNotTakenUpAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		first := g.Registered(seminar, 1)
		must(t, g.Store.RevokeRegistration(ctx, models.System, first.ID, models.ReasonInput{}))
		g.Registered(seminar, 1)

		err := g.Store.ReinstateRegistration(ctx, models.System, first.ID)

		if models.CodeOf(err) != "registration.registered_anew" {
			t.Errorf("%v", err)
		}
		checkSeats(t, g, seminar)
	})
}

func TestAWithdrawnInvitationIsSentAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		first, second := invite(t, g, seminar, 1), invite(t, g, seminar, 2)
		must(t, g.Store.RevokeInvitation(ctx, models.System, first.ID, models.ReasonInput{Reason: why}))
		must(t, g.Store.RevokeInvitation(ctx, models.System, second.ID, models.ReasonInput{}))
		before := letters(g)

		must(t, g.Store.RemindInvited(ctx, models.System, first.ID))
		invite(t, g, seminar, 2)
		twice := g.Store.RemindInvited(ctx, models.System, second.ID)

		if n := letters(g) - before; n != 2 {
			t.Errorf("%d e-mails for one invitation sent again and one new one", n)
		}
		p, err := g.Store.Invitation(ctx, given.Invitee(first.ID), first.ID)
		if err != nil || p.Status != models.InvitationSent || p.Reason != "" || p.Refused != nil {
			t.Errorf("the invitee reads %+v, %v", p.InvitationRow, err)
		}
		if models.CodeOf(twice) != "invitation.not_twice" {
			t.Errorf("a second open invitation of one person: %v", twice)
		}
		e, err := g.Store.AcceptInvitation(ctx, given.Invitee(first.ID), first.ID, given.Guest(1))
		if err != nil || e.Status != models.Confirmed {
			t.Errorf("acceptance gives %+v, %v", e, err)
		}
	})
}

func TestTheTableForASpreadsheetHasEveryRegistrationAndLeavesAnEntry(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar, other := g.OpenSeminar(5), g.OpenSeminar(5)
		for n := range 3 {
			g.Registered(seminar, n+1)
			g.Pass(time.Second)
		}
		g.Registered(other, 9)

		var rows []models.RegistrationRow
		add := func(page []models.RegistrationRow) error { rows = append(rows, page...); return nil }
		head, err := g.Store.RegistrationsToExport(ctx, models.System, seminar, add)

		if err != nil || len(rows) != 3 || rows[0].Email != given.Guest(1).Email || head.SeminarSlug == "" {
			t.Errorf("%+v, %v", rows, err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'registration.export' AND seminar_id = '" + seminar + "'"); n != 1 {
			t.Errorf("%d entries in the log", n)
		}

		var many []models.RegistrationInput
		for n := range 2100 { // more than two pages
			many = append(many, given.Guest(100+n))
		}
		_, err = g.Store.RegisterTogether(seminar, many...)
		must(t, err)
		rows = nil
		_, err = g.Store.RegistrationsToExport(ctx, models.System, seminar, add)
		must(t, err)
		once := map[string]bool{}
		for _, r := range rows {
			once[r.ID] = true
		}
		if len(rows) != 2103 || len(once) != 2103 {
			t.Errorf("the table has %d rows about %d registrations, want 2103", len(rows), len(once))
		}
	})
}
