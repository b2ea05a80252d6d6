package handlers_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestAWithdrawnEditionKeepsNothingOfItsText asks for a text at every public
// address, before and after it was withdrawn, also with the tag that a browser
// or a cache has kept.
func TestAWithdrawnEditionKeepsNothingOfItsText(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		const canary = "quokka"
		s, o := siteOn(t, g, origin), g.NewOutcome(0)
		if _, err := g.Store.EditSummary(t.Context(), o.Drafter, o.Summary, o.Text().Version, models.SummaryInput{
			Title: "Executive summary", Intro: "About the " + canary, Reference: "The " + canary + " papers", ReferenceURL: "https://example.org/" + canary, Language: "en",
		}); err != nil {
			t.Fatal(err)
		}
		in := given.PointOf("Protect the " + canary)
		in.Addressees = canary + " council"
		if _, err := g.Store.AddPoint(t.Context(), o.Drafter, o.Summary, in); err != nil {
			t.Fatal(err)
		}
		e := o.Submitted().Cleared().Published(models.EditionInput{})
		b := s.browser(t)
		seminar := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug
		files := []string{"/summary.json", "/summary.bib", "/summary.ris", "/summary/editions/1.json", "/summary/editions/1.bib", "/summary/editions/1.ris"}
		at := []string{"/", "/feed.atom", "/sitemap/seminars-1.xml", "/search?q=" + canary, "/series/" + o.SeriesSlug, seminar, seminar + "/summary", seminar + "/summary/editions/1",
			"/api/v1/points", "/api/v1/search?q=" + canary}
		for _, file := range files {
			at = append(at, seminar+file)
		}
		tags, told := map[string]string{}, 0
		for _, path := range at {
			a := b.get(path)
			if a.status != 200 {
				t.Fatalf("%s: %d", path, a.status)
			}
			tags[path] = a.header.Get("ETag")
			told += strings.Count(a.body, canary)
		}
		if told < 5 {
			t.Fatalf("control: the text is told %d times before it is withdrawn", told)
		}

		if _, err := g.Store.WithdrawEdition(t.Context(), o.Publisher, o.Summary, e.ID, models.WithdrawalInput{Reason: "A name is wrong"}); err != nil {
			t.Fatal(err)
		}

		for _, path := range at {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("If-None-Match", tags[path])
			a := b.send(r)
			if body := strings.ReplaceAll(a.body, "q="+canary, ""); strings.Contains(strings.ReplaceAll(body, `value="`+canary, ""), canary+" ") || strings.Contains(body, "the "+canary) || strings.Contains(body, "/"+canary) {
				t.Errorf("%s still tells the text", path)
			}
			if tags[path] != "" && a.status == 304 && strings.HasPrefix(path, seminar) {
				t.Errorf("%s is unchanged by the withdrawal", path)
			}
		}
		for _, file := range append(files, "/summary.pdf", "/summary/editions/1.pdf") {
			if a := b.get(seminar + file); a.status != 410 || !strings.Contains(a.body, "A name is wrong") {
				t.Errorf("%s: %d without the reason", file, a.status)
			}
		}
		if feed := b.get("/feed.atom").body; !strings.Contains(feed, "<title>Withdrawn: Executive summary</title>") || !strings.Contains(feed, "<summary>A name is wrong</summary>") || !strings.Contains(feed, seminar+"/summary/editions/1</id>") {
			t.Errorf("the feed does not announce it: %s", feed)
		}
		if points := b.get("/api/v1/points?series=" + o.SeriesSlug); strings.Contains(points.body, o.SeminarSlug) {
			t.Errorf("the API lists its points: %s", points.body)
		}
		if sitemap := b.get("/sitemap/seminars-1.xml").body; strings.Contains(sitemap, o.SeminarSlug+"/summary") || !strings.Contains(sitemap, o.SeminarSlug) {
			t.Errorf("the sitemap: %s", sitemap)
		}
		page := b.get(seminar + "/summary/editions/1")
		if page.status != 200 || !strings.Contains(page.body, "A name is wrong") || strings.Contains(page.body, ".bib") || strings.Contains(page.body, "citation_pdf_url") || !strings.Contains(page.body, `"creativeWorkStatus":"Withdrawn"`) {
			t.Errorf("the page: %d", page.status)
		}
	})
}
