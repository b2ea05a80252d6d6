package store_test

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// invited is a valid invitation of the n-th guest.
func invited(n int) models.InvitationInput {
	g := given.Guest(n)
	return models.InvitationInput{Email: g.Email, Name: g.Name, Institution: g.Institution, Capacity: "expert", Language: "zh"}
}

func invite(t *testing.T, g *given.Given, seminar string, n int) models.Invitation {
	t.Helper()
	i, err := g.Store.CreateInvitation(ctx, models.System, seminar, invited(n))
	must(t, err)
	return i
}

// letters counts the invitation e-mails that are due or were sent.
func letters(g *given.Given) int {
	return g.Number("SELECT count(*) FROM river_job WHERE kind = 'invitation.mail'")
}

func TestAnInvitedPersonNeedsNoApproval(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for _, admission := range models.Admissions {
			before := letters(g)
			seminar := g.SeminarOf(1, admission)
			first, second := invite(t, g, seminar, 1), invite(t, g, seminar, 2)
			if n := letters(g) - before; n != 2 {
				t.Errorf("%d mails for two invitations", n)
			}
			said := given.Guest(1)
			said.Name, said.Language = "As she writes it", "fr"
			other := said
			other.Email, other.Capacity = "other@mission.example", "chair"

			_, refused := g.Store.AcceptInvitation(ctx, given.Invitee(first.ID), first.ID, other)
			a, err := g.Store.AcceptInvitation(ctx, given.Invitee(first.ID), first.ID, said)
			must(t, err)
			b, err := g.Store.AcceptInvitation(ctx, given.Invitee(second.ID), second.ID, given.Guest(2))
			must(t, err)

			if got := models.ProblemsOf(refused).String(); got != "capacity registration.office_only, email registration.office_only" {
				t.Errorf("another address and capacity: %v", refused)
			}
			if a.Status != models.Confirmed || b.Status != models.Waitlisted || b.Position != 1 {
				t.Errorf("%s: the first has %+v, the second %+v", admission, a, b)
			}
			r, err := g.Store.Registration(ctx, models.System, a.ID)
			must(t, err)
			if r.Email != "guest1@mission.example" || r.Capacity != "expert" || r.Name != "As she writes it" || r.Language != "fr" {
				t.Errorf("the registration reads %+v", r)
			}
			p, err := g.Store.Invitation(ctx, given.Invitee(first.ID), first.ID)
			if err != nil || p.Status != models.InvitationAccepted || string(p.RegistrationID) != a.ID {
				t.Errorf("the invitation reads %+v, %v", p, err)
			}
			checkSeats(t, g, seminar)
		}
	})
}

func TestAcceptingAnInvitationApprovesAnEarlierRegistration(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(1, models.AdmissionApproval)
		i, pending := invite(t, g, seminar, 1), g.Registered(seminar, 1)

		e, err := g.Store.AcceptInvitation(ctx, given.Invitee(i.ID), i.ID, given.Guest(1))

		if err != nil || e.ID != pending.ID || e.Status != models.Confirmed {
			t.Errorf("acceptance gives %+v, %v", e, err)
		}
		checkState(t, g, pending.ID, models.Confirmed, 0)
		checkSeats(t, g, seminar)
	})
}

func TestAnInvitedPersonWhoAwaitsApprovalGetsAPlaceOnTheWaitingList(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(1, models.AdmissionApproval)
		for n := 1; n <= 3; n++ {
			i := invite(t, g, seminar, n)
			g.Registered(seminar, n)

			e, err := g.Store.AcceptInvitation(ctx, given.Invitee(i.ID), i.ID, given.Guest(n))

			if err != nil || e.Position != n-1 {
				t.Errorf("number %d gets %+v, %v", n, e, err)
			}
			checkState(t, g, e.ID, e.Status, n-1)
		}
	})
}

func TestTheLimitDoesNotPreventRevokingAnInvitation(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		by := p.By
		i, err := g.Store.CreateInvitation(ctx, by, p.Seminar, invited(1))
		must(t, err)
		for range models.InvitationsPerAccount.Max {
			g.Store.Limit(ctx, by, models.InvitationsPerAccount, by.AccountID)
		}

		if err := g.Store.RemindInvited(ctx, by, i.ID); models.KindOf(err) != models.TooMany {
			t.Errorf("one more mail: %v", err)
		}
		must(t, g.Store.RevokeInvitation(ctx, by, i.ID, models.ReasonInput{}))
	})
}

