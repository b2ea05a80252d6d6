package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func rendering(e models.Edition, body string) models.Rendering {
	return models.Rendering{EditionID: e.ID, Language: "en", Fingerprint: "of " + body, Body: []byte(body)}
}

func TestARenderingIsKeptAndReplacedAndGoesWithItsEdition(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted().Cleared()
		e := o.Published(models.EditionInput{})

		if _, err := g.Store.EditionRendering(ctx, models.Public, e.ID, "en"); models.KindOf(err) != models.NotYet {
			t.Errorf("before it is made: %v", err)
		}
		for _, body := range []string{"first", "second"} {
			if err := g.Store.KeepRendering(ctx, models.System, rendering(e, body)); err != nil {
				t.Fatal(err)
			}
			if r, err := g.Store.EditionRendering(ctx, models.Public, e.ID, "en"); string(r.Body) != body || err != nil {
				t.Errorf("it is %q instead of %q: %v", r.Body, body, err)
			}
		}
		if _, err := g.Store.EditionRendering(ctx, models.Public, e.ID, "fr"); models.KindOf(err) != models.NotYet {
			t.Errorf("in another language: %v", err)
		}
		_, made, err := g.Store.EditionToSet(ctx, models.System, e.ID)
		if err != nil || len(made) != 1 || made["en"] != "of second" {
			t.Errorf("made are %v: %v", made, err)
		}
		if err := g.Store.KeepRendering(ctx, models.System, models.FailedRendering(e.ID, "en", "c", errors.New("no font"))); err != nil {
			t.Fatal(err)
		}
		if r, err := g.Store.EditionRendering(ctx, models.Public, e.ID, "en"); r.Failure != "no font" || len(r.Body) > 0 || err != nil {
			t.Errorf("after a failure it is %q, %q: %v", r.Body, r.Failure, err)
		}

		if _, err := g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, e.ID, models.WithdrawalInput{Reason: "It was not so"}); err != nil {
			t.Fatal(err)
		}

		if err := g.Store.KeepRendering(ctx, models.System, rendering(e, "late")); err != nil { // it was being set
			t.Fatal(err)
		}
		if left := ask(t, database(t, g.URL), "SELECT language FROM renderings"); len(left) > 0 {
			t.Errorf("a withdrawn edition keeps %v", left)
		}
		if _, _, err := g.Store.EditionToSet(ctx, models.System, e.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("a withdrawn edition is set: %v", err)
		}
		if ids, err := g.Store.EditionsToSet(ctx, models.System, ""); len(ids) > 0 || err != nil {
			t.Errorf("to set are %v: %v", ids, err)
		}
	})
}

// TestAReplacedRenderingIsANewRevision: nodes keep what they have sent. A first
// rendering was never sent.
func TestAReplacedRenderingIsANewRevision(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})
		revision := func() string { return fmt.Sprint(ask(t, database(t, g.URL), "SELECT n FROM public_revision")) }
		before := revision()

		if err := g.Store.KeepRendering(ctx, models.System, rendering(e, "first")); err != nil {
			t.Fatal(err)
		}
		if after := revision(); after != before {
			t.Errorf("a first rendering raised the revision from %s to %s", before, after)
		}
		if err := g.Store.KeepRendering(ctx, models.System, rendering(e, "second")); err != nil {
			t.Fatal(err)
		}
		if after := revision(); after == before {
			t.Errorf("a replaced rendering left the revision at %s", before)
		}
	})
}

// TestPublishingAndWithdrawingSetTheEditionsOfTheSummary: each says whether there
// is a newer one.
func TestPublishingAndWithdrawingSetTheEditionsOfTheSummary(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		db := database(t, g.URL)
		waiting := func() int { return len(ask(t, db, "SELECT id FROM river_job WHERE kind = 'edition.set'")) }
		o := g.NewOutcome(1).Submitted().Cleared()
		first := o.Published(models.EditionInput{})
		if n := waiting(); n != 1 {
			t.Errorf("after the first edition %d jobs wait, want 1", n)
		}

		o.Corrected().Point("Another finding")
		second := o.Submitted().Cleared().Published(models.EditionInput{Kind: "corrigendum", Reason: "A finding was missing"})
		if n := waiting(); n != 3 {
			t.Errorf("after the second edition %d jobs wait, want 3", n)
		}
		if _, err := g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, second.ID, models.WithdrawalInput{Reason: "It was not so"}); err != nil {
			t.Fatal(err)
		}
		if n := waiting(); n != 4 {
			t.Errorf("after the withdrawal %d jobs wait, want 4", n)
		}
		for range 3 {
			if err := g.Store.SetEditionLater(ctx, models.System, first.ID); err != nil {
				t.Fatal(err)
			}
		}
		if n := waiting(); n != 5 {
			t.Errorf("after it was asked for three times %d jobs wait, want 5", n)
		}
	})
}
