package handlers_test

import (
	"html"
	"regexp"
	"slices"
	"testing"

	"consultations/tests/given"
)

var linkOfPage = regexp.MustCompile(`<a [^>]*href="(/[^"#]*)`)

// TestNoPageOffersARoleWhatItMayNotOpen follows what the working area offers
// to each role, from its first page on: a link that leads to a refusal says
// that something is there, and sends its reader away.
func TestNoPageOffersARoleWhatItMayNotOpen(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	for _, role := range given.Roles {
		by := w.Actors[role]
		if !by.Works() {
			continue
		}
		t.Run(role, func(t *testing.T) {
			b := s.browser(t).signIn(by.AccountID)
			seen := []string{"/manage", "/manage/series/" + w.Own.Series, "/manage/series/" + w.Foreign.Series}
			for i := 0; i < len(seen) && i < 60; i++ {
				a := b.get(seen[i])
				if a.status != 200 && a.status != 303 {
					t.Errorf("%s: %d", seen[i], a.status)
				}
				for _, link := range linkOfPage.FindAllStringSubmatch(a.body, -1) {
					if path := html.UnescapeString(link[1]); !slices.Contains(seen, path) && !languageLink.MatchString(path) {
						seen = append(seen, path)
					}
				}
			}
			if len(seen) < 8 {
				t.Errorf("only %d pages were found: %q", len(seen), seen)
			}
		})
	}
}

// languageLink is a page again, in another language.
var languageLink = regexp.MustCompile(`^/languages/|[?&](lang|in)=`)