func TestAnInvitationIsAnsweredOnceAndInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(10, models.AdmissionInvited)
		in := invited(1)
		// The last day ends in the time zone of the seminar, not in UTC.
		in.AnswerBy = models.LocalTimeOf(g.Now().Add(24*time.Hour), shanghai(t)).Day()
		i, err := g.Store.CreateInvitation(ctx, models.System, seminar, in)
		must(t, err)
		by := given.Invitee(i.ID)

		must(t, g.Store.DeclineInvitation(ctx, by, i.ID, models.ReasonInput{Reason: " I travel that week. "}))
		g.At(models.LocalTime(in.AnswerBy + "T23:59").In(shanghai(t)))
		p, err := g.Store.Invitation(ctx, by, i.ID)
		if err != nil || p.Status != models.InvitationDeclined || p.Refused != nil || p.Reason != "I travel that week." {
			t.Errorf("accepting after declining: %+v, %v", p, err)
		}
		g.Pass(2 * time.Minute)
		if _, err := g.Store.AcceptInvitation(ctx, by, i.ID, given.Guest(1)); models.CodeOf(err) != "invitation.is_over" {
			t.Errorf("after the last day: %v", err)
		}
		if err := g.Store.DeclineInvitation(ctx, by, invite(t, g, seminar, 2).ID, models.ReasonInput{}); models.KindOf(err) != models.NotFound {
			t.Errorf("somebody else's: %v", err)
		}

		other := invite(t, g, seminar, 3)
		must(t, g.Store.RevokeInvitation(ctx, models.System, other.ID, models.ReasonInput{}))
		if _, err := g.Store.AcceptInvitation(ctx, given.Invitee(other.ID), other.ID, given.Guest(3)); models.CodeOf(err) != "invitation.is_revoked" {
			t.Errorf("a revoked invitation: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM registrations"); n != 0 {
			t.Errorf("it led to %d registrations", n)
		}
	})
}

func TestNobodyIsInvitedTwiceOrAfterRegistering(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(10)
		first := invite(t, g, seminar, 1)
		again := invited(1)
		again.Email = strings.ToUpper(again.Email)

		_, twice := g.Store.CreateInvitation(ctx, models.System, seminar, again)
		g.Registered(seminar, 2)
		_, registered := g.Store.CreateInvitation(ctx, models.System, seminar, invited(2))

		if models.ProblemsOf(twice)["email"].Code != "invitation.sent_already" {
			t.Errorf("the second time: %v", twice)
		}
		if models.ProblemsOf(registered)["email"].Code != "registration.email_taken" {
			t.Errorf("somebody who is registered: %v", registered)
		}
		must(t, g.Store.RemindInvited(ctx, models.System, first.ID))
		if n := letters(g); n != 2 {
			t.Errorf("%d e-mails, want the invitation and its reminder", n)
		}

		g.At(models.LocalTime(string(first.AnswerBy) + "T23:59").In(shanghai(t)).Add(time.Hour))
		if _, err := g.Store.CreateInvitation(ctx, models.System, seminar, again); err != nil {
			t.Errorf("a second invitation after the last day: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM invitations WHERE id = $1 AND status = 'expired'", first.ID); n != 1 {
			t.Error("the first invitation was not closed")
		}
	})
}

