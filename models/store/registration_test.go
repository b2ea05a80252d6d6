package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

func TestRegisteringAPersonAgainHasNoEffect(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		first := g.Registered(seminar, 1)
		in := given.Guest(1)
		in.Email = " GUEST1@Mission.Example "

		second, err := g.Store.Register(ctx, models.Public, seminar, in)

		want := first
		want.AlreadyRegistered = true
		if err != nil || second != want {
			t.Errorf("the second time: %+v, %v; the first: %+v", second, err, first)
		}
		if n := g.Number("SELECT count(*) FROM registrations"); n != 1 {
			t.Errorf("there are %d registrations", n)
		}
		if n := mails(g, models.MailConfirmed); n != 1 {
			t.Errorf("%d e-mails of confirmation", n)
		}
		if n := mails(g, models.MailAgain); n != 1 {
			t.Errorf("%d e-mails that repeat the status", n)
		}
	})
}

func TestFiftySimultaneousRegistrationsOfOnePersonAreOne(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(50)
		got := make([]models.Enrolment, 50)

		concurrently(50, func(i int) {
			in := given.Guest(1)
			if i%2 == 1 {
				in.Email = strings.ToUpper(in.Email)
			}
			var err error
			if got[i], err = g.Store.Register(ctx, models.Public, seminar, in); err != nil {
				t.Error(err)
			}
		})

		fresh := 0
		for _, e := range got {
			if e.ID != got[0].ID || e.Status != models.Confirmed {
				t.Errorf("one result is %+v, another %+v", got[0], e)
			}
			if !e.AlreadyRegistered {
				fresh++
			}
		}
		if fresh != 1 {
			t.Errorf("%d results are first registrations", fresh)
		}
		checkSeats(t, g, seminar)
	})
}

func TestASimultaneousSecondRegistrationGetsTheResultOfTheFirst(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)

		got, err := g.Store.RegisterTogether(seminar, given.Guest(1), given.Guest(2), given.Guest(2), given.Guest(1))

		if err != nil {
			t.Fatal(err)
		}
		first, second := got[0], got[1]
		if first.Status != models.Confirmed || second.Status != models.Waitlisted || second.Position != 1 {
			t.Errorf("the two results are %+v and %+v", first, second)
		}
		first.AlreadyRegistered, second.AlreadyRegistered = true, true
		if got[3] != first || got[2] != second {
			t.Errorf("the repeated results are %+v and %+v", got[3], got[2])
		}
	})
}

func TestAnInvalidRegistrationLeavesTheOthersOfItsBatch(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		bad := given.Guest(2)
		bad.Entity = models.NewID(g.Now()) // refused by a foreign key

		answers := g.Store.AskTogether(store.Ask{ctx, seminar, given.Guest(1)}, store.Ask{ctx, seminar, bad}, store.Ask{ctx, seminar, given.Guest(3)})

		if a, b, c := <-answers[0], <-answers[1], <-answers[2]; a.Status != models.Confirmed || b.Err == nil || c.Status != models.Confirmed {
			t.Errorf("the results are %+v, %+v and %+v", a, b, c)
		}
		checkSeats(t, g, seminar)
	})
}

func TestAnUnknownStateIsReportedBesideItsField(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		in := given.Guest(1)
		in.Entity = models.NewID(g.Now())

		_, err := g.Store.Register(ctx, models.Public, g.OpenSeminar(1), in)

		if p := models.ProblemsOf(err); p["entity"].Code != "form.choice" {
			t.Errorf("the result is %v", err)
		}
	})
}

func TestAFullQueueRefusesRegistrations(t *testing.T) {
	g := given.SQLite(t)

	err := g.Store.FillQueue(ctx)

	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("one applicant too many gets %v", err)
	}
}

func TestACancelledRequestRegistersNobody(t *testing.T) {
	g := given.SQLite(t)
	seminar := g.OpenSeminar(1)
	gone, cancel := context.WithCancel(ctx)
	cancel()

	_, err := g.Store.Register(gone, models.Public, seminar, given.Guest(1))

	if err == nil {
		t.Error("an applicant who had disconnected was registered")
	}
}

func TestAFullSeminarWaitlistsInTheOrderOfArrival(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)

		a, b, c := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)

		if a.Status != models.Confirmed || b.Status != models.Waitlisted || c.Status != models.Waitlisted || b.Position != 1 || c.Position != 2 {
			t.Errorf("the results are %+v, %+v, %+v", a, b, c)
		}
	})
}

