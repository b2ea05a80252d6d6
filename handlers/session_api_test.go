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

func TestABreakHasNoRuleInTheAPIAndOnThePages(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme().Announced()
		account := g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: p.Series}).ID
		bearer, at := s.bearer(t, account), "/api/v1/seminars/"+p.Seminar+"/sessions"
		refused := s.write(t, "POST", at, "", bearer, `{"title":"Coffee","kind":"break","attribution":"closed","starts_at":"2027-05-26T10:00","ends_at":"2027-05-26T10:30"}`)
		if refused.status != 422 || !strings.Contains(refused.body, "A break has no attribution rule") || !strings.Contains(refused.body, "attribution") {
			t.Errorf("%d %s", refused.status, refused.body)
		}
		added := s.write(t, "POST", at, "", bearer, `{"title":"Coffee","kind":"break","starts_at":"2027-05-26T10:00","ends_at":"2027-05-26T10:30"}`)
		n := made(t, added, 201)
		if !strings.Contains(added.body, `"attribution":null`) {
			t.Errorf("%s", added.body)
		}
		published := s.write(t, "POST", "/api/v1/seminars/"+p.Seminar+"/agenda", "", bearer, `{"published":true}`)
		if published.status >= 300 {
			t.Fatalf("%d %s", published.status, published.body)
		}
		b := s.browser(t).signIn(account)

		for _, path := range []string{"/manage/seminars/" + p.Seminar, "/series/" + p.SeriesSlug + "/" + p.SeminarSlug + "/agenda"} {
			if a := b.get(path); !strings.Contains(a.body, "Coffee") || strings.Contains(a.body, "On the record") || strings.Contains(a.body, "Chatham") {
				t.Errorf("%s shows the rule of a break: %s", path, between(a.body, "<main", "</main>"))
			}
		}
		b.get("/manage/seminars/" + p.Seminar + "/sessions/" + n.ID + "/edit")
		a := b.post("/manage/seminars/"+p.Seminar+"/sessions/"+n.ID+"/edit", "seen", "1", "language", "en", "title", "Tea", "kind", "break",
			"attribution", "chatham_house", "starts_at", "2027-05-26T10:00", "ends_at", "2027-05-26T10:30") // as the form sends it, with the choice hidden
		if a.status != 303 {
			t.Errorf("%d %s", a.status, between(a.body, "<main", "</main>"))
		}
	})
}

func TestAnAgendaWithSessionsOutsideTheDaysIsRefusedWithLinks(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme().Announced()
		in := given.SessionAt("09:00", "10:00", "", "")
		in.StartsAt, in.EndsAt = "2027-06-01T09:00", "2027-06-01T10:00"
		n := p.Session(in)
		account := g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: p.Series}).ID
		b, desk := s.browser(t).signIn(account), "/manage/seminars/"+p.Seminar
		b.get(desk)

		a := b.post(desk+"/agenda", "published", "true")

		if a.status != 303 || a.location != desk+"#clashes" {
			t.Errorf("%d to %s", a.status, a.location)
		}
		page := b.get(desk).body
		if clashes := between(page, `id="clashes"`, "</div>"); !strings.Contains(page, "The agenda was not published") || !strings.Contains(clashes, `href="`+desk+"/sessions/"+n.ID+`/edit"`) {
			t.Errorf("the overview has no link to the session: %s", clashes)
		}
		r := s.write(t, "POST", "/api/v1/seminars/"+p.Seminar+"/agenda", "", s.bearer(t, account), `{"published":true}`)
		if r.status != 409 || !strings.Contains(r.body, "outside the dates of the seminar") {
			t.Errorf("%d %s", r.status, r.body)
		}
		if m, err := g.Store.WorkingSeminar(t.Context(), models.System, p.Seminar); err != nil || m.AgendaPublished {
			t.Errorf("the agenda is published: %v", err)
		}
	})
}
