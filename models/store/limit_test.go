package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

var twenty = models.Limit{What: "test", Max: 20, In: time.Minute}

func TestTwentyOfTwoHundredSimultaneousAttemptsPass(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		var all sync.WaitGroup
		answers := make(chan error, 200)
		for range cap(answers) {
			all.Go(func() { answers <- g.Store.Limit(ctx, models.Public, twenty, "192.0.2.1") })
		}
		all.Wait()
		close(answers)
		passed := 0
		for err := range answers {
			switch models.KindOf(err) {
			case models.TooMany:
			case "":
				if err != nil {
					t.Error(err)
				}
				passed++
			}
		}
		if passed != 20 {
			t.Errorf("%d passed", passed)
		}
	})
}

func TestALimitStatesWhenItEndsAndThenEnds(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		try := func(who string) error { return g.Store.Limit(ctx, models.Public, twenty, who) }
		for range 20 {
			if err := try("a"); err != nil {
				t.Fatal(err)
			}
		}
		g.Pass(20*time.Second + time.Millisecond)

		err := try("a")

		if refusal, ok := err.(*models.Error); !ok || refusal.Kind != models.TooMany || refusal.Retry != 40 {
			t.Errorf("got %#v", err)
		}
		if err := try("b"); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		g.Pass(40 * time.Second)
		if err := try("a"); err != nil {
			t.Errorf("after the limit ended: %v", err)
		}
	})
}

func TestExpiredRowsAreDeleted(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		kept := func() string {
			return fmt.Sprint(howMany(t, g, "SELECT count(*) FROM limits"), howMany(t, g, "SELECT count(*) FROM sign_in_links"),
				howMany(t, g, "SELECT count(*) FROM sign_ins"), howMany(t, g, "SELECT count(*) FROM refresh_tokens"))
		}
		g.SignIn(g.Account("Ling").ID, models.Browser)
		if err := g.Store.Limit(ctx, models.Public, twenty, "a"); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			pass time.Duration
			want string
		}{{0, "1 1 1 1"}, {time.Minute, "0 1 1 1"}, {3 * 24 * time.Hour, "0 0 1 1"}, {40 * 24 * time.Hour, "0 0 1 0"}, {90 * 24 * time.Hour, "0 0 0 0"}} {
			g.Pass(step.pass)
			if err := g.Store.ForgetExpired(ctx, models.System); err != nil {
				t.Fatal(err)
			}
			if got := kept(); got != step.want {
				t.Errorf("after another %s: %s, want %s", step.pass, got, step.want)
			}
		}
		if err := g.Store.ForgetExpired(ctx, models.Public); models.KindOf(err) != models.NotFound {
			t.Error(err)
		}
	})
}
