package store_test

import (
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestEachTextOfASeminarHasAnAddressOfItsOwn: whatever is published later, the
// address of the first text shows the first text.
func TestEachTextOfASeminarHasAnAddressOfItsOwn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		first := o.Published(models.EditionInput{})
		other := o.Other("proceedings", "Proceedings").Submitted().Cleared()
		other.Published(models.EditionInput{})
		o.Other("chairs_summary", "Draft")
		g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{}) // of another seminar, also number 1
		other.Corrected().Point("A second point")
		other.Submitted().Cleared().Published(models.EditionInput{Kind: "revision", Reason: "A point was missing."})
		text := func(kind models.SummaryKind, number int, isFirst bool) {
			t.Helper()
			e, err := g.Store.PublicText(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, kind)
			if err != nil || e.Number != number || e.First != isFirst {
				t.Errorf("the text %q is edition %d, first: %v, %v; want edition %d", kind, e.Number, e.First, err, number)
			}
		}
		const summary, proceedings = "/summary", "/summary/proceedings"
		seminar := models.SeminarPath(o.SeriesSlug, o.SeminarSlug)
		listed := func(address string, texts ...models.SummaryKind) {
			t.Helper()
			seminars, err := g.Store.PublicSeminars(ctx, models.Public, o.Series)
			must(t, err)
			home, err := g.Store.Home(ctx, models.Public)
			must(t, err)
			ofSeries := func(m models.PublicSeminar) bool { return m.SeriesSlug != o.SeriesSlug }
			for _, m := range append(seminars, slices.DeleteFunc(home.Seminars, ofSeries)...) {
				if m.TextPath() != seminar+address || m.Texts != len(texts) {
					t.Errorf("a list links to %s of %d texts, want %s of %d", m.TextPath(), m.Texts, address, len(texts))
				}
			}
			sitemap, err := g.Store.SitemapSeminars(ctx, models.Public, 1)
			must(t, err)
			at := slices.IndexFunc(sitemap, func(m models.SitemapSeminar) bool { return m.SeriesSlug == o.SeriesSlug })
			if !slices.Equal(sitemap[at].Texts, texts) {
				t.Errorf("the sitemap has %q, want %q", sitemap[at].Texts, texts)
			}
		}

		text("", 1, true)
		text("executive_summary", 1, true)
		text("proceedings", 3, false)
		listed(summary, "", "proceedings")
		if _, err := g.Store.PublicText(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, "chairs_summary"); models.KindOf(err) != models.NotFound {
			t.Errorf("a draft: %v", err)
		}
		if _, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 0); models.KindOf(err) != models.NotFound {
			t.Errorf("edition 0: %v", err)
		}
		latest, err := g.Store.LatestEditions(ctx, models.Public, o.SeriesSlug, "", 0)
		must(t, err)
		page, err := g.Store.PublicSeminar(ctx, models.Public, o.SeriesSlug, o.SeminarSlug)
		must(t, err)
		for _, e := range latest.Items {
			want := map[int]string{1: summary, 2: proceedings, 3: proceedings}[e.Number]
			if e.TextPath() != seminar+want || page.TextPath(e.Kind) != seminar+want {
				t.Errorf("edition %d is of the text %s, on the page of the seminar %s; want %s", e.Number, e.TextPath(), page.TextPath(e.Kind), want)
			}
		}

		_, err = g.Store.WithdrawEdition(ctx, o.Publisher, o.Summary, first.ID, models.WithdrawalInput{Reason: "A name is wrong"})
		must(t, err)

		text("", 1, true)
		listed(proceedings, "proceedings")
	})
}
