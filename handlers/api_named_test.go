package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheAPITakesAStateByItsIDCodeOrName(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		kenya, err := g.Store.AddEntity(t.Context(), models.System, models.EntityInput{Name: "Kenya", Language: "en", ISO: "KE"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.EditEntity(t.Context(), models.System, kenya.ID, kenya.Version, models.EntityInput{Name: "肯尼亚", Language: "zh", ISO: "KE"}); err != nil {
			t.Fatal(err)
		}
		by := s.bearer(t, w.Actors["organiser"].AccountID)
		id := `"host_entity":"` + kenya.ID + `"`
		for n, name := range []string{kenya.ID, "KE", "ke", "KEN", "Kenya", "肯尼亚"} {
			body := `{"place":"Nairobi","time_zone":"UTC","slug":"nairobi-` + strconv.Itoa(n) + `","host_entity":"` + name + `"}`
			if a := s.write(t, "POST", "/api/v1/series/"+w.Main.Series+"/seminars", "", by, body); a.status != 201 || !strings.Contains(a.body, id) {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
			if a := s.write(t, "PATCH", "/api/v1/seminars/"+w.Main.Draft, "", by, `{"host_entity":"`+name+`"}`); a.status != 200 || !strings.Contains(a.body, id) {
				t.Errorf("a change to %s: %d %s", name, a.status, a.body)
			}
			if a := s.write(t, "POST", "/api/v1/seminars/"+w.Main.Announced+"/registrations", "", "", `{"name":"Suharto","email":"suharto@example.org","institution":"Ministry","entity":"`+name+`"}`); a.status != 202 {
				t.Errorf("a registration of %s: %d %s", name, a.status, a.body)
			}
		}
		for _, name := range []string{"Kenia", "KN", "KEX", "404", "XX", models.NewID(g.Now())} {
			if a := s.write(t, "PATCH", "/api/v1/seminars/"+w.Main.Draft, "", by, `{"host_entity":"`+name+`"}`); a.status != 422 || !strings.Contains(a.body, `"field":"host_entity"`) {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
	})
}

func TestTheAPITakesInstantsAndLocalTimes(t *testing.T) {
	g := given.SQLite(t)
	w, s := given.NewWorld(g), siteOn(t, g, origin)
	by := s.bearer(t, w.Actors["organiser"].AccountID)
	for sent, want := range map[string]string{"2027-03-01T09:00": "2027-03-01T09:00", "2027-03-01T06:00:00Z": "2027-03-01T09:00", "2027-03-01T01:00:00-05:00": "2027-03-01T09:00"} {
		a := s.write(t, "PATCH", "/api/v1/seminars/"+w.Main.Draft, "", by, `{"time_zone":"Africa/Nairobi","registration_opens_at":"`+sent+`"}`)
		if a.status != 200 || !strings.Contains(a.body, want) || !strings.Contains(a.body, "2027-03-01T06:00:00Z") {
			t.Errorf("%s: %d %s", sent, a.status, a.body)
		}
	}
	for _, zone := range []string{"localtime", "posixrules", "Factory", "Local", "right/Africa/Nairobi", "../etc/passwd"} {
		if a := s.write(t, "PATCH", "/api/v1/seminars/"+w.Main.Draft, "", by, `{"time_zone":"`+zone+`"}`); a.status != 422 || !strings.Contains(a.body, `"field":"time_zone"`) {
			t.Errorf("%s: %d %s", zone, a.status, a.body)
		}
	}
}

func TestAPersonWithOneNameIsRegistered(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	seminar := g.OpenSeminar(3)
	for n, family := range []string{``, `,"family_name":""`, `,"family_name":null`} {
		body := `{"name":"Suharto","email":"suharto` + string(rune('a'+n)) + `@example.org","institution":"Ministry"` + family + `}`
		if a := s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "", "", body); a.status != 202 {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
}

// TestATokenThatHasEndedDoesNotPreventSigningIn: programs send their token
// with every request, also with the one that asks for a new one.
func TestATokenThatHasEndedDoesNotPreventSigningIn(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	a := g.Account("Ling")
	actor, err := g.Store.ActorOf(t.Context(), models.Public, g.SignIn(a.ID, models.Browser).SignInID)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Store.SetPassword(t.Context(), actor, models.PasswordInput{New: "correct horse battery"}); err != nil {
		t.Fatal(err)
	}
	refresh := g.SignIn(a.ID, models.API).Refresh
	for _, authorization := range []string{"Bearer x.y.z", "Bearer", "Basic bGluZzpsaW5n"} {
		for _, c := range []struct {
			path, body string
			status     int
		}{
			{"/api/v1/tokens", `{"email":"` + a.Email + `","password":"correct horse battery"}`, http.StatusCreated},
			{"/api/v1/tokens/refresh", `{"refresh_token":"` + refresh + `"}`, http.StatusOK},
			{"/api/v1/series", `{}`, http.StatusUnauthorized},
		} {
			r := httptest.NewRequest(http.MethodPost, c.path, strings.NewReader(c.body))
			r.Header.Set("Authorization", authorization)
			if got := s.browser(t).send(r); got.status != c.status {
				t.Errorf("%s with %q: %d %s", c.path, authorization, got.status, got.body)
			}
		}
	}
}
