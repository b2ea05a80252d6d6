package handlers_test

import (
	"log/slog"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// TestAPublicPageTakesFewQueries counts the queries of each public page when
// nothing is kept. Pages that feature editions count their points as well.
func TestAPublicPageTakesFewQueries(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		for range 2 {
			g.NewOutcome(3).Submitted().Cleared().Published(models.EditionInput{})
		}
		o := g.NewOutcome(3).Submitted().Cleared()
		o.Published(models.EditionInput{})
		g.OpenSeminar(10)
		var asked atomic.Int64
		s, err := store.Open(t.Context(), store.Options{URL: g.URL, Now: g.Now, OnStatement: func(string) { asked.Add(1) }})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		ring, err := keys.Open(t.TempDir(), origin)
		if err != nil {
			t.Fatal(err)
		}
		app, _ := handlers.New(handlers.Options{Store: s, Keys: ring, BaseURL: origin, Log: slog.New(slog.DiscardHandler)})
		series := "/series/" + o.SeriesSlug
		seminar := series + "/" + o.SeminarSlug
		for path, most := range map[string]int64{
			"/": 3, series: 3, seminar: 3, seminar + "/summary": 3, seminar + "/summary/editions/1": 3,
			"/feed.atom": 3, "/calendar.ics": 3, "/sitemap.xml": 3, "/sitemap/series-1.xml": 3, "/sitemap/seminars-1.xml": 3, "/search?q=finding": 3,
		} {
			asked.Store(0)
			r := httptest.NewRequest("GET", path, nil)
			r.Host = "consultations.example.org"
			resp, err := app.Test(r, -1)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if n := asked.Load(); resp.StatusCode != 200 || n == 0 || n > most {
				t.Errorf("%s: %d, %d queries, want %d", path, resp.StatusCode, n, most)
			}
		}
	})
}
