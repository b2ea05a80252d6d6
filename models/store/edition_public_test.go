package store_test

import (
	"testing"

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
			latest, listErr := g.Store.LatestEditions(ctx, models.Public, "", "", 0)

			if models.KindOf(err) != models.NotFound || listErr != nil || len(latest.Items) != 0 {
				t.Errorf("%s: reading the edition gives %v; %d are listed, %v", c.name, err, len(latest.Items), listErr)
			}
		}
	})
}
