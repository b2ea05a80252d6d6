package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

var request = models.IdempotentRequest{Caller: "ling", Key: "one", Route: "POST /api/v1/accounts", BodyHash: "a"}

// create makes an account inside Idempotent and reads it back there.
func create(g *given.Given, email string) func(context.Context) (int, []byte, error) {
	return func(ctx context.Context) (int, []byte, error) {
		a, err := g.Store.CreateAccount(ctx, models.System, models.AccountInput{Email: email, Name: "Ling", Language: "zh"})
		if err != nil {
			return 0, nil, err
		}
		page, err := g.Store.Account(ctx, models.System, a.ID)
		return 201, []byte(page.Email), err
	}
}

func TestARepeatedRequestTakesEffectOnceAndGetsTheSameAnswer(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		var all sync.WaitGroup
		var mu sync.Mutex
		firsts := 0
		for range 20 {
			all.Go(func() {
				a, repeated, err := g.Store.Idempotent(ctx, models.System, request, create(g, "ling@example.org"))
				mu.Lock()
				defer mu.Unlock()
				if err != nil || a.Status != 201 || a.Answer != "ling@example.org" {
					t.Errorf("%+v, %v", a, err)
				}
				if !repeated {
					firsts++
				}
			})
		}
		all.Wait()
		accounts, logged := howMany(t, g, "SELECT count(*) FROM accounts"), howMany(t, g, "SELECT count(*) FROM audit_entries WHERE verb = 'account.create'")
		if firsts != 1 || accounts != 1 || logged != 1 {
			t.Errorf("%d first answers, %d accounts, %d log entries", firsts, accounts, logged)
		}
	})
}

func TestAKeyIsRefusedForAnotherRequest(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		if _, _, err := g.Store.Idempotent(ctx, models.System, request, create(g, "ling@example.org")); err != nil {
			t.Fatal(err)
		}
		body, route, caller, key := request, request, request, request
		body.BodyHash, route.Route, caller.Caller, key.Key = "b", "POST /api/v1/series", "wu", "two"

		for _, r := range []models.IdempotentRequest{body, route} {
			if _, _, err := g.Store.Idempotent(ctx, models.System, r, create(g, "wu@example.org")); models.CodeOf(err) != "idempotency.mismatch" {
				t.Errorf("%+v: %v", r, err)
			}
		}
		for i, r := range []models.IdempotentRequest{caller, key} {
			if _, repeated, err := g.Store.Idempotent(ctx, models.System, r, create(g, []string{"wu@example.org", "li@example.org"}[i])); err != nil || repeated {
				t.Errorf("%+v: %v, %v", r, repeated, err)
			}
		}
		for _, bad := range []string{"", "with space", "with\nline"} {
			r := request
			r.Key = bad
			if _, _, err := g.Store.Idempotent(ctx, models.System, r, create(g, "x@example.org")); models.CodeOf(err) != "idempotency.key" {
				t.Errorf("key %q: %v", bad, err)
			}
		}
	})
}

func TestAKeyIsForgottenAfterADay(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		if _, _, err := g.Store.Idempotent(ctx, models.System, request, create(g, "ling@example.org")); err != nil {
			t.Fatal(err)
		}
		g.Pass(models.IdempotencyLife)

		_, repeated, err := g.Store.Idempotent(ctx, models.System, request, create(g, "wu@example.org"))

		if err != nil || repeated {
			t.Errorf("repeated %v, %v", repeated, err)
		}
	})
}

func TestAFailedRequestChangesNothing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		broken := errors.New("the answer cannot be made")
		_, _, err := g.Store.Idempotent(ctx, models.System, request, func(ctx context.Context) (int, []byte, error) {
			create(g, "ling@example.org")(ctx)
			if err := g.Store.RequestSignInLink(ctx, models.Public, models.SignInInput{Email: "ling@example.org"}); err != nil {
				return 0, nil, err
			}
			return 0, nil, broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		for _, table := range []string{"accounts", "audit_entries", "idempotent_answers", "river_job"} {
			if n := howMany(t, g, "SELECT count(*) FROM "+table); n != 0 {
				t.Errorf("%d rows remain in %s", n, table)
			}
		}
		if _, repeated, err := g.Store.Idempotent(ctx, models.System, request, create(g, "ling@example.org")); err != nil || repeated {
			t.Errorf("the same key used later: %v, %v", repeated, err)
		}
	})
}

func TestAChangeInARequestWithAKeyRaisesThePublicRevision(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		before := g.Number("SELECT n FROM public_revision WHERE id = 1")

		_, _, err := g.Store.Idempotent(ctx, models.System, request, func(ctx context.Context) (int, []byte, error) {
			if err := given.MoveSeminar(ctx, g.Store, p.By, p.Seminar, models.SeminarAnnounced); err != nil {
				return 0, nil, err
			}
			_, err := g.Store.AddOrganisation(ctx, models.System, models.OrganisationInput{Name: "Not public yet", Kind: "ngo", Language: "en"})
			return 200, nil, err
		})

		if after := g.Number("SELECT n FROM public_revision WHERE id = 1"); err != nil || after != before+1 {
			t.Errorf("the revision went from %d to %d, %v", before, after, err)
		}
	})
}