func TestAWithdrawalOffersTheSeatToTheFirstOnTheWaitingList(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b, c := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)

		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID))

		checkState(t, g, a.ID, models.Withdrawn, 0)
		checkState(t, g, b.ID, models.Offered, 0)
		checkState(t, g, c.ID, models.Waitlisted, 1)
		if n := mails(g, models.MailOffered); n != 1 {
			t.Errorf("%d mails offer the seat", n)
		}
		checkSeats(t, g, seminar)

		late := g.Registered(seminar, 4) // nobody overtakes the line
		if late.Status != models.Waitlisted || late.Position != 2 {
			t.Errorf("the last applicant is %+v", late)
		}
		must(t, g.Store.ConfirmRegistration(ctx, g.Holder(b.ID), b.ID))
		checkState(t, g, b.ID, models.Confirmed, 0)
	})
}

func TestALapsedOfferPassesToTheNextPerson(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b, c := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID))

		g.Pass(models.OfferTime)
		lapsed(t, g, 0) // the last moment is still in time
		g.Pass(time.Millisecond)
		if err := g.Store.ConfirmRegistration(ctx, g.Holder(b.ID), b.ID); models.CodeOf(err) != "registration.offer_over" {
			t.Errorf("accepting an expired offer: %v", err)
		}
		lapsed(t, g, 1)
		lapsed(t, g, 0)

		checkState(t, g, b.ID, models.Lapsed, 0)
		checkState(t, g, c.ID, models.Offered, 0)
		if n := mails(g, models.MailLapsed); n != 1 {
			t.Errorf("%d e-mails report the end of the offer", n)
		}
		checkSeats(t, g, seminar)
	})
}

func TestLoweringTheSeatsRemovesNobodyAndStopsPromotion(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(3)
		var all []models.Enrolment
		for i := range 5 {
			all = append(all, g.Registered(seminar, i))
		}

		must(t, g.Store.ChangeSeats(ctx, seminar, 1))
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(all[0].ID), all[0].ID))

		checkState(t, g, all[1].ID, models.Confirmed, 0)
		checkState(t, g, all[2].ID, models.Confirmed, 0)
		checkState(t, g, all[3].ID, models.Waitlisted, 1)
		if n := g.Number("SELECT seats_ceiling FROM seminars WHERE id = $1", seminar); n != 2 {
			t.Errorf("the ceiling is %d, but must fall with the seats taken", n)
		}

		must(t, g.Store.ChangeSeats(ctx, seminar, 4))
		checkState(t, g, all[3].ID, models.Offered, 0)
		checkState(t, g, all[4].ID, models.Offered, 0)
		checkSeats(t, g, seminar)
	})
}

func TestApprovalGivesTheSeat(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(1, models.AdmissionApproval)
		a, b, c := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)
		if a.Status != models.Pending || a.Position != 0 {
			t.Fatalf("the first is %+v", a)
		}
		if err := g.Store.ConfirmRegistration(ctx, g.Holder(a.ID), a.ID); models.KindOf(err) != models.Conflict {
			t.Errorf("applicants approve themselves: %v", err)
		}

		must(t, g.Store.ConfirmRegistration(ctx, models.System, b.ID))
		must(t, g.Store.ConfirmRegistration(ctx, models.System, a.ID))
		must(t, g.Store.RefuseRegistration(ctx, models.System, c.ID, models.ReasonInput{}))

		checkState(t, g, b.ID, models.Confirmed, 0)
		checkState(t, g, a.ID, models.Waitlisted, 1) // approved, but no seat was free
		checkState(t, g, c.ID, models.Declined, 0)
		must(t, g.Store.RevokeRegistration(ctx, models.System, b.ID, models.ReasonInput{}))
		checkState(t, g, a.ID, models.Offered, 0)
		checkSeats(t, g, seminar)
	})
}

func TestTheDeadlineItselfIsInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		closes := g.Now().AddDate(0, 1, 0)

		g.At(closes)
		g.Registered(seminar, 1)
		g.At(closes.Add(time.Microsecond))
		_, err := g.Store.Register(ctx, models.Public, seminar, given.Guest(2))

		if models.CodeOf(err) != "registration.over" {
			t.Errorf("after the deadline: %v", err)
		}
	})
}

