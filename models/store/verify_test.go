package store_test

import (
	"context"
	"testing"
	"time"

	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// verify returns the problems found. It fails the test if the check does not
// complete.
func verify(t *testing.T, g *given.Given) ([]store.Broken, error) {
	t.Helper()
	soon, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	found, err := g.Store.Verify(soon, models.AuditCheckpoint{})
	return found.Broken, err
}

func TestVerifyComparesSeatCountsWithRegistrations(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(2)
		a := g.Registered(seminar, 1)
		for n := 2; n <= 4; n++ {
			g.Registered(seminar, n)
		}
		must(t, g.Store.WithdrawRegistration(ctx, g.Holder(a.ID), a.ID)) // one confirmed, one offered, one waiting
		for _, c := range []struct {
			name, change string
			want         []string
		}{
			{"confirmed and offered seats are taken", "", nil},
			{"a seat too few", "UPDATE seminars SET seats_taken = 1", []string{"seats taken are not the seats held"}},
			{"a person waiting too many", "UPDATE seminars SET seats_taken = 2, waiting = 2", []string{"the waiting are not those counted as waiting"}},
		} {
			if c.change != "" {
				if _, err := g.DB().Exec(c.change); err != nil {
					t.Fatal(err)
				}
			}

			broken, err := verify(t, g)

			var want []store.Broken
			for _, what := range c.want {
				want = append(want, store.Broken{What: what, Where: seminar})
			}
			if err != nil || len(broken) != len(want) || len(want) == 1 && broken[0] != want[0] {
				t.Errorf("%s: verify reports %v, %v; want %v", c.name, broken, err, want)
			}
		}
	})
}
