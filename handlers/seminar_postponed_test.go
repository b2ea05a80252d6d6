package handlers_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// TestWhoeverAnnouncesAPostponedSeminarAgainConfirmsItsDates: those on the page,
// which may still be the former ones.
func TestWhoeverAnnouncesAPostponedSeminarAgainConfirmsItsDates(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		organiser := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		b := siteOn(t, g, origin).browser(t).signIn(organiser.AccountID)
		desk := "/manage/seminars/" + seminar
		b.get(desk)
		b.form(desk+"/postponement", url.Values{})
		page := b.get(desk).body
		head, err := g.Store.SeminarHead(t.Context(), system, seminar)
		if err != nil {
			t.Fatal(err)
		}

		if confirms := `type="checkbox" name="days" value="` + head.Days() + `" required`; !strings.Contains(page, confirms) || !strings.Contains(page, "The seminar will be held on these dates") {
			t.Errorf("the question has no %s", confirms)
		}
		for name, days := range map[string]string{"nothing": "", "other dates": "2001-01-01/2001-01-02"} {
			if a := b.form(desk+"/announcement", url.Values{"days": {days}}); a.status != 422 || !strings.Contains(a.body, "please confirm its dates") {
				t.Errorf("with %s confirmed: %d", name, a.status)
			}
		}
		if a := b.form(desk+"/announcement", url.Values{"days": {head.Days()}}); a.status != 303 || a.location != desk {
			t.Errorf("confirmed: %d %s", a.status, a.location)
		}

		b.form(desk+"/postponement", url.Values{})
		g.Pass(90 * 24 * time.Hour)
		b.signIn(organiser.AccountID)
		if page := b.get(desk).body; strings.Contains(page, desk+"/announcement") || !strings.Contains(page, `<a href="`+desk+`/edit">New dates, because the present ones have passed`) {
			t.Error("once the dates have passed, the page does not ask for new ones")
		}
		if a := b.form(desk+"/announcement", url.Values{"days": {head.Days()}}); a.status != 303 || a.location != desk+"#lacks" {
			t.Errorf("on dates that have passed: %d %s", a.status, a.location)
		}
	})
}

// TestTheAPIAsksForTheDatesOfAPostponedSeminar: they are confirmed by a field.
func TestTheAPIAsksForTheDatesOfAPostponedSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.OpenSeminar(5)
		organiser := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeminarID: seminar})
		s, at := siteOn(t, g, origin), "/seminars/"+seminar
		head, err := g.Store.SeminarHead(t.Context(), system, seminar)
		if err != nil {
			t.Fatal(err)
		}

		s.walk(t, s.bearer(t, organiser.AccountID), []step{
			{"POST", at + "/postponement", "", 201, `"status":"postponed"`},
			{"POST", at + "/announcement", "", 422, `"field":"days"`},
			{"POST", at + "/announcement", `{"days":"2001-01-01/2001-01-02"}`, 422, `"field":"days"`},
			{"GET", at, "", 200, `"status":"postponed"`},
			{"POST", at + "/announcement", `{"days":"` + head.Days() + `"}`, 201, `"status":"announced"`},
		})
	})
}
