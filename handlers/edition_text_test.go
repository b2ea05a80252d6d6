package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// TestEachTextOfASeminarHasItsOwnPageAndFiles: a citation of the first text
// never leads to another one, and every link says which text it means.
func TestEachTextOfASeminarHasItsOwnPageAndFiles(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s, o := siteOn(t, g, origin), g.NewOutcome(1).Submitted().Cleared()
		o.Published(models.EditionInput{})
		g.Pass(time.Second)
		o.Other("co_chairs_summary", "Views of the co-chairs").Submitted().Cleared().Published(models.EditionInput{})
		b, seminar := s.browser(t), models.SeminarPath(o.SeriesSlug, o.SeminarSlug)

		for at, want := range map[string]string{
			"/summary": "Executive summary", "/summary/co-chairs-summary": "Views of the co-chairs",
			"/summary/editions/1": "Executive summary", "/summary/editions/2": "Views of the co-chairs",
		} {
			for _, format := range []string{"", ".json", ".bib", ".ris"} {
				if a := b.get(seminar + at + format); a.status != http.StatusOK || !strings.Contains(a.body, want) {
					t.Errorf("%s%s: %d without %q", at, format, a.status, want)
				}
			}
		}
		for from, to := range map[string]string{
			"/summary/executive-summary": "/summary", "/summary/executive-summary.json?x=1": "/summary.json?x=1",
			"/summary/executive-summary?lang=ar": "/summary?lang=ar", "/summary/executive-summary.pdf": "/summary.pdf",
			"/summary/executive-summary.bib": "/summary.bib", "/summary/executive-summary.ris": "/summary.ris",
		} {
			if a := b.get(seminar + from); a.status != http.StatusPermanentRedirect || a.header.Get("Location") != seminar+to {
				t.Errorf("%s: %d to %q, want %s", from, a.status, a.header.Get("Location"), to)
			}
		}
		for _, at := range []string{"/summary/editions", "/summary/co_chairs_summary", "/summary/proceedings", "/summary/minutes", "/summary/minutes.json", "/summary/co-chairs-summary.odt"} {
			if a := b.get(seminar + at); a.status != http.StatusNotFound {
				t.Errorf("%s: %d", at, a.status)
			}
		}
		for _, page := range []string{"/", models.SeriesPath(o.SeriesSlug), seminar} {
			body := b.get(page).body
			for at, title := range map[string]string{"/summary": "Executive summary", "/summary/co-chairs-summary": "Views of the co-chairs"} {
				said := false
				for _, link := range strings.Split(body, `href="`+seminar+at+`"`)[1:] {
					label, _, _ := strings.Cut(link, "</a>")
					said = said || strings.Contains(label, title)
				}
				if !said {
					t.Errorf("%s has no link to %s that says %q", page, at, title)
				}
			}
		}
		sitemap := b.get("/sitemap/seminars-1.xml").body
		for _, at := range []string{"/summary?", "/summary/co-chairs-summary?"} {
			if !strings.Contains(sitemap, origin+seminar+at) {
				t.Errorf("the sitemap does not list %s", at)
			}
		}
	})
}

// TestThePageOfAnEditionLinksItsOwnFiles and not those of a newer edition.
func TestThePageOfAnEditionLinksItsOwnFiles(t *testing.T) {
	s, _, o, _ := printing(t)
	o.Corrected().Point("A second finding")
	o.Submitted().Cleared().Published(models.EditionInput{Kind: "revision", Reason: "A finding was left out."})
	b, seminar := s.browser(t), models.SeminarPath(o.SeriesSlug, o.SeminarSlug)

	for at, number := range map[string]int{"/summary/editions/1": 1, "/summary/editions/2": 2, "/summary": 2} {
		body := b.get(seminar + at).body
		for _, format := range []string{".pdf?lang=en", ".json", ".bib", ".ris"} {
			if own := models.EditionPath(o.SeriesSlug, o.SeminarSlug, number) + format; !strings.Contains(body, `href="`+own+`"`) {
				t.Errorf("%s does not link %s", at, own)
			}
			if other := models.EditionPath(o.SeriesSlug, o.SeminarSlug, 3-number) + format; strings.Contains(body, other) {
				t.Errorf("%s links %s of edition %s", at, other, strconv.Itoa(3-number))
			}
		}
		if newest := `href="` + seminar + `/summary"`; strings.Contains(body, newest) != (number == 1) {
			t.Errorf("%s: a link to the newest edition: %v", at, number != 1)
		}
	}
}
