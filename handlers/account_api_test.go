package handlers_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// step is one request of a program and what must come back.
type step struct {
	method, path, body string
	status             int
	says               string
}

// walk sends requests one after the other; ID in an address or body is the
// identifier that the last 201 gave.
func (s *site) walk(t *testing.T, bearer string, steps []step) {
	t.Helper()
	id := ""
	for _, c := range steps {
		path, body := strings.ReplaceAll(c.path, "ID", id), strings.ReplaceAll(c.body, "ID", id)
		a := s.write(t, c.method, "/api/v1"+path, "", bearer, body)
		if a.status != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%s %s %s: %d %s; want %d %s", c.method, path, body, a.status, a.body, c.status, c.says)
		}
		var made struct{ ID string }
		if a.status == http.StatusCreated && json.Unmarshal([]byte(a.body), &made) == nil && made.ID != "" {
			id = made.ID
		}
	}
}

func TestAnAdministratorManagesAccountsThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		nothing, day := models.NewID(g.Now()), g.Now().Format(time.DateOnly)

		s.walk(t, s.bearer(t, w.Actors["administrator"].AccountID), []step{
			{"POST", "/accounts", `{"email":"nowhere","name":""}`, 422, `"errors":[{"field":"email"`},
			{"POST", "/accounts", `{"email":"anna@ministry.example","name":"Anna Keller"}`, 201, `"status":"active"`},
			{"GET", "/accounts?q=keller", "", 200, `"email":"anna@ministry.example"`},
			{"PATCH", "/accounts/ID", `{"name":"Anna K."}`, 200, `"email":"anna@ministry.example","name":"Anna K."`},
			{"PATCH", "/accounts/ID", `{"email":"nowhere"}`, 422, `"field":"email"`},
			{"PATCH", "/accounts/" + nothing, `{"name":"X"}`, 404, ""},
			{"POST", "/accounts/ID/links", "", 201, `"id"`},
			{"POST", "/accounts/ID/grants", `{"role":"organiser","series":"` + nothing + `"}`, 422, `"field":"series"`},
			{"POST", "/accounts/ID/grants", `{"role":"organiser","series":"` + w.Main.Series + `"}`, 201, `"series":"` + w.Main.Series + `"`},
			{"POST", "/accounts/ID/grants", `{"role":"organiser","series":"` + w.Main.Series + `"}`, 409, ""},
			{"POST", "/accounts/ID/suspension", "", 201, `"status":"disabled"`},
			{"DELETE", "/accounts/ID/suspension", "", 204, ""},
			{"GET", "/accounts/ID", "", 200, `"status":"active"`},
			{"DELETE", "/accounts/ID/grants/" + nothing, "", 404, ""},
			{"GET", "/audit?subject=ID&verb=account.disable", "", 200, `"verb":"account.disable"`},
			{"GET", "/audit?verb=nothing", "", 422, `"errors":[{"field":"verb","code":"form.choice"`},
			{"GET", "/audit?kind=nothing", "", 422, `"errors":[{"field":"kind","code":"form.choice"`},
			{"GET", "/audit?kind=Account", "", 422, `"errors":[{"field":"kind","code":"form.choice"`},
			{"GET", "/audit?from=yesterday", "", 422, `"errors":[{"field":"from","code":"form.date"`},
			{"GET", "/audit?from=2027-02-30", "", 422, `"errors":[{"field":"from","code":"form.date"`},
			{"GET", "/audit?to=2027-03-01T00:00:00Z", "", 422, `"errors":[{"field":"to","code":"form.date"`},
			{"GET", "/audit?to=9999-12-31", "", 422, `"errors":[{"field":"to","code":"form.date"`},
			{"GET", "/audit?to=0000-00-00&from=31.12.2027", "", 422, `"errors":[{"field":"from","code":"form.date","message":"This is not a valid date. Please use the format 2007-03-26"},{"field":"to","code":"form.date"`},
			{"GET", "/audit?verb=account.disable&from=" + day + "&to=" + day, "", 200, `"verb":"account.disable"`},
			{"GET", "/audit?verb=account.disable&kind=account&from=" + day, "", 200, `"verb":"account.disable"`},
			{"GET", "/audit?verb=account.disable&from=&to=&kind=", "", 200, `"verb":"account.disable"`},
		})
		for _, role := range []string{"public", "account", "organiser"} {
			by, none := "", 401
			if a := w.Actors[role]; a.SignedIn() {
				by, none = s.bearer(t, a.AccountID), 404
			}
			s.walk(t, by, []step{
				{"GET", "/accounts", "", none, ""}, {"POST", "/accounts", `{"email":"x@y.example","name":"X"}`, none, ""},
				{"GET", "/accounts/" + w.Guest.ID, "", none, ""}, {"PATCH", "/accounts/" + w.Guest.ID, `{"name":"X"}`, none, ""},
				{"POST", "/accounts/" + w.Guest.ID + "/grants", `{"role":"administrator"}`, none, ""}, {"POST", "/accounts/" + w.Guest.ID + "/suspension", "", none, ""},
				{"DELETE", "/accounts/" + w.Guest.ID + "/suspension", "", none, ""}, {"POST", "/accounts/" + w.Guest.ID + "/links", "", none, ""},
			})
		}
		s.walk(t, s.bearer(t, w.Actors["account"].AccountID), []step{{"GET", "/audit", "", 404, ""}})
	})
}

