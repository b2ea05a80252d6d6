package store_test

import (
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