func TestARegistrationIsHiddenFromTheHolderOfAnother(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)
		other := g.Holder(b.ID)

		_, read := g.Store.Registration(ctx, other, a.ID)
		for what, err := range map[string]error{
			"read":     read,
			"withdraw": g.Store.WithdrawRegistration(ctx, other, a.ID),
			"confirm":  g.Store.ConfirmRegistration(ctx, other, a.ID),
			"refuse":   g.Store.RefuseRegistration(ctx, models.Public, a.ID, models.ReasonInput{}),
			"revoke":   g.Store.RevokeRegistration(ctx, other, a.ID, models.ReasonInput{}),
			"correct":  g.Store.CorrectRegistration(ctx, other, a.ID, 1, given.Guest(1)),
		} {
			if models.KindOf(err) != models.NotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestTheHolderCorrectsEverythingButTheAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		e := g.Registered(g.OpenSeminar(5), 1)
		in := given.Guest(1)
		in.Capacity, in.Institution = "delegate", "Ministry"
		other := in
		other.Email, other.Capacity, other.Consent = "other@mission.example", "chair", false

		refused := g.Store.CorrectRegistration(ctx, g.Holder(e.ID), e.ID, 1, other)
		must(t, g.Store.CorrectRegistration(ctx, g.Holder(e.ID), e.ID, 1, in))
		again := g.Store.CorrectRegistration(ctx, g.Holder(e.ID), e.ID, 1, in)

		p, err := g.Store.Registration(ctx, g.Holder(e.ID), e.ID)
		if err != nil || p.Email != "guest1@mission.example" || p.Capacity != "delegate" || p.Institution != "Ministry" || p.Version != 2 {
			t.Errorf("the registration reads %+v, %v", p, err)
		}
		if got := models.ProblemsOf(refused).String(); got != "capacity registration.office_only, consent registration.consent_stays, email registration.office_only" {
			t.Errorf("another address and capacity, without consent: %v", refused)
		}
		if models.CodeOf(again) != "page.changed_meanwhile" {
			t.Errorf("saving an outdated version: %v", again)
		}
	})
}

func TestOrganisersCorrectTheAddressOfARegistration(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		a := g.Registered(seminar, 1)
		g.Registered(seminar, 2)
		in := given.Guest(2)

		taken := g.Store.CorrectRegistration(ctx, models.System, a.ID, 1, in)
		in.Email = "right@mission.example"
		must(t, g.Store.CorrectRegistration(ctx, models.System, a.ID, 1, in))

		if models.ProblemsOf(taken)["email"].Code != "registration.email_taken" {
			t.Errorf("somebody else's address: %v", taken)
		}
		if n := mails(g, models.MailAgain); n != 1 {
			t.Errorf("%d e-mails go to the corrected address", n)
		}
		in.Email = "guest1@mission.example" // is free again
		if e, err := g.Store.Register(ctx, models.Public, seminar, in); err != nil || e.AlreadyRegistered {
			t.Errorf("the old address: %+v, %v", e, err)
		}
	})
}

// TestAMailExistsExactlyIfTheChangeWasCommitted tests both cases, because a
// test for absence needs something that could have been there.
func TestAMailExistsExactlyIfTheChangeWasCommitted(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		failure := errors.New("the last step fails")

		if err := g.Store.EnrolThenFail(ctx, seminar, given.Guest(1), failure); !errors.Is(err, failure) {
			t.Fatal(err)
		}
		if n := mails(g, models.MailConfirmed); n != 0 {
			t.Errorf("%d e-mails report a change that was rolled back", n)
		}
		must(t, g.Store.EnrolThenFail(ctx, seminar, given.Guest(1), nil))
		if n := mails(g, models.MailConfirmed); n != 1 {
			t.Errorf("%d e-mails report the committed change", n)
		}
	})
}

func TestThePublicPageChangesWhenTheLastSeatIsTakenAndFreed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		revision := func() int { return g.Number("SELECT n FROM public_revision WHERE id = 1") }

		before := revision()
		a := g.Registered(seminar, 1)
		oneLeft := revision()
		g.Registered(seminar, 2)
		full := revision()
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID))

		if oneLeft != before || full != before+1 || revision() != before+2 {
			t.Errorf("the revision went %d, %d, %d, %d", before, oneLeft, full, revision())
		}
	})
}