func TestEverybodyManagesTheirOwnAccountThroughTheAPI(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)

	s.walk(t, s.bearer(t, g.Account("Anna Keller").ID), []step{
		{"GET", "/account", "", 200, `"name":"Anna Keller"`},
		{"PATCH", "/account", `{"language":"fr"}`, 200, `"language":"fr"`},
		{"PATCH", "/account", `{"name":""}`, 422, `"field":"name"`},
		{"POST", "/account/password", `{"new":"short"}`, 422, `"field":"new"`},
		{"POST", "/account/password", `{"new":"correct horse battery"}`, 204, ""},
		{"DELETE", "/account/sign-ins", "", 204, ""},
		{"GET", "/account", "", 200, `"has_password":true`},
	})
	s.walk(t, "", []step{{"GET", "/account", "", 401, ""}, {"PATCH", "/account", `{"name":"X"}`, 401, ""}, {"POST", "/account/password", `{"new":"correct horse battery"}`, 401, ""}, {"DELETE", "/account/sign-ins", "", 401, ""}})
}

func TestOrganisersThemesAndEntitiesAreManagedThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		organisers, nothing := "/seminars/"+w.Main.Draft+"/organisers", models.NewID(g.Now())

		s.walk(t, s.bearer(t, w.Actors["organiser"].AccountID), []step{
			{"POST", organisers, `{"organisation":"` + nothing + `","role":"host"}`, 422, `"field":"organisation","code":"form.choice"`},
			{"POST", organisers, `{"name":"Institute for Peace","kind":"academia","role":"co_organiser","shown_as":"The Institute"}`, 201, `"in":{"en":"Institute for Peace"}`},
			{"PATCH", organisers + "/ID", `{"role":"sponsor"}`, 200, `"role":"sponsor"`},
			{"PATCH", organisers + "/ID", `{"role":"guest"}`, 422, `"field":"role"`},
			{"PATCH", organisers + "/ID", `{"hosts":true}`, 200, `"in":{"en":"The Institute"}`},
			{"POST", organisers + "/ID/ascent", "", 201, `"role":"sponsor"`},
			{"PATCH", "/seminars/" + w.Main.Announced + "/organisers/ID", `{"role":"partner"}`, 404, ""},
			{"POST", organisers + "/ID/removal", `{"reason":"` + strings.Repeat("a", 1001) + `"}`, 422, `"field":"reason"`},
			{"POST", organisers + "/ID/removal", `{"reason":"The Institute has withdrawn."}`, 201, `"in":{"en":"The Institute"}`},
			{"POST", organisers + "/ID/removal", "", 404, ""},
			{"POST", organisers + "/ID/restoration", "", 201, `"role":"sponsor"`},
			{"DELETE", organisers + "/ID", "", 204, ""},
			{"DELETE", organisers + "/ID", "", 404, ""},
			{"POST", "/organisations", `{"name":"","kind":"igo"}`, 422, `"field":"name"`},
			{"POST", "/organisations", `{"name":"Union of Rivers","kind":"igo"}`, 201, `"version":1`},
			{"PATCH", "/organisations/ID", `{"kind":"ngo","version":1}`, 200, `"kind":"ngo"`},
			{"PATCH", "/organisations/ID", `{"kind":"igo","version":1}`, 409, "page.changed_meanwhile"},
			{"GET", "/organisations/ID", "", 200, "Union of Rivers"},
			{"POST", "/series/" + w.Main.Series + "/themes", `{"name":""}`, 422, `"field":"name"`},
			{"POST", "/series/" + w.Main.Series + "/themes", `{"name":"Water"}`, 201, "Water"},
			{"PATCH", "/series/" + w.Main.Series + "/themes/ID", `{"name":"Eau","language":"fr"}`, 200, `"fr":"Eau"`},
			{"PATCH", "/series/" + w.Main.Series + "/themes/" + w.Foreign.Theme, `{"name":"X"}`, 404, ""},
			{"GET", "/series/" + w.Main.Series + "/themes", "", 200, "Eau"},
		})
		s.walk(t, s.bearer(t, w.Actors["administrator"].AccountID), []step{
			{"POST", "/entities", `{"name":"","valid_from":"never"}`, 422, `"field":"name"`},
			{"POST", "/entities", `{"name":"Utopia","valid_from":"1990-01-01"}`, 201, "Utopia"},
			{"PATCH", "/entities/ID", `{"name":"Utopie","language":"fr"}`, 200, `"fr":"Utopie"`},
			{"PATCH", "/entities/" + nothing, `{"name":"X"}`, 404, ""},
			{"GET", "/entities", "", 200, "Utopia"},
		})
		for by, none := range map[string]int{"": 401, s.bearer(t, w.Actors["foreign_organiser"].AccountID): 404} {
			s.walk(t, by, []step{
				{"POST", organisers, `{"name":"X","kind":"igo","role":"host"}`, none, ""}, {"DELETE", organisers + "/" + nothing, "", none, ""},
				{"PATCH", "/series/" + w.Main.Series + "/themes/" + w.Main.Theme, `{"name":"X"}`, none, ""},
			})
		}
		s.walk(t, "", []step{
			{"POST", "/organisations", `{"name":"X","kind":"igo"}`, 401, ""}, {"GET", "/organisations/" + w.Main.Partner, "", 401, ""},
			{"POST", "/entities", `{"name":"X"}`, 401, ""}, {"PATCH", "/entities/" + w.Entity, `{"name":"X"}`, 401, ""},
		})
	})
}
