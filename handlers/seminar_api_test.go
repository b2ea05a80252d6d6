package handlers_test

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheAPINamesWhatIsMissingForAnAnnouncement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme()
		lone := p.NewSeminar("Doha")
		organiser := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: lone.SeriesID}).ID)
		a := s.write(t, "POST", "/api/v1/seminars/"+lone.ID+"/announcement", "", organiser, "")
		if a.status != 409 || !strings.Contains(a.body, `"code":"seminar.missing_organiser"`) || !strings.Contains(a.body, "Still missing: An organiser") {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
}

func TestTheContactOfASeminarIsSetAndClearedByTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, p := siteOn(t, g, origin), g.NewProgramme()
		at := "/seminars/" + p.Seminar
		s.walk(t, s.bearer(t, p.By.AccountID), []step{
			{"PATCH", at, `{"contact":"Secretariat, secretariat@example.org"}`, 200, `"contact":"Secretariat, secretariat@example.org"`},
			{"PATCH", at, `{"contact":"secretariat@nowhere"}`, 422, `"field":"contact"`},
			{"GET", at, "", 200, `"contact":"Secretariat, secretariat@example.org"`},
			{"PATCH", at, `{"contact":null}`, 200, `"contact":""`},
		})
	})
}