func TestEveryChangeOfARegistrationIsInTheAuditLog(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		e := g.Registered(g.OpenSeminar(5), 1)
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(e.ID), e.ID))

		for verb, via := range map[string]models.Via{"registration.create": models.ViaPublic, "registration.withdraw": models.ViaLink} {
			if n := g.Number("SELECT count(*) FROM audit_entries WHERE subject_id = $1 AND verb = $2 AND via = $3", e.ID, verb, string(via)); n != 1 {
				t.Errorf("%s by %s is logged %d times", verb, via, n)
			}
		}
	})
}

// mails counts the e-mails of one kind that are due or were sent.
func mails(g *given.Given, kind models.MailKind) int {
	args := "CAST(args AS text)"
	if strings.HasPrefix(g.URL, "sqlite:") {
		args = "json(args)"
	}
	return g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND replace("+args+", ' ', '') LIKE $1", `%"mail":"`+string(kind)+`"%`)
}

func checkState(t *testing.T, g *given.Given, id string, status models.RegistrationStatus, position int) {
	t.Helper()
	p, err := g.Store.Registration(ctx, models.System, id)
	if err != nil || p.Status != status || p.Position != position {
		t.Errorf("the registration is %s at %d, %v; want %s at %d", p.Status, p.Position, err, status, position)
	}
}

func lapsed(t *testing.T, g *given.Given, seminars int) {
	t.Helper()
	if n, err := g.Store.LapseOffers(ctx, models.System); err != nil || n != seminars {
		t.Errorf("offers lapsed in %d seminars, %v; want %d", n, err, seminars)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheLogNamesTheProgramAsTheOneThatOfferedTheSeat(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(1)
		a, b := g.Registered(seminar, 1), g.Registered(seminar, 2)

		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID))

		for id, verb := range map[string]string{a.ID: "registration.withdraw", b.ID: "registration.offer"} {
			if n := g.Number("SELECT count(*) FROM audit_entries WHERE subject_id = $1 AND verb = $2", id, verb); n != 1 {
				t.Errorf("%s is logged %d times", verb, n)
			}
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'registration.offer' AND via = 'system' AND account_id IS NULL"); n != 1 {
			t.Error("the offer is not logged as made by the program")
		}
	})
}

// TestRegistrationEndsWithTheSeminarOnEveryPath: the deadline is after the last
// day. Organisers record who was there; nobody is offered a seat.
func TestRegistrationEndsWithTheSeminarOnEveryPath(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		first, _, waiting := g.Registered(seminar, 1), g.Registered(seminar, 2), g.Registered(seminar, 3)
		i := invite(t, g, seminar, 4)
		_, err := g.DB().Exec("UPDATE seminars SET closes_at = '2027-12-31 12:00:00+00:00', closes_local = '2027-12-31T20:00' WHERE id = '" + seminar + "'")
		must(t, err)
		g.At(time.Date(2027, 5, 3, 0, 0, 0, 0, time.UTC)) // the seminar was on 1 and 2 May

		_, public := g.Store.Register(ctx, models.Public, seminar, given.Guest(5))
		_, invitee := g.Store.AcceptInvitation(ctx, given.Invitee(i.ID), i.ID, given.Guest(4))
		_, full := g.Store.Register(ctx, models.System, seminar, given.Guest(6))
		must(t, g.Store.WithdrawRegistration(ctx, models.System, first.ID))
		must(t, g.Store.RefuseRegistration(ctx, models.System, waiting.ID, models.ReasonInput{}))
		recorded, err := g.Store.Register(ctx, models.System, seminar, given.Guest(6))
		must(t, err)

		if got := models.CodeOf(public); got != "registration.ended" {
			t.Errorf("the public: %v", public)
		}
		if models.KindOf(invitee) != models.Conflict || models.CodeOf(full) != "registration.ended_full" {
			t.Errorf("the invited: %v; the office beyond the seats: %v", invitee, full)
		}
		if recorded.Status != models.Confirmed {
			t.Errorf("who was there is %s", recorded.Status)
		}
		if n := g.Number("SELECT count(*) FROM registrations WHERE status = 'offered'"); n != 0 {
			t.Error("a seat of a seminar that is over was offered")
		}
	})
}
