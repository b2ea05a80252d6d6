package handlers_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// made reads the id and version of an answer.
func made(t testing.TB, a answer, status int) (of struct {
	ID      string
	Version int
}) {
	t.Helper()
	if a.status != status {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if err := json.Unmarshal([]byte(a.body), &of); err != nil {
		t.Fatal(err)
	}
	return of
}

// alike asks for a foreign object and for one that does not exist: the
// answers must be the same.
func (s *site) alike(t testing.TB, method, elsewhere, nowhere, bearer, body string) {
	t.Helper()
	a, b := s.write(t, method, elsewhere, "", bearer, body), s.write(t, method, nowhere, "", bearer, body)
	if a.status != 404 || b.status != 404 || a.body != b.body {
		t.Errorf("%s %s: %d %s and %d %s", method, elsewhere, a.status, a.body, b.status, b.body)
	}
}

func TestASessionIsReadChangedAndRemovedThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme()
		other := p.NewSeminar("Doha")
		n := p.Session(given.SessionAt("09:00", "10:00", "Hall A", "Ling Wei"))
		admin := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: other.SeriesID}).ID)
		at := "/api/v1/seminars/" + n.SeminarID + "/sessions/" + n.ID
		elsewhere, nowhere := "/api/v1/seminars/"+other.ID+"/sessions/"+n.ID, "/api/v1/seminars/"+n.SeminarID+"/sessions/"+models.NewID(g.Now())

		read := made(t, s.write(t, "GET", at, "", admin, ""), 200)
		body := `{"room":"Hall B","version":` + strconv.Itoa(read.Version) + `}`
		first := s.write(t, "PATCH", at, "room", admin, body)
		if made(t, first, 200); !strings.Contains(first.body, `"Hall B"`) || !strings.Contains(first.body, "Ling Wei") {
			t.Errorf("changed: %s", first.body)
		}
		if a := s.write(t, "PATCH", at, "room", admin, body); a.status != 200 || a.body != first.body || a.header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("again with the key: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", admin, body); a.status != 409 {
			t.Errorf("a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", admin, `{"starts_at":"noon"}`); a.status != 422 || !strings.Contains(a.body, `"field":"starts_at"`) {
			t.Errorf("a bad field: %d %s", a.status, a.body)
		}
		for method, body := range map[string]string{"GET": "", "PATCH": `{"room":"C"}`, "DELETE": ""} {
			s.alike(t, method, elsewhere, nowhere, admin, body)
			if a := s.write(t, method, at, "", "", body); a.status != 401 {
				t.Errorf("anybody, %s: %d %s", method, a.status, a.body)
			}
		}
		for range 2 {
			if a := s.write(t, "DELETE", at, "gone", admin, ""); a.status != 204 || a.body != "" {
				t.Errorf("removed: %d %s", a.status, a.body)
			}
		}
		if n := g.Number("SELECT count(*) FROM sessions WHERE id = '" + n.ID + "'"); n != 0 {
			t.Errorf("%d sessions", n)
		}
	})
}

func TestAnAgendaIsPublishedAndTakenBackThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme()
		n := p.Session(given.SessionAt("09:00", "10:00", "Hall A", "Ling Wei"))
		admin := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: p.Desk().Seminar.SeriesID}).ID)
		at := "/api/v1/seminars/" + n.SeminarID + "/agenda"
		for _, published := range []string{"true", "false"} {
			a := s.write(t, "POST", at, published, admin, `{"published":`+published+`}`)
			if again := s.write(t, "POST", at, published, admin, `{"published":`+published+`}`); a.status != 201 || again.body != a.body ||
				!strings.Contains(a.body, `"agenda_published":`+published) {
				t.Errorf("%s: %d %s, %s", published, a.status, a.body, again.body)
			}
		}
		if a := s.write(t, "POST", at, "", admin, `{}`); a.status != 422 || !strings.Contains(a.body, "published") {
			t.Errorf("without the field: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", at, "", "", `{"published":true}`); a.status != 401 {
			t.Errorf("anybody: %d", a.status)
		}
	})
}
