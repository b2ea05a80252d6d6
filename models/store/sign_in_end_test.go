package store_test

import (
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestRevokingATokenEndsItsOwnSignInOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		before, own, after := g.SignIn(ling.ID, models.API), g.SignIn(ling.ID, models.API), g.SignIn(ling.ID, models.API)
		check := func(what string, f models.FreshSignIn, want models.Kind) {
			t.Helper()
			if _, err := g.Store.ActorOf(ctx, models.Public, f.SignInID); models.KindOf(err) != want {
				t.Errorf("%s: %v", what, err)
			}
		}

		must(t, g.Store.RevokeSignIn(ctx, models.Public, "unknown"))
		check("after an unknown token", own, "")
		must(t, g.Store.RevokeSignIn(ctx, models.Public, own.Refresh))
		must(t, g.Store.RevokeSignIn(ctx, models.Public, own.Refresh))

		check("its own sign-in", own, models.NotFound)
		check("an earlier sign-in", before, "")
		check("a later sign-in", after, "")
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'sign_in.revoke' AND subject_id = $1", ling.ID); n != 1 {
			t.Errorf("the audit log has %d entries, want 1", n)
		}
	})
}

func TestASignInKeepsTheTimeWhenItFirstEnded(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		here, there := g.SignedIn(ling.ID), g.SignedIn(ling.ID)
		must(t, g.Store.SignOut(ctx, here))
		must(t, g.Store.EndOtherSignIns(ctx, there))
		unchanged := func() int {
			return g.Number("SELECT count(*) FROM sign_ins WHERE id = $1 AND ended_at = created_at", here.SignInID)
		}
		if unchanged() != 1 {
			t.Fatal("the sign-in has not ended")
		}

		g.Pass(time.Hour)
		must(t, g.Store.SignOut(ctx, here)) // a second tab
		must(t, g.Store.EndOtherSignIns(ctx, there))

		if unchanged() != 1 {
			t.Error("the sign-in ended at another time")
		}
	})
}

func TestASignInIsListedUntilItIsOver(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		ended := g.SignedIn(ling.ID)
		must(t, g.Store.SignOut(ctx, ended))
		g.SignIn(ling.ID, models.Browser)
		for _, c := range []struct {
			pass time.Duration
			want int
		}{{0, 1}, {models.SignInLife - time.Second, 1}, {time.Second, 0}} {
			g.Pass(c.pass)

			page, err := g.Store.Account(ctx, models.System, ling.ID)

			if err != nil || len(page.SignIns) != c.want {
				t.Errorf("after another %s: %d sign-ins, %v; want %d", c.pass, len(page.SignIns), err, c.want)
			}
		}
	})
}
