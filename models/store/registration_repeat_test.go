package store_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// inEachStatus registers guests until there is one registration in each active
// status, and one that was withdrawn. The guest of a status has the number
// given with it.
func inEachStatus(t *testing.T, g *given.Given) (approval, open string, guests map[models.RegistrationStatus]int) {
	t.Helper()
	approval, open = g.SeminarOf(5, models.AdmissionApproval), g.OpenSeminar(2)
	g.Registered(approval, 1)
	withdrawn := g.Registered(open, 2)
	for n := 3; n <= 5; n++ {
		g.Registered(open, n)
	}
	must(t, g.Store.WithdrawRegistration(ctx, g.Holder(withdrawn.ID), withdrawn.ID))
	return approval, open, map[models.RegistrationStatus]int{
		models.Pending: 1, models.Withdrawn: 2, models.Confirmed: 3, models.Offered: 4, models.Waitlisted: 5,
	}
}

func TestAnActiveRegistrationIsNotDuplicated(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		approval, open, guests := inEachStatus(t, g)
		for status, n := range guests {
			seminar := open
			if status == models.Pending {
				seminar = approval
			}

			e, err := g.Store.Register(ctx, models.Public, seminar, given.Guest(n))

			if err != nil || e.AlreadyRegistered != (status != models.Withdrawn) || e.AlreadyRegistered && e.Status != status {
				t.Errorf("%s: %+v, %v", status, e, err)
			}
		}
	})
}

func TestNobodyWithAnActiveRegistrationIsInvited(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		approval, open, guests := inEachStatus(t, g)
		for status, n := range guests {
			seminar, want := open, "registration.email_taken"
			switch status {
			case models.Pending:
				seminar, want = approval, "" // the invitation is the approval
			case models.Withdrawn:
				want = ""
			}

			_, err := g.Store.CreateInvitation(ctx, models.System, seminar, invited(n))

			if got := models.ProblemsOf(err)["email"].Code; got != want || err != nil && want == "" {
				t.Errorf("%s: %v, want %q", status, err, want)
			}
		}
	})
}

// desk is the form of a person whose mission has one address for all.
func desk(name string) models.RegistrationInput {
	in := given.Guest(1)
	in.Email, in.Name, in.FamilyName = "desk@mission.example", name, ""
	return in
}

// notRegistered lists the names that the mails about a registration report as
// not registered.
func notRegistered(t *testing.T, g *given.Given, registration string) []string {
	t.Helper()
	rows, err := g.DB().Query("SELECT id FROM shared_addresses WHERE registration_id = $1 ORDER BY created_at, id", registration)
	must(t, err)
	defer rows.Close()
	var names []string
	for rows.Next() {
		var id string
		must(t, rows.Scan(&id))
		l, err := g.Store.RegistrationLetter(ctx, models.System, models.MailRegistration{RegistrationID: registration, Mail: models.MailAgain, Nonce: id})
		must(t, err)
		names = append(names, l.NotRegistered)
	}
	return names
}

func TestTheSecondPersonWithAnAddressIsNotDroppedWithoutAWord(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		ana, err := g.Store.Register(ctx, models.Public, seminar, desk("Ana First"))
		must(t, err)
		again, err := g.Store.Register(ctx, models.Public, seminar, desk("Ana FIRST"))
		must(t, err)
		ben, err := g.Store.Register(ctx, models.Public, seminar, desk("Ben Second"))
		must(t, err)
		if again.ID != ana.ID || ben.ID != ana.ID || again.OtherPerson || !ben.OtherPerson {
			t.Errorf("the same person %+v, another one %+v", again, ben)
		}
		if got := notRegistered(t, g, ana.ID); !slices.Equal(got, []string{"Ben Second"}) {
			t.Errorf("the mails report %q", got)
		}
		if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail'"); n != 3 {
			t.Errorf("%d mails, want one for each form", n)
		}

		office, err := g.Store.Registration(ctx, models.System, ana.ID)
		holder, err2 := g.Store.Registration(ctx, g.Holder(ana.ID), ana.ID)
		if err != nil || err2 != nil || !slices.Equal(office.NotRegistered, []string{"Ben Second"}) || holder.NotRegistered != nil {
			t.Errorf("organisers read %q, the holder %q: %v %v", office.NotRegistered, holder.NotRegistered, err, err2)
		}
		g.Pass(models.SharedAddressLife + time.Hour)
		must(t, g.Store.ForgetExpired(ctx, models.System))
		if n := g.Number("SELECT count(*) FROM shared_addresses"); n != 0 {
			t.Error("the name is kept for ever")
		}
	})
}

func TestTwoPeopleWithOneAddressAtTheSameMomentAreToldToo(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(50)
		var group sync.WaitGroup
		for n := range 20 {
			group.Go(func() {
				if _, err := g.Store.Register(ctx, models.Public, seminar, desk(fmt.Sprintf("Person%d", n))); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()

		if n := g.Number("SELECT count(*) FROM registrations"); n != 1 {
			t.Fatalf("%d registrations with one address", n)
		}
		if mails, names := g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail'"), g.Number("SELECT count(DISTINCT name) FROM shared_addresses"); mails != 20 || names != 19 {
			t.Errorf("20 people get %d mails, %d of which name one who is not registered; want 20 and 19", mails, names)
		}
	})
}

func TestOrganisersAreRefusedASecondPersonWithAnAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		by := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		_, err := g.Store.Register(ctx, by, seminar, desk("Ana First"))
		must(t, err)

		_, refused := g.Store.Register(ctx, by, seminar, desk("Ben Second"))
		same, err := g.Store.Register(ctx, by, seminar, desk("First Ana"))
		must(t, err)
		_, public := g.Store.Register(ctx, g.Actor("Nobody in particular"), seminar, desk("Ben Second"))

		if got := models.ProblemsOf(refused)["email"].Code; got != "registration.email_taken" {
			t.Errorf("another person: %v", refused)
		}
		if !same.AlreadyRegistered || public != nil {
			t.Errorf("the same person: %+v; another one by somebody without rights: %v", same, public)
		}
	})
}
