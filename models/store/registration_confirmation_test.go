package store_test

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// asking is a seminar whose organisers ask for confirmation within a day, or
// do not ask if hours is empty.
func asking(t *testing.T, g *given.Given, seats int, admission models.Admission, hours models.Whole) string {
	t.Helper()
	seminar := g.SeminarOf(seats, admission)
	setHours(t, g, seminar, hours)
	return seminar
}

func setHours(t *testing.T, g *given.Given, seminar string, hours models.Whole) {
	t.Helper()
	m, err := g.Store.Seminar(ctx, models.System, seminar)
	must(t, err)
	in := m.Input("en")
	in.ConfirmHours = hours
	_, err = g.Store.EditSeminar(ctx, models.System, seminar, m.Version, in)
	must(t, err)
}

func status(t *testing.T, g *given.Given, id string) models.RegistrationStatus {
	t.Helper()
	p, err := g.Store.Registration(ctx, models.System, id)
	must(t, err)
	return p.Status
}

// TestTheSeatOfAnUnconfirmedAddressGoesToTheNextPerson has a control run in
// which the organisers do not ask: then nobody loses a seat.
func TestTheSeatOfAnUnconfirmedAddressGoesToTheNextPerson(t *testing.T) {
	for hours, want := range map[models.Whole]struct{ silent, waiting models.RegistrationStatus }{
		"24": {models.Lapsed, models.Offered}, "": {models.Confirmed, models.Waitlisted},
	} {
		t.Run("within "+string(hours)+" hours", func(t *testing.T) {
			given.EachDatabase(t, func(t *testing.T, g *given.Given) {
				seminar := asking(t, g, 3, models.AdmissionOpen, hours)
				silent, confirms := g.Registered(seminar, 1), g.Registered(seminar, 2)
				office, err := g.Store.Register(ctx, models.System, seminar, given.Guest(3))
				must(t, err)
				waiting := g.Registered(seminar, 4)
				must(t, g.Store.ConfirmAddress(ctx, g.Holder(confirms.ID), confirms.ID))
				must(t, g.Store.ConfirmAddress(ctx, g.Holder(confirms.ID), confirms.ID)) // pressed twice

				g.Pass(24 * time.Hour)
				if n, err := g.Store.LapseUnconfirmed(ctx, models.System); err != nil || n != 0 {
					t.Errorf("before the end of the time: %d, %v", n, err)
				}
				g.Pass(time.Second)
				_, err = g.Store.LapseUnconfirmed(ctx, models.System)
				must(t, err)

				for id, want := range map[string]models.RegistrationStatus{silent.ID: want.silent, confirms.ID: models.Confirmed, office.ID: models.Confirmed, waiting.ID: want.waiting} {
					if got := status(t, g, id); got != want {
						t.Errorf("registration %s is %s, want %s", id, got, want)
					}
				}
				if n := g.Number("SELECT seats_taken FROM seminars WHERE id = '" + seminar + "'"); n != 3 {
					t.Errorf("%d seats are taken, want 3", n)
				}
				told := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'registration.give_back' AND subject_id = '" + silent.ID + "'")
				if (told == 1) != (hours != "") {
					t.Errorf("%d entries in the log", told)
				}
				if hours == "" {
					return
				}
				again := g.Registered(seminar, 1)
				if again.AlreadyRegistered || again.Status != models.Waitlisted {
					t.Errorf("registering again: %+v", again)
				}
				if err := g.Store.ConfirmAddress(ctx, g.Holder(silent.ID), silent.ID); models.CodeOf(err) != "registration.confirm_over" {
					t.Errorf("confirming too late: %v", err)
				}
			})
		})
	}
}

