package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheHolderOfALinkActsThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		e := g.Registered(g.OpenSeminar(5), 1)
		token := s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(e.ID, g.Holder(e.ID).PersonID))
		at := "/api/v1/registrations/by-link/" + token

		read := made(t, s.write(t, "GET", at, "", "", ""), 200)
		if read.ID != e.ID {
			t.Errorf("read %s", read.ID)
		}
		edit := `{"institution":"University","version":` + strconv.Itoa(read.Version) + `}`
		first := s.write(t, "PATCH", at, "edit", "", edit)
		if first.status != 200 || !strings.Contains(first.body, "University") {
			t.Errorf("corrected: %d %s", first.status, first.body)
		}
		if a := s.write(t, "PATCH", at, "edit", "", edit); a.body != first.body {
			t.Errorf("again with the key: %d %s", a.status, a.body)
		}
		if n := g.Number("SELECT count(*) FROM idempotent_answers WHERE route LIKE '%" + token + "%'"); n != 0 {
			t.Error("the token is kept")
		}
		if a := s.write(t, "PATCH", at, "", "", edit); a.status != 409 {
			t.Errorf("a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", "", `{"name":""}`); a.status != 422 || !strings.Contains(a.body, `"field":"name"`) {
			t.Errorf("no name: %d %s", a.status, a.body)
		}
		s.alike(t, "GET", at+"x", "/api/v1/registrations/by-link/"+e.ID, "", "")
		for range 2 {
			if a := s.write(t, "POST", at+"/withdrawal", "away", "", ""); a.status != 201 || !strings.Contains(a.body, `"withdrawn"`) {
				t.Errorf("withdrawn: %d %s", a.status, a.body)
			}
		}
		if a := s.write(t, "POST", at+"/confirmation", "", "", ""); a.status != 409 {
			t.Errorf("a seat that was not offered: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", "/api/v1/registrations/"+e.ID, "", "", `{"post":"x"}`); a.status != 401 {
			t.Errorf("anybody without the link: %d %s", a.status, a.body)
		}
	})
}

func TestTheHolderOfALinkIsRefusedWhatOnlyOrganisersChange(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		e := g.Registered(g.OpenSeminar(5), 1)
		at := "/api/v1/registrations/by-link/" + s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(e.ID, g.Holder(e.ID).PersonID))
		for body, field := range map[string]string{
			`{"email":"other@mission.example"}`: "email", `{"email":null}`: "email", `{"capacity":"chair"}`: "capacity", `{"consent":false}`: "consent", `{"consent":null}`: "consent",
		} {
			if a := s.write(t, "PATCH", at, "", "", body); a.status != 422 || !strings.Contains(a.body, `"field":"`+field+`"`) {
				t.Errorf("%s: %d %s", body, a.status, a.body)
			}
		}
		if a := s.write(t, "PATCH", at, "", "", `{"email":"`+given.Guest(1).Email+`","capacity":"delegate","consent":true,"post":"Adviser"}`); a.status != 200 || !strings.Contains(a.body, "Adviser") {
			t.Errorf("unchanged: %d %s", a.status, a.body)
		}
	})
}

func TestARegistrationTellsThePublicNothing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(1)
		m, err := g.Store.Seminar(t.Context(), models.System, seminar)
		if err != nil {
			t.Fatal(err)
		}
		path := "/api/v1/seminars/" + seminar + "/registrations"
		as := func(bearer, name string) answer {
			return s.write(t, "POST", path, "", bearer, `{"name":"`+name+`","email":"`+name+`@mission.example","institution":"Ministry"}`)
		}
		office := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: m.SeriesID}).ID)
		elsewhere := s.bearer(t, g.Account("Secretary elsewhere", models.GrantInput{Role: models.OrganiserRole, SeminarID: g.OpenSeminar(5)}).ID)
		nobody := s.bearer(t, g.Account("Nobody in particular").ID)

		first := as("", "ling") // gets the seat
		for _, a := range []answer{first, as("", "ling"), as("", "wu"), as(nobody, "ling"), as(elsewhere, "ling"), as(elsewhere, "chen")} {
			if a.status != 202 || a.body != first.body || strings.Contains(a.body, `"id"`) || strings.Contains(a.body, `"status"`) {
				t.Errorf("not an organiser: %d %s", a.status, a.body)
			}
		}
		if a := as(office, "zhao"); a.status != 201 || !strings.Contains(a.body, `"status":"waitlisted","position":3`) {
			t.Errorf("a new one, by an organiser: %d %s", a.status, a.body)
		}
		if a := as(office, "ling"); a.status != 200 || !strings.Contains(a.body, `"status":"confirmed","position":null`) {
			t.Errorf("one that exists, by an organiser: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", path, "", "", `{"name":"Ma","email":"ma@mission.example","institution":"M","capacity":"chair"}`); a.status != 422 || !strings.Contains(a.body, `"field":"capacity"`) {
			t.Errorf("a capacity that only organisers assign: %d %s", a.status, a.body)
		}
		if n := g.Number("SELECT count(*) FROM registrations"); n != 4 {
			t.Errorf("%d registrations", n)
		}
	})
}

