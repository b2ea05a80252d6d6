package handlers_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

type listPage struct {
	Items []json.RawMessage
	Next  string `json:"next_cursor"`
}

// TestEveryListOfTheAPIIsPaged: with a limit of one, each list gives the same
// rows one by one as it gives together. The addresses come from the
// description, so that a new list is read too.
func TestEveryListOfTheAPIIsPaged(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		bearer := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.Administrator}, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series},
			models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Series}).ID)
		var described struct {
			Paths map[string]map[string]operation
		}
		if err := json.Unmarshal([]byte(s.browser(t).get("/api/openapi.json").body), &described); err != nil {
			t.Fatal(err)
		}
		read := func(path string) (page listPage) {
			t.Helper()
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Authorization", "Bearer "+bearer)
			if a := s.browser(t).send(r); a.status != 200 || json.Unmarshal([]byte(a.body), &page) != nil {
				t.Errorf("GET %s: %d %.300s", path, a.status, a.body)
			}
			return page
		}
		paged := 0
		for pattern, methods := range described.Paths {
			if !slices.ContainsFunc(methods["get"].Parameters, func(p struct {
				Name, In string
				Schema   *shape
			}) bool {
				return p.Name == "limit"
			}) {
				continue
			}
			for _, at := range []string{
				strings.NewReplacer("/series/{id}", "/series/"+w.Main.Series, "/seminars/{id}", "/seminars/"+w.Main.Announced, "/summaries/{id}", "/summaries/"+w.Main.ClearedSummary).Replace(pattern),
				strings.NewReplacer("/seminars/{id}", "/seminars/"+w.Main.Concluded).Replace(pattern),
			} {
				if strings.Contains(at, "{") {
					continue
				}
				at += "?limit="
				whole, one := read(at+"100"), []json.RawMessage{}
				for cursor, n := "", 0; ; n++ {
					page := read(at + "1&cursor=" + cursor)
					if one = append(one, page.Items...); page.Next == "" || n == 99 {
						break
					}
					if cursor = page.Next; len(page.Items) != 1 {
						t.Errorf("%s1 has a page of %d rows", at, len(page.Items))
						break
					}
				}
				if fmt.Sprintf("%s", one) != fmt.Sprintf("%s", whole.Items) {
					t.Errorf("%s100 gives %d rows, one by one %d:\n%.600s\n%.600s", at, len(whole.Items), len(one), whole.Items, one)
				}
				if len(whole.Items) > 1 {
					paged++
				}
			}
		}
		if paged < 12 {
			t.Errorf("only %d lists had more than one row", paged)
		}
		if _, err := g.Store.AddEntity(t.Context(), models.System, models.EntityInput{Name: "Another State", Language: "en"}); err != nil {
			t.Fatal(err)
		}
		if page := read("/api/v1/entities?limit=1"); len(page.Items) != 1 || page.Next == "" {
			t.Errorf("one of two entities: %d, %q", len(page.Items), page.Next)
		}
	})
}

// TestAListOfTheAPISkipsNothingBehindARowThatIsGone: the last row of a page is
// removed before the next page is read.
func TestAListOfTheAPISkipsNothingBehindARowThatIsGone(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		bearer := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series}).ID)
		for range 3 {
			w.NewSession(w.Main.Announced)
		}
		read := func(query string) (ids []string, next string) {
			t.Helper()
			r := httptest.NewRequest("GET", "/api/v1/seminars/"+w.Main.Announced+"/sessions"+query, nil)
			r.Header.Set("Authorization", "Bearer "+bearer)
			a, page := s.browser(t).send(r), listPage{}
			if a.status != 200 || json.Unmarshal([]byte(a.body), &page) != nil {
				t.Fatalf("GET %s: %d %.300s", query, a.status, a.body)
			}
			for _, item := range page.Items {
				var row struct{ ID string }
				if err := json.Unmarshal(item, &row); err != nil {
					t.Fatal(err)
				}
				ids = append(ids, row.ID)
			}
			return ids, page.Next
		}
		all, _ := read("")
		first, next := read("?limit=2")
		if len(all) < 4 || next == "" {
			t.Fatalf("%d sessions, %q", len(all), next)
		}
		if _, err := g.Store.RemoveSession(t.Context(), models.System, w.Main.Announced, first[1]); err != nil {
			t.Fatal(err)
		}
		if rest, _ := read("?cursor=" + next); !slices.Equal(rest, all[2:]) {
			t.Errorf("behind the row that is gone are %v, want %v", rest, all[2:])
		}
	})
}
