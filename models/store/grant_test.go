package store_test

import (
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestAGrantIsOfferedTheSessionsOfItsSeminarOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewProgramme()
		first, second := p.Session(given.SessionAt("09:00", "10:00", "", "")), p.Session(given.SessionAt("11:00", "12:00", "", ""))
		other.Session(given.SessionAt("09:00", "10:00", "", ""))
		sessions := func(seminar string) (ids []string) {
			c, err := g.Store.GrantChoices(ctx, models.System, seminar)
			must(t, err)
			if len(c.Series) != 2 || len(c.Seminars) != 2 {
				t.Errorf("%d series and %d seminars are offered, want 2 and 2", len(c.Series), len(c.Seminars))
			}
			for _, s := range c.Sessions {
				ids = append(ids, s.ID)
			}
			return ids
		}

		if got, want := sessions(p.Seminar), []string{first.ID, second.ID}; !slices.Equal(got, want) {
			t.Errorf("the sessions are %v, want %v", got, want)
		}
		if got := sessions(""); len(got) != 0 {
			t.Errorf("without a seminar the sessions are %v", got)
		}
	})
}
