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
		if a := s.write(t, "PATCH", "/api/v1/registrations/"+e.ID, "", "", `{"post":"x"}`); a.status != 404 {
			t.Errorf("anybody without the link: %d %s", a.status, a.body)
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
