package store_test

import (
	"slices"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheHomePageListsASeminarUntilItsLastDay(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced() // 26 and 27 May
		for _, c := range []struct {
			now  time.Time
			want int
		}{
			{given.Noon, 1},
			{time.Date(2027, 5, 27, 12, 0, 0, 0, time.UTC), 1},
			{time.Date(2027, 5, 28, 12, 0, 0, 0, time.UTC), 0},
		} {
			g.At(c.now)

			home, err := g.Store.Home(ctx, models.Public)

			if err != nil || len(home.Next) != c.want || c.want == 1 && home.Next[0].ID != p.Seminar {
				t.Errorf("%s: %d seminars, %v; want %d", c.now, len(home.Next), err, c.want)
			}
		}
	})
}

func TestTheHomePageListsACancelledSeminarUntilItsLastDay(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced() // 26 and 27 May
		must(t, g.Store.MoveSeminar(ctx, p.By, p.Seminar, models.SeminarCancelled))

		before, err := g.Store.Home(ctx, models.Public)
		must(t, err)
		g.At(time.Date(2027, 5, 28, 12, 0, 0, 0, time.UTC))
		after, err := g.Store.Home(ctx, models.Public)
		must(t, err)

		if len(before.Next) != 1 || before.Next[0].Status != models.SeminarCancelled || len(after.Next) != 0 {
			t.Errorf("before %v, after %v", before.Next, after.Next)
		}
	})
}

func TestTheHomePageListsOneEditionOfEachText(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		o.Published(models.EditionInput{})
		other := o.Other("proceedings", "Proceedings").Submitted().Cleared()
		other.Published(models.EditionInput{})
		o.Corrected().Point("A second point")
		newest := o.Submitted().Cleared().Published(models.EditionInput{Kind: "corrigendum", Reason: "A point was missing."})
		listed := func(want ...int) {
			t.Helper()
			home, err := g.Store.Home(ctx, models.Public)
			must(t, err)
			var numbers []int
			for _, e := range home.Published {
				numbers = append(numbers, e.Number)
			}
			slices.Sort(numbers)
			if !slices.Equal(numbers, want) {
				t.Errorf("the home page lists the editions %v, want %v", numbers, want)
			}
		}

		listed(2, 3)
		_, err := g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, newest.ID, models.WithdrawalInput{Reason: "Too early."})
		must(t, err)
		listed(1, 2)
	})
}
