package store_test

import (
	"testing"

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
