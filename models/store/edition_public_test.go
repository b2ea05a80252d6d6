package store_test

import (
	"context"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func TestAnEditionIsHiddenWithItsSeriesOrSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for _, c := range []struct{ name, hide string }{
			{"a series that is not announced", "UPDATE series SET announced_at = NULL"},
			{"a draft of a seminar", "UPDATE seminars SET status = 'draft'"},
		} {
			o := g.NewOutcome(1).Submitted().Cleared()
			o.Published(models.EditionInput{})
			if _, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 1); err != nil {
				t.Fatal(err)
			}
			if _, err := g.DB().Exec(c.hide); err != nil {
				t.Fatal(err)
			}

			_, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 1)
			if news, err := g.Store.EditionNews(ctx, models.Public, 0); err != nil || len(news) > 0 {
				t.Errorf("%s: the news are %v, %v", c.name, news, err)
			}
			latest, listErr := g.Store.LatestEditions(ctx, models.Public, "", "", 0)

			if models.KindOf(err) != models.NotFound || listErr != nil || len(latest.Items) != 0 {
				t.Errorf("%s: reading the edition gives %v; %d are listed, %v", c.name, err, len(latest.Items), listErr)
			}
		}
	})
}

// TestTheNewsOfEditionsNeverGoBackInTime: a withdrawal is news too, and takes
// the text away.
func TestTheNewsOfEditionsNeverGoBackInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		first, second := g.NewOutcome(1).Submitted().Cleared(), g.NewOutcome(1).Submitted().Cleared()
		e := second.Published(models.EditionInput{})
		g.Pass(time.Hour)
		newest := first.Published(models.EditionInput{})
		news := func() []models.EditionRow {
			t.Helper()
			all, err := g.Store.EditionNews(ctx, models.Public, 10)
			if err != nil || len(all) != 2 {
				t.Fatalf("%d news: %v", len(all), err)
			}
			return all
		}
		before := news()
		if before[0].ID != newest.ID || before[0].Intro.IsZero() {
			t.Errorf("the newest is %v", before[0])
		}

		g.Pass(time.Hour)
		if _, err := g.Store.WithdrawEdition(ctx, second.Publisher, second.Summary, e.ID, models.WithdrawalInput{Reason: "A name is wrong"}); err != nil {
			t.Fatal(err)
		}

		after := news()
		if now := after[0]; now.ID != e.ID || now.WithdrawnWhy != "A name is wrong" || !now.Intro.IsZero() || now.Title.IsZero() {
			t.Errorf("the newest is %v", now)
		}
		if !after[0].ChangedAt().After(before[0].ChangedAt()) {
			t.Errorf("the time went from %s back to %s", before[0].ChangedAt(), after[0].ChangedAt())
		}
	})
}
