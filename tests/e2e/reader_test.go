package e2e

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	seriesPath  = "/series/multidimensional-and-integrated-peace-operations"
	seminarPath = seriesPath + "/beijing-2007"
	summaryPath = seminarPath + "/summary"
)

// TestAReaderReadsTheBeijingSummary walks the public site on the seeded data.
func TestAReaderReadsTheBeijingSummary(t *testing.T) {
	chrome := browser(t)
	eachDatabase(t, func(t *testing.T, s *site) {
		p := s.person(chrome, "reader")

		p.open("/")
		p.sees("Multidimensional and Integrated Peace Operations", "Beijing Proceedings Executive Summary")
		p.check()
		p.shot("home")

		p.open(seriesPath)
		p.sees("Integrated Missions Revisited", "Addis Ababa", "2007, date not confirmed", "Oslo", "29–30 October 2007")
		p.check()
		p.shot("series")

		p.open(seminarPath)
		p.sees("26–27 March 2007", "Ministry of Foreign Affairs of the People's Republic of China", "Norwegian Government", "Read the summary", "Asia/Shanghai")
		p.check()
		p.shot("seminar")

		p.open(summaryPath)
		p.sees("Beijing Proceedings Executive Summary", "Oslo, date of issue not known", "not cleared by the organisers", "Edition 1", "No two missions are alike", "Cite this", "Security Council")
		if n := ask[float64](p, `document.querySelectorAll("li.point[id]").length`); n != 43 {
			t.Errorf("the summary has %v points with an address, want 43", n)
		}
		p.check()
		p.shot("summary")

		for _, lang := range []string{"ar", "zh", "fr", "ru", "es"} {
			p.open("/languages/" + lang + "?to=" + summaryPath)
			if got := ask[string](p, `document.documentElement.lang`); got != lang {
				t.Errorf("the page is in %q, want %q", got, lang)
			}
			p.check()
			p.shot("summary-" + lang)
			p.open("/")
			p.shot("home-" + lang)
		}
	})
}

// getMade reads an address, and waits up to two minutes for what is being made.
func getMade(url string) (*http.Response, error) {
	for range 120 {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusServiceUnavailable {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return http.Get(url)
}

// TestPublishedTextsAreServedInMachineReadableFormats asks for the other shapes of a summary.
func TestPublishedTextsAreServedInMachineReadableFormats(t *testing.T) {
	eachDatabase(t, func(t *testing.T, s *site) {
		for path, want := range map[string]struct{ kind, holds string }{
			"/feed.atom":                            {"application/atom+xml", "Beijing Proceedings Executive Summary"},
			"/sitemap.xml":                          {"application/xml", "/sitemap/seminars-1.xml"},
			"/sitemap/seminars-1.xml":               {"application/xml", summaryPath},
			summaryPath + ".json":                   {"application/json", "not cleared by the organisers"},
			summaryPath + ".bib":                    {"application/x-bibtex", "@techreport{"},
			summaryPath + ".ris":                    {"application/x-research-info-systems", "TY  - RPRT"},
			seminarPath + "/calendar.ics":           {"text/calendar", "BEGIN:VEVENT"},
			"/search?q=humanitarian+space":          {"text/html", summaryPath},
			summaryPath + ".pdf":                    {"application/pdf", "%PDF-"},
			summaryPath + "/editions/1.pdf?lang=ar": {"application/pdf", "%PDF-"},
			"/api/openapi.json":                     {"application/", `"3.1.0"`},
			"/api/v1/points?kind=recommendation":    {"application/json", `"R9"`},
		} {
			resp, err := getMade(s.base + path)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil || resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), want.kind) || !strings.Contains(string(body), want.holds) {
				t.Errorf("%s: %d %s, without %q: %.200s", path, resp.StatusCode, resp.Header.Get("Content-Type"), want.holds, body)
			}
			if resp.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s has no content security policy", path)
			}
		}
	})
}