// TestASecondPersonWithAnAddressIsToldSo: by a sentence that everybody reads,
// and for those who may list by a problem of the field.
func TestASecondPersonWithAnAddressIsToldSo(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(5)
		path := "/api/v1/seminars/" + seminar + "/registrations"
		body := func(name, address string) string {
			return `{"name":"` + name + `","email":"` + address + `@mission.example","institution":"Mission"}`
		}
		account := g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})

		first := s.write(t, "POST", path, "", "", body("Ana First", "desk"))
		for _, a := range []answer{first, s.write(t, "POST", path, "", "", body("Ben Second", "desk")), s.write(t, "POST", path, "", "", body("Ben Second", "new"))} {
			if a.status != 202 || a.body != first.body || !strings.Contains(a.body, "address of their own") {
				t.Errorf("the public: %d %s", a.status, a.body)
			}
		}
		if a := s.write(t, "POST", path, "", s.bearer(t, account.ID), body("Ben Second", "desk")); a.status != 422 || !strings.Contains(a.body, `"field":"email"`) {
			t.Errorf("an organiser: %d %s", a.status, a.body)
		}

		b := s.browser(t)
		form := g.SeminarPath(seminar) + "/register"
		b.get(form)
		if a := b.post(form, "name", "Ben Second", "email", "desk@mission.example", "institution", "Mission", "language", "en", "consent", "true"); a.status != 303 || !strings.Contains(b.get(a.location).body, "address of their own") {
			t.Errorf("the page: %d %s", a.status, a.location)
		}
		b = s.browser(t).signIn(account.ID)
		b.get(models.RegistrationsPath(seminar) + "/new")
		if a := b.post(models.RegistrationsPath(seminar), "name", "Ben Second", "email", "desk@mission.example", "institution", "Mission", "language", "en", "capacity", "delegate", "consent", "true"); a.status != 422 || !strings.Contains(a.body, `id="f-email-problem"`) || !strings.Contains(a.body, `value="Ben Second"`) {
			t.Errorf("the form of the office: %d %s", a.status, a.body)
		}
	})
}

func TestARepeatedRegistrationByAnOrganiserGetsTheFirstAnswer(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(1)
		office := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar}).ID)
		send := func(key string) answer {
			return s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", key, office, `{"name":"Ling","email":"ling@mission.example","institution":"Ministry"}`)
		}
		first, again, later := send("one"), send("one"), send("two")
		if first.status != 201 || again.status != 201 || again.body != first.body || again.header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("%d %s, again %d %s", first.status, first.body, again.status, again.body)
		}
		if later.status != 200 || later.body != first.body {
			t.Errorf("with another key: %d %s", later.status, later.body)
		}
	})
}

func TestOnlyThoseWhoMayListRegistrationsReadHowManyThereAre(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		for role, want := range map[string]bool{"public": false, "account": false, "co_organiser": false, "rapporteur": false, "foreign_organiser": false, "organiser": true, "secretariat": true} {
			bearer := ""
			if id := w.Actors[role].AccountID; id != "" {
				bearer = s.bearer(t, id)
			}
			for _, path := range []string{"/api/v1/seminars/" + w.Main.Announced, "/api/v1/series/" + w.Main.Series + "/seminars"} {
				a := s.write(t, "GET", path, "", bearer, "")
				if !strings.Contains(a.body, w.Main.Announced) || strings.Contains(a.body, `"seats_taken":2`) != want || strings.Contains(a.body, `"waiting":`) != want {
					t.Errorf("%s reads %s: %d %s", role, path, a.status, a.body)
				}
			}
		}
	})
}

func TestOrganisersCorrectARegistrationThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, seminar := siteOn(t, g, origin), g.OpenSeminar(5)
		m, err := g.Store.Seminar(t.Context(), models.System, seminar)
		if err != nil {
			t.Fatal(err)
		}
		e, foreign := g.Registered(seminar, 1), g.Registered(g.OpenSeminar(5), 2)
		by := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: m.SeriesID}).ID)
		if a := s.write(t, "PATCH", "/api/v1/registrations/"+e.ID, "", by, `{"post":"Adviser"}`); a.status != 200 || !strings.Contains(a.body, "Adviser") {
			t.Errorf("%d %s", a.status, a.body)
		}
		s.alike(t, "PATCH", "/api/v1/registrations/"+foreign.ID, "/api/v1/registrations/"+models.NewID(g.Now()), by, `{"post":"x"}`)
	})
}
