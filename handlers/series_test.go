package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestEmptyingTheRegionsOfASeriesRemovesThem(t *testing.T) {
	g := given.SQLite(t)
	series, err := g.Store.CreateSeries(t.Context(), models.System, models.SeriesInput{Title: "Water", Language: "en", Regions: "Asia", AlternateTitles: "Rivers"})
	if err != nil {
		t.Fatal(err)
	}
	b := siteOn(t, g, origin).browser(t).signIn(g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: series.ID}).AccountID)
	edit := "/manage/series/" + series.ID + "/edit"
	if a := b.get(edit); !strings.Contains(a.body, "Asia") || !strings.Contains(a.body, "Rivers") {
		t.Fatalf("the form: %s", a.body)
	}

	a := b.post(edit, "seen", "1", "title", "Water", "slug", series.Slug, "language", "en", "regions", "", "alternate_titles", "")

	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if n := g.Number("SELECT count(*) FROM series WHERE regions = '[]' AND alternate_titles = '[]'"); n != 1 {
		t.Error("the lists are still there")
	}
}

func TestTheAPIChangesOnlyTheFieldsSentForASeries(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	by := s.bearer(t, w.Actors["organiser"].AccountID)
	series := "/api/v1/series/" + w.Main.Series
	for _, step := range []struct{ body, says string }{
		{`{"regions":["Asia","Africa"],"alternate_titles":["Missions"]}`, `"regions":["Asia","Africa"],"alternate_titles":["Missions"]`},
		{`{"subtitle":"Revisited"}`, `"regions":["Asia","Africa"],"alternate_titles":["Missions"]`},
		{`{"regions":[]}`, `"regions":[],"alternate_titles":["Missions"]`},
	} {
		if a := s.write(t, "PATCH", series, "", by, step.body); a.status != 200 || !strings.Contains(a.body, step.says) {
			t.Errorf("%s: %d %s", step.body, a.status, a.body)
		}
	}
}
