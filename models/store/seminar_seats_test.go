package store_test

import (
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestAddedSeatsAreOfferedAndRemovedSeatsEvictNobody(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		set := func(seats models.Whole) {
			t.Helper()
			in := given.SeminarIn("Beijing")
			in.Slug, in.Seats = p.SeminarSlug, seats
			if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, p.Desk().Seminar.Version, in); err != nil {
				t.Fatal(err)
			}
		}
		check := func(when string, confirmed, offered, waiting, ceiling int) {
			t.Helper()
			d := p.Desk()
			if d.Counts[models.Confirmed] != confirmed || d.Counts[models.Offered] != offered || d.Counts[models.Waitlisted] != waiting || d.Seminar.SeatsCeiling != ceiling || d.Seminar.Waiting != waiting {
				t.Errorf("%s: %v, %d waiting, ceiling %d", when, d.Counts, d.Seminar.Waiting, d.Seminar.SeatsCeiling)
			}
		}
		set("2")
		p.Announced()
		for n := range 5 {
			g.Registered(p.Seminar, n)
		}
		check("at first", 2, 0, 3, 2)

		set("4")
		check("with two seats more", 2, 2, 1, 4)

		set("1")
		check("with three seats fewer", 2, 2, 1, 4)
	})
}

func TestRegistrationIsOpenFromTheAnnouncementUntilTheSeminarBegins(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		change(t, g, p.Seminar, func(in *models.SeminarInput) {
			in.OpensAt, in.ClosesAt = "", ""
			in.StartsOn = models.Day(g.Now().AddDate(0, 0, 2).Format(time.DateOnly))
			in.EndsOn = in.StartsOn
		})
		register := func(n int) string {
			_, err := g.Store.Register(ctx, models.Public, p.Seminar, given.Guest(n))
			return models.CodeOf(err)
		}
		if got := register(1); got == "" {
			t.Error("a draft takes registrations")
		}

		p.Announced()

		if got := register(1); got != "" {
			t.Errorf("after the announcement: %s", got)
		}
		g.Pass(48 * time.Hour)
		if got := register(2); got != "registration.over" {
			t.Errorf("on the first day: %q", got)
		}
	})
}
