package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestTextsThatLookTheSameAreStoredAlike: letters that a keyboard composed of two
// characters are kept as one, through a form and through the API.
func TestTextsThatLookTheSameAreStoredAlike(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	seminar := g.OpenSeminar(5)
	form := g.SeminarPath(seminar) + "/register"
	b := s.browser(t)
	b.get(form)

	values := filled(1)
	values[3] = "Jose\u0301 Nu\u0301n\u0303ez"
	if a := b.post(form, values...); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "", "", `{"name":"Ame`+"\u0301"+`lie","family_name":"A","institution":"M","email":"amelie@mission.example"}`); a.status != 202 {
		t.Fatalf("%d %s", a.status, a.body)
	}

	list, err := g.Store.Registrations(t.Context(), models.System, seminar, models.RegistrationFilter{})
	if err != nil || len(list.Items) != 2 {
		t.Fatal(len(list.Items), err)
	}
	for _, r := range list.Items {
		if strings.ContainsAny(r.Name, "\u0301\u0303") {
			t.Errorf("%+q is kept as it was typed", r.Name)
		}
	}
}
