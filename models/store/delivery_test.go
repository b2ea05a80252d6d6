package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// noMailbox is the reply of a mail server that knows no such mailbox.
var noMailbox = new(550)

func TestARefusedMailMarksARegistrationUntilOneIsDelivered(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		e, other := g.Registered(seminar, 1), g.Registered(seminar, 2)
		to := models.Recipient{Kind: models.ToRegistration, ID: e.ID, Email: given.Guest(1).Email}
		undelivered := func() []models.RegistrationRow {
			t.Helper()
			list, err := g.Store.Registrations(t.Context(), models.System, seminar, models.RegistrationFilter{Undelivered: true})
			if err != nil {
				t.Fatal(err)
			}
			head, err := g.Store.SeminarHead(t.Context(), models.System, seminar)
			if err != nil || head.Has.UndeliveredRegistrations != len(list.Items) {
				t.Fatalf("the desk counts %d of %d: %v", head.Has.UndeliveredRegistrations, len(list.Items), err)
			}
			return list.Items
		}

		must(t, g.Store.MailRefused(t.Context(), models.System, to, noMailbox))

		list := undelivered()
		if len(list) != 1 || list[0].ID != e.ID || list[0].MailRefusedAt == nil || !list[0].MailRefusedAt.Equal(g.Now()) || *list[0].MailRefusedCode != 550 {
			t.Errorf("marked: %+v", list)
		}
		if p, err := g.Store.Registration(t.Context(), g.Holder(e.ID), e.ID); err != nil || p.IsUndelivered() {
			t.Errorf("the holder reads the mark: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'mail.refuse' AND subject_id = '" + e.ID + "' AND seminar_id = '" + seminar + "'"); n != 1 {
			t.Errorf("%d entries in the log, want 1", n)
		}
		must(t, g.Store.MailDelivered(t.Context(), models.System, models.Recipient{Kind: models.ToRegistration, ID: other.ID, Email: given.Guest(2).Email}))
		if len(undelivered()) != 1 {
			t.Error("a mail to somebody else cleared the mark")
		}
		must(t, g.Store.MailDelivered(t.Context(), models.System, to))
		if list := undelivered(); len(list) != 0 {
			t.Errorf("after a delivered mail: %+v", list)
		}
	})
}

func TestACorrectedAddressClearsTheMark(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		e, a := g.Registered(seminar, 1), g.Account("Anna")
		wrong := models.Recipient{Kind: models.ToRegistration, ID: e.ID, Email: given.Guest(1).Email}
		account := models.Recipient{Kind: models.ToAccount, ID: a.ID, Email: a.Email}
		must(t, g.Store.MailRefused(t.Context(), models.System, wrong, noMailbox))
		must(t, g.Store.MailRefused(t.Context(), models.System, account, nil))
		marked := func(table, id string) int {
			return g.Number("SELECT count(*) FROM " + table + " WHERE id = '" + id + "' AND mail_refused_at IS NOT NULL")
		}

		in := given.Guest(1)
		in.Post, in.Capacity = "Adviser", "delegate"
		must(t, g.Store.CorrectRegistration(t.Context(), models.System, e.ID, 1, in))
		must(t, g.Store.EditAccount(t.Context(), models.System, a.ID, 1, models.AccountInput{Email: a.Email, Name: "Anna K.", Language: "en"}))
		if marked("registrations", e.ID) != 1 || marked("accounts", a.ID) != 1 {
			t.Error("a correction of something else cleared the mark")
		}
		in.Email = "right@mission.example"
		must(t, g.Store.CorrectRegistration(t.Context(), models.System, e.ID, 2, in))
		must(t, g.Store.EditAccount(t.Context(), models.System, a.ID, 2, models.AccountInput{Email: "right@ministry.example", Name: "Anna K.", Language: "en"}))
		if marked("registrations", e.ID) != 0 || marked("accounts", a.ID) != 0 {
			t.Error("the corrected address is marked")
		}

		must(t, g.Store.MailRefused(t.Context(), models.System, wrong, noMailbox)) // the answer to a mail that was under way
		must(t, g.Store.MailRefused(t.Context(), models.System, account, noMailbox))
		if marked("registrations", e.ID) != 0 || marked("accounts", a.ID) != 0 {
			t.Error("a refusal of the old address marks the new one")
		}
	})
}

func TestARefusedMailMarksAnInvitationThatAwaitsAReply(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(5, models.AdmissionInvited)
		invite := func(email string) models.Invitation {
			t.Helper()
			i, err := g.Store.CreateInvitation(t.Context(), models.System, seminar, models.InvitationInput{Email: email, Name: "Ling Wu"})
			if err != nil {
				t.Fatal(err)
			}
			return i
		}
		i, fine, back := invite("refused@mission.example"), invite("fine@mission.example"), invite("back@mission.example")
		for _, refused := range []models.Invitation{i, back} {
			must(t, g.Store.MailRefused(t.Context(), models.System, models.Recipient{Kind: models.ToInvitation, ID: refused.ID, Email: refused.Email}, noMailbox))
		}
		must(t, g.Store.RevokeInvitation(t.Context(), models.System, back.ID, models.ReasonInput{}))

		list, err := g.Store.Invitations(t.Context(), models.System, seminar, models.InvitationFilter{Undelivered: true})
		all, err2 := g.Store.Invitations(t.Context(), models.System, seminar, models.InvitationFilter{})
		head, err3 := g.Store.SeminarHead(t.Context(), models.System, seminar)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		if len(list.Items) != 1 || list.Items[0].ID != i.ID || !list.Items[0].IsUndelivered() || len(all.Items) != 3 || head.Has.UndeliveredInvitations != 1 {
			t.Errorf("undelivered %+v, the desk counts %d", list.Items, head.Has.UndeliveredInvitations)
		}
		if p, err := g.Store.Invitation(t.Context(), given.Invitee(i.ID), i.ID); err != nil || p.IsUndelivered() {
			t.Errorf("the invitee reads the mark: %v", err)
		}
		if p, err := g.Store.Invitation(t.Context(), models.System, fine.ID); err != nil || p.IsUndelivered() {
			t.Errorf("another invitation is marked: %v", err)
		}
	})
}
