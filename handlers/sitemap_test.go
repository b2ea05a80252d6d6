package handlers_test

import (
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

var sitemapAddress = regexp.MustCompile(`<loc>([^<]+)</loc>`)

// TestTheSitemapHasCanonicalAddresses: a search engine drops an address whose
// page names another one as its own.
func TestTheSitemapHasCanonicalAddresses(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		b, pages := s.browser(t), map[string]bool{}
		index := sitemapAddress.FindAllStringSubmatch(b.get("/sitemap.xml").body, -1)
		if len(index) != 2 {
			t.Fatalf("the index has %d parts", len(index))
		}
		for _, part := range index {
			listed := sitemapAddress.FindAllStringSubmatch(b.get(strings.TrimPrefix(part[1], origin)).body, -1)
			if len(listed) == 0 {
				t.Errorf("%s lists nothing", part[1])
			}
			for _, page := range listed {
				path := strings.TrimPrefix(page[1], origin)
				a := b.get(path)
				if a.status != 200 || !strings.Contains(a.body, `<link rel="canonical" href="`+page[1]+`"`) {
					t.Errorf("%s: %d, and the page does not name this address as its own", path, a.status)
				}
				pages[path] = true
			}
		}
		concluded := models.SeminarPath(w.Main.SeriesSlug, w.Main.ConcludedSlug)
		for _, path := range []string{"/", models.SeriesPath(w.Main.SeriesSlug), models.SeminarPath(w.Main.SeriesSlug, w.Main.AnnouncedSlug) + "/agenda", concluded, concluded + "/summary", concluded + "/summary/rapporteurs-note"} {
			if !pages[path+"?lang=en"] || !pages[path+"?lang=ar"] {
				t.Errorf("%s is not listed in every language", path)
			}
		}
		for path := range pages {
			if strings.Contains(path, w.Main.DraftSlug) || strings.Contains(path, w.Main.HiddenSlug) {
				t.Errorf("a draft is listed: %s", path)
			}
		}
		for _, path := range []string{"/sitemap/seminars-2.xml", "/sitemap/series-2.xml", "/sitemap/series-0.xml", "/sitemap/points-1.xml"} {
			if a := b.get(path); a.status != 404 {
				t.Errorf("%s: %d", path, a.status)
			}
		}
	})
}
