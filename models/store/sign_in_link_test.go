package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestADisabledAccountIsSentNoLink(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		admin := g.Administrator()
		ling := g.Account("Ling")
		jobs := func() int { return g.Number("SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send'") }
		must(t, g.Store.SendSignInLink(ctx, admin, ling.ID))
		must(t, g.Store.DisableAccount(ctx, admin, ling.ID))

		err := g.Store.SendSignInLink(ctx, admin, ling.ID)

		if models.CodeOf(err) != "account.is_disabled" || jobs() != 1 {
			t.Errorf("%v; %d jobs, want 1", err, jobs())
		}
	})
}