// TestWhoeverRegistersAnswersTheirInvitation: by the public form, through the
// office, by approval and by a corrected address, as the link in it would.
func TestWhoeverRegistersAnswersTheirInvitation(t *testing.T) {
	for name, register := range map[string]func(t *testing.T, g *given.Given, seminar string) (registration string){
		"by the public form": func(t *testing.T, g *given.Given, seminar string) string { return g.Registered(seminar, 1).ID },
		"when the seats are taken": func(t *testing.T, g *given.Given, seminar string) string {
			for n := 2; n <= 4; n++ {
				g.Registered(seminar, n)
			}
			return g.Registered(seminar, 1).ID
		},
		"through the office": func(t *testing.T, g *given.Given, seminar string) string {
			e, err := g.Store.Register(ctx, g.Administrator(), seminar, given.Guest(1))
			must(t, err)
			return e.ID
		},
		"by a corrected address": func(t *testing.T, g *given.Given, seminar string) string {
			e, in := g.Registered(seminar, 9), given.Guest(1)
			in.Capacity = "delegate"
			must(t, g.Store.CorrectRegistration(ctx, models.System, e.ID, 1, in))
			return e.ID
		},
		"after declining": func(t *testing.T, g *given.Given, seminar string) string {
			db := g.DB()
			var id string
			if err := db.QueryRow("SELECT id FROM invitations WHERE seminar_id = $1 AND email = $2", seminar, given.Guest(1).Email).Scan(&id); err != nil {
				t.Fatal(err)
			}
			must(t, g.Store.DeclineInvitation(ctx, given.Invitee(id), id, models.ReasonInput{}))
			return g.Registered(seminar, 1).ID
		},
	} {
		t.Run(name, func(t *testing.T) {
			given.EachDatabase(t, func(t *testing.T, g *given.Given) {
				seminar := g.OpenSeminar(3)
				i, other := invite(t, g, seminar, 1), invite(t, g, seminar, 7)

				id := register(t, g, seminar)

				p, err := g.Store.Invitation(ctx, models.System, i.ID)
				if err != nil || p.Status != models.InvitationAccepted || string(p.RegistrationID) != id || p.PersonID != g.Holder(id).PersonID {
					t.Errorf("the invitation is %s with %q: %v", p.Status, p.RegistrationID, err)
				}
				if err := g.Store.RemindInvited(ctx, models.System, i.ID); models.CodeOf(err) != "invitation.answered" {
					t.Errorf("a reminder: %v", err)
				}
				if p, err := g.Store.Invitation(ctx, models.System, other.ID); err != nil || p.Status != models.InvitationSent || p.RegistrationID != "" {
					t.Errorf("the invitation of somebody else is %s: %v", p.Status, err)
				}
				if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'invitation.accept'"); n != 1 {
					t.Errorf("%d entries in the log, want 1", n)
				}
			})
		})
	}
}

func TestARegistrationThatAwaitsApprovalAnswersNoInvitationBeforeIt(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(3, models.AdmissionApproval)
		i := invite(t, g, seminar, 1)
		e := g.Registered(seminar, 1)
		if p, err := g.Store.Invitation(ctx, models.System, i.ID); err != nil || p.Status != models.InvitationSent {
			t.Errorf("before the decision the invitation is %s: %v", p.Status, err)
		}

		must(t, g.Store.ConfirmRegistration(ctx, models.System, e.ID))

		if p, err := g.Store.Invitation(ctx, models.System, i.ID); err != nil || p.Status != models.InvitationAccepted || string(p.RegistrationID) != e.ID {
			t.Errorf("after the approval the invitation is %s: %v", p.Status, err)
		}
	})
}

func TestNobodyIsRemindedOfASeminarThatIsOver(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(3)
		i := invite(t, g, seminar, 1)
		_, err := g.DB().Exec("UPDATE seminars SET starts_on = '2027-02-27', ends_on = '2027-02-28' WHERE id = '" + seminar + "'") // moved forward after the invitation
		must(t, err)
		before := letters(g)

		if err := g.Store.RemindInvited(ctx, models.System, i.ID); models.CodeOf(err) != "invitation.answered" {
			t.Errorf("a reminder: %v", err)
		}
		if n := letters(g) - before; n != 0 {
			t.Errorf("%d mails", n)
		}
	})
}

func TestAnInvitationNeedsASeminarWithSeats(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		in := invited(1)
		in.AnswerBy = "2001-01-01"

		_, draft := g.Store.CreateInvitation(ctx, models.System, w.Main.Draft, invited(1))
		_, concluded := g.Store.CreateInvitation(ctx, models.System, w.Main.Concluded, invited(1))
		_, past := g.Store.CreateInvitation(ctx, models.System, w.Main.Announced, in)
		in.AnswerBy = "2099-01-01"
		_, late := g.Store.CreateInvitation(ctx, models.System, w.Main.Announced, in)

		if models.CodeOf(draft) != "invitation.not_announced" || models.CodeOf(concluded) != "invitation.ended" {
			t.Errorf("a draft: %v; a concluded seminar: %v", draft, concluded)
		}
		if models.ProblemsOf(past)["answer_by"].Code != "invitation.answer_past" || models.ProblemsOf(late)["answer_by"].Code != "invitation.answer_late" {
			t.Errorf("a deadline in the past: %v; after the seminar: %v", past, late)
		}
	})
}

