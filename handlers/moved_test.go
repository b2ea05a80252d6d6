package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestAddressesOfAnnouncedThingsStayValid: links in mails, citations and
// bookmarks outlive a change of address.
func TestAddressesOfAnnouncedThingsStayValid(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		old, concluded := "/series/"+w.Main.SeriesSlug, "/series/"+w.Main.SeriesSlug+"/"+w.Main.ConcludedSlug
		announced := old + "/" + w.Main.AnnouncedSlug
		series, err := g.Store.Series(t.Context(), models.System, w.Main.Series)
		if err != nil {
			t.Fatal(err)
		}
		in := series.Input("en")
		in.Slug = "new-series"
		if _, err := g.Store.EditSeries(t.Context(), models.System, w.Main.Series, series.Version, in); err != nil {
			t.Fatal(err)
		}
		for id, slug := range map[string]string{w.Main.Announced: "new-announced", w.Main.Concluded: "new-concluded"} {
			m, err := g.Store.Seminar(t.Context(), models.System, id)
			if err != nil {
				t.Fatal(err)
			}
			in := m.Input("en")
			in.Slug = slug
			if _, err := g.Store.EditSeminar(t.Context(), models.System, id, m.Version, in); err != nil {
				t.Fatal(err)
			}
		}
		b := s.browser(t)
		for from, to := range map[string]string{
			old:                                         "/series/new-series",
			old + "?lang=ar":                            "/series/new-series?lang=ar",
			old + "/calendar.ics":                       "/series/new-series/calendar.ics",
			announced:                                   "/series/new-series/new-announced",
			announced + "/agenda":                       "/series/new-series/new-announced/agenda",
			announced + "/calendar.ics":                 "/series/new-series/new-announced/calendar.ics",
			announced + "/register":                     "/series/new-series/new-announced/register",
			concluded + "/summary":                      "/series/new-series/new-concluded/summary",
			concluded + "/summary.json":                 "/series/new-series/new-concluded/summary.json",
			concluded + "/summary.bib":                  "/series/new-series/new-concluded/summary.bib",
			concluded + "/summary/rapporteurs-note":     "/series/new-series/new-concluded/summary/rapporteurs-note",
			concluded + "/summary/rapporteurs-note.ris": "/series/new-series/new-concluded/summary/rapporteurs-note.ris",
			concluded + "/summary/editions/1":           "/series/new-series/new-concluded/summary/editions/1",
			concluded + "/summary/editions/1.ris":       "/series/new-series/new-concluded/summary/editions/1.ris",
		} {
			a := b.get(from)
			if a.status != http.StatusPermanentRedirect || a.header.Get("Location") != to {
				t.Errorf("%s: %d to %q, want %q", from, a.status, a.header.Get("Location"), to)
			}
			if a := b.get(to); a.status != http.StatusOK {
				t.Errorf("%s: %d", to, a.status)
			}
		}
		for _, path := range []string{old + "/nothing", "/series/nothing", "/series/new-series/nothing", "/series/new-series/" + w.Main.DraftSlug, concluded + "/summary/editions/99"} {
			a := b.get(path)
			for a.status == http.StatusPermanentRedirect && strings.HasPrefix(a.header.Get("Location"), "/series/new-series/") {
				a = b.get(a.header.Get("Location"))
			}
			if a.status != http.StatusNotFound {
				t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
			}
		}
		if a := b.post(announced+"/register", "name", "Ann"); a.status != http.StatusPermanentRedirect {
			t.Errorf("a form that was open is not sent on: %d", a.status)
		}
	})
}
