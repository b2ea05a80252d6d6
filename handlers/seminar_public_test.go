package handlers_test

import (
	"context"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestAPostponedSeminarHasNeitherAgendaNorCalendar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		p.Session(given.SessionAt("09:00", "10:00", "", ""))
		p.Announced()
		published := true
		if err := g.Store.PublishAgenda(context.Background(), p.By, p.Seminar, models.AgendaInput{Published: &published}); err != nil {
			t.Fatal(err)
		}
		b, page := siteOn(t, g, origin).browser(t), "/series/"+p.SeriesSlug+"/"+p.SeminarSlug
		for _, path := range []string{page + "/agenda", page + "/calendar.ics"} {
			if a := b.get(path); a.status != 200 {
				t.Errorf("announced: %s: %d", path, a.status)
			}
		}

		if err := g.Store.MoveSeminar(context.Background(), p.By, p.Seminar, models.SeminarPostponed); err != nil {
			t.Fatal(err)
		}

		for _, path := range []string{page + "/agenda", page + "/calendar.ics"} {
			if a := b.get(path); a.status != 404 {
				t.Errorf("postponed: %s: %d", path, a.status)
			}
		}
		for _, path := range []string{page, "/series/" + p.SeriesSlug, "/series/" + p.SeriesSlug + "/calendar.ics", "/calendar.ics", "/"} {
			if a := b.get(path); a.status != 200 || strings.Contains(a.body, "May 2027") || strings.Contains(a.body, "2027-05-2") || strings.Contains(a.body, "2027052") || strings.Contains(a.body, "/agenda") {
				t.Errorf("%s: %d, with the old dates or the agenda: %s", path, a.status, a.body)
			}
		}
	})
}