func TestOfTwentySimultaneousAcceptancesTenGetTheTenSeats(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(10, models.AdmissionInvited)
		var all []models.Invitation
		for n := range 20 {
			all = append(all, invite(t, g, seminar, n))
		}

		concurrently(20, func(n int) {
			if _, err := g.Store.AcceptInvitation(ctx, given.Invitee(all[n].ID), all[n].ID, given.Guest(n)); err != nil {
				t.Error(err)
			}
		})

		if n := g.Number("SELECT count(*) FROM registrations WHERE status = 'confirmed'"); n != 10 {
			t.Errorf("%d have a seat", n)
		}
		checkSeats(t, g, seminar)
	})
}

func TestTwentyAcceptancesOfOneInvitationMakeOneRegistration(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(10, models.AdmissionInvited)
		i := invite(t, g, seminar, 1)

		concurrently(20, func(int) {
			_, err := g.Store.AcceptInvitation(ctx, given.Invitee(i.ID), i.ID, given.Guest(1))
			if err != nil && models.CodeOf(err) != "invitation.is_accepted" {
				t.Error(err)
			}
		})

		if n := g.Number("SELECT seats_taken FROM seminars WHERE id = $1", seminar); n != 1 {
			t.Errorf("%d seats are taken", n)
		}
		checkSeats(t, g, seminar)
	})
}

// shanghai is the time zone of the seminars in these tests.
func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, ok := models.Zone("Asia/Shanghai")
	if !ok {
		t.Fatal("the time zone of Shanghai is not available")
	}
	return zone
}

// TestNoInvitationStaysOpenAfterItsSeminar: nobody has answered it, and nobody
// can.
func TestNoInvitationStaysOpenAfterItsSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for _, to := range []models.SeminarStatus{models.SeminarConcluded, models.SeminarCancelled} {
			seminar := g.OpenSeminar(2)
			open := invite(t, g, seminar, 1)
			g.Pass(time.Second) // the list is in order of time
			declined := invite(t, g, seminar, 2)
			must(t, g.Store.DeclineInvitation(ctx, given.Invitee(declined.ID), declined.ID, models.ReasonInput{}))
			must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, to))

			own, err := g.Store.Invitation(ctx, given.Invitee(open.ID), open.ID)
			must(t, err)
			list, err := g.Store.Invitations(ctx, models.System, seminar, models.InvitationFilter{})
			must(t, err)

			if own.Status != models.InvitationExpired || own.Refused == nil {
				t.Errorf("%s: the invitee reads %s, %v", to, own.Status, own.Refused)
			}
			for n, want := range []models.InvitationStatus{models.InvitationExpired, models.InvitationDeclined} {
				if i := list.Items[n]; i.Status != want || i.MayRevoke || i.MayResend {
					t.Errorf("%s: the organisers read %s, may withdraw %t, may resend %t", to, i.Status, i.MayRevoke, i.MayResend)
				}
			}
		}
	})
}

func TestAReasonForDecliningEndsWithAcceptance(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		i := invite(t, g, g.OpenSeminar(5), 1)
		by := given.Invitee(i.ID)
		must(t, g.Store.DeclineInvitation(ctx, by, i.ID, models.ReasonInput{Reason: "I travel that week."}))
		declined, err := g.Store.Invitation(ctx, models.System, i.ID)
		must(t, err)

		_, err = g.Store.AcceptInvitation(ctx, by, i.ID, given.Guest(1))
		must(t, err)

		accepted, err := g.Store.Invitation(ctx, models.System, i.ID)
		if err != nil || declined.Reason != "I travel that week." || accepted.Reason != "" || accepted.Status != models.InvitationAccepted {
			t.Errorf("%q, then %s %q, %v", declined.Reason, accepted.Status, accepted.Reason, err)
		}
	})
}