func TestWhoeverUsesTheLinkHasConfirmedTheAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := asking(t, g, 3, models.AdmissionOpen, "24")
		corrects := g.Registered(seminar, 1)
		in := given.Guest(1)
		in.Post, in.Capacity = "Adviser", "delegate"
		must(t, g.Store.CorrectRegistration(ctx, g.Holder(corrects.ID), corrects.ID, 1, in))
		i := invite(t, g, seminar, 2)
		accepts, err := g.Store.AcceptInvitation(ctx, given.Invitee(i.ID), i.ID, given.Guest(2))
		must(t, err)
		office := g.Registered(seminar, 3)
		in = given.Guest(3)
		in.Post, in.Capacity = "Adviser", "delegate"
		must(t, g.Store.CorrectRegistration(ctx, models.System, office.ID, 1, in)) // proves nothing

		g.Pass(25 * time.Hour)
		_, err = g.Store.LapseUnconfirmed(ctx, models.System)
		must(t, err)

		for id, want := range map[string]models.RegistrationStatus{corrects.ID: models.Confirmed, accepts.ID: models.Confirmed, office.ID: models.Lapsed} {
			if got := status(t, g, id); got != want {
				t.Errorf("registration %s is %s, want %s", id, got, want)
			}
		}
	})
}

func TestAnApprovedPersonIsAskedFromTheApprovalOn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		e := g.Registered(asking(t, g, 3, models.AdmissionApproval, "24"), 1)
		g.Pass(48 * time.Hour)
		must(t, g.Store.ConfirmRegistration(ctx, models.System, e.ID))

		p, err := g.Store.Registration(ctx, models.System, e.ID)
		must(t, err)
		if p.ConfirmBy == nil || !p.ConfirmBy.Equal(g.Now().Add(24*time.Hour)) || !p.MayConfirmAddress {
			t.Errorf("the address is to be confirmed by %v", p.ConfirmBy)
		}
	})
}

func TestNobodyLosesASeatWhenTheOrganisersNoLongerAsk(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := asking(t, g, 3, models.AdmissionOpen, "24")
		e := g.Registered(seminar, 1)
		setHours(t, g, seminar, "")
		g.Pass(48 * time.Hour)
		_, err := g.Store.LapseUnconfirmed(ctx, models.System)
		must(t, err)

		if got := status(t, g, e.ID); got != models.Confirmed {
			t.Errorf("the registration is %s", got)
		}
	})
}

func TestTheTimeToConfirmStopsWhileASeminarIsPostponed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := asking(t, g, 3, models.AdmissionOpen, "24")
		e := g.Registered(seminar, 1)
		must(t, g.Store.MoveSeminar(ctx, models.System, seminar, models.SeminarPostponed))
		g.Pass(48 * time.Hour)
		_, err := g.Store.LapseUnconfirmed(ctx, models.System)
		must(t, err)
		if got := status(t, g, e.ID); got != models.Confirmed {
			t.Errorf("while it is postponed the registration is %s", got)
		}

		must(t, given.MoveSeminar(ctx, g.Store, models.System, seminar, models.SeminarAnnounced))
		_, err = g.Store.LapseUnconfirmed(ctx, models.System)
		must(t, err)
		if p, err := g.Store.Registration(ctx, models.System, e.ID); err != nil || p.Status != models.Confirmed || !p.ConfirmBy.Equal(g.Now().Add(24*time.Hour)) {
			t.Errorf("announced again, the registration is %s until %v: %v", p.Status, p.ConfirmBy, err)
		}
	})
}

func TestTheTimeToConfirmIsAWholeNumberOfHours(t *testing.T) {
	for hours, want := range map[models.Whole]string{"1": "", "720": "", "": "", "0": "confirm_hours", "721": "confirm_hours", "a day": "confirm_hours"} {
		in := models.SeminarInput{Label: "Seminar", Place: "Oslo", TimeZone: "Europe/Oslo", Language: "en", Admission: models.AdmissionOpen, ConfirmHours: hours}
		_, err := in.Check(models.Seminar{}, nil)
		if got := models.ProblemsOf(err).String(); strings.Contains(got, "confirm_hours") != (want != "") {
			t.Errorf("%q: %q", hours, got)
		}
	}
}
