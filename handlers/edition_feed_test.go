package handlers_test

import (
	"regexp"
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

var atomID = regexp.MustCompile(`<id>([^<]+)</id>`)

// TestTheIDsOfTheFeedNeverChange: a feed reader shows an entry with a new id as
// a new one.
func TestTheIDsOfTheFeedNeverChange(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		ids := func(s *site, path string) []string {
			t.Helper()
			a := s.browser(t).get(path)
			var ids []string
			for _, id := range atomID.FindAllStringSubmatch(a.body, -1) {
				ids = append(ids, id[1])
			}
			if a.status != 200 || len(ids) != 5 {
				t.Fatalf("%s: %d with the ids %q", path, a.status, ids)
			}
			return ids
		}
		before := ids(s, "/feed.atom")
		if all := slices.Compact(slices.Sorted(slices.Values(before))); len(all) != len(before) {
			t.Errorf("two ids are the same: %q", before)
		}
		for _, id := range before {
			if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(id) {
				t.Errorf("the id %s", id)
			}
		}

		series, err := g.Store.Series(t.Context(), models.System, w.Main.Series)
		if err != nil {
			t.Fatal(err)
		}
		in := series.Input("en")
		in.Slug = "new-series"
		if _, err := g.Store.EditSeries(t.Context(), models.System, series.ID, series.Version, in); err != nil {
			t.Fatal(err)
		}
		m, err := g.Store.Seminar(t.Context(), models.System, w.Main.Concluded)
		if err != nil {
			t.Fatal(err)
		}
		seminar := m.Input("en")
		seminar.Slug = "new-concluded"
		if _, err := g.Store.EditSeminar(t.Context(), models.System, m.ID, m.Version, seminar); err != nil {
			t.Fatal(err)
		}

		if after := ids(s, "/feed.atom"); !slices.Equal(before, after) {
			t.Errorf("after a change of addresses: %q, before: %q", after, before)
		}
		for _, path := range []string{"/feed.atom?lang=ar", "/feed.atom?x=1"} {
			if other := ids(s, path); !slices.Equal(before, other) {
				t.Errorf("%s: %q, want %q", path, other, before)
			}
		}
		if moved := ids(siteOn(t, g, "https://elsewhere.example"), "/feed.atom"); !slices.Equal(before, moved) {
			t.Errorf("after the site got another name: %q, want %q", moved, before)
		}
	})
}
