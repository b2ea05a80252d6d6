package tests

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"consultations/handlers/web"
	"consultations/tests/given"
)

// TestTheDocumentedRoutesAreThoseOfTheSite: a new address is documented with its
// audience.
func TestTheDocumentedRoutesAreThoseOfTheSite(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	var lines []string
	for _, r := range s.routes {
		lines = append(lines, fmt.Sprintf("%-5s %-70s %s", r.method, r.path, r.audience))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[6:]+a, b[6:]+b) })
	golden(t, "testdata/routes.txt", strings.Join(lines, "\n")+"\n")
	if strings.Contains(strings.Join(lines, "\n"), "NOT IN THE TABLE") {
		t.Error("an address is served that is not in the table of routes")
	}
}

// TestAVisitorIsSentToTheSignInPage: without an account, no page that needs one
// reveals anything.
func TestAVisitorIsSentToTheSignInPage(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	tried := 0
	for _, r := range s.of(web.SignedIn, web.Working) {
		if r.method != http.MethodGet {
			continue
		}
		tried++
		for _, path := range []string{s.fill(r.path, true), s.fill(r.path, false)} {
			a := s.ask("public", http.MethodGet, path, nil)
			led := a.status == http.StatusSeeOther && strings.HasPrefix(a.location, "/sign-in")
			if !led && a.status != http.StatusNotFound {
				t.Errorf("GET %s answers a visitor with %d %s", path, a.status, a.location)
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d pages need an account", tried)
	}
}

// TestAFormWithoutItsTokenChangesNothing: a form from another site is refused,
// whoever is signed in.
func TestAFormWithoutItsTokenChangesNothing(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	tried := 0
	for _, r := range s.of(web.Personal, web.SignedIn, web.Working, web.Public, web.Technical) {
		if r.method == http.MethodGet {
			continue
		}
		tried++
		for _, role := range []string{"public", "administrator", "organiser", "secretariat"} {
			for _, token := range []string{"", "forged"} {
				a := s.ask(role, r.method, s.fill(r.path, true), url.Values{"csrf_token": {token}})
				if a.status != http.StatusForbidden {
					t.Errorf("%s %s as %s with the token %q: %d", r.method, r.path, role, token, a.status)
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d routes change anything", tried)
	}
	if a := s.ask("organiser", http.MethodPost, "/account", nil); a.status == http.StatusForbidden {
		t.Error("the right token is refused too, so the checks above prove nothing")
	}
}

// TestEveryPublicPageAnswersHead: HEAD is answered like GET, without the body.
func TestEveryPublicPageAnswersHead(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	for _, r := range s.of(web.Public) {
		path := s.fill(r.path, true)
		get, head := s.ask("public", http.MethodGet, path, nil), s.ask("public", http.MethodHead, path, nil)
		if head.status != get.status || head.body != "" {
			t.Errorf("HEAD %s answers %d with %d bytes, GET answers %d", path, head.status, len(head.body), get.status)
		}
		if get.status != http.StatusOK && !strings.HasSuffix(path, ".pdf") { // nobody prints here
			t.Errorf("GET %s answers %d", path, get.status)
		}
		if s.fill(r.path, false) != path {
			if a := s.ask("public", http.MethodGet, s.fill(r.path, false), nil); a.status != http.StatusNotFound {
				t.Errorf("GET %s answers %d for something that does not exist", r.path, a.status)
			}
		}
	}
}

// TestNoPublicAddressRevealsADraft: no public address, in whatever format,
// reveals anything about a draft. The organiser sees the draft, so there is
// something to reveal.
func TestNoPublicAddressRevealsADraft(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	for _, r := range s.routes {
		if r.method != http.MethodGet {
			continue
		}
		for _, path := range []string{s.fill(r.path, true), strings.Replace(s.fill(r.path, true), s.Main.AnnouncedSlug, s.Main.DraftSlug, 1)} {
			a := s.ask("public", http.MethodGet, path, nil)
			for _, secret := range []string{given.DraftCity, given.Secret} {
				if strings.Contains(a.body, secret) {
					t.Errorf("GET %s reveals %q to the public", path, secret)
				}
			}
		}
	}
	for _, path := range []string{"/api/v1/series", "/api/v1/series/" + s.Main.Series + "/seminars"} {
		a := s.ask("organiser", http.MethodGet, path, nil)
		if !strings.Contains(a.body, given.DraftCity) && !strings.Contains(a.body, given.Secret) {
			t.Errorf("GET %s does not show it to the organiser either, so the checks above prove nothing", path)
		}
	}
}

// TestEveryWorkingPageOpensForSomebody: for a page that nobody can open, the
// test below would prove nothing.
func TestEveryWorkingPageOpensForSomebody(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	for _, r := range s.of(web.Working, web.SignedIn) {
		if r.method != http.MethodGet {
			continue
		}
		var told []string
		opened := false
		for _, role := range []string{"organiser", "secretariat", "rapporteur", "co_organiser", "administrator"} {
			a := s.ask(role, http.MethodGet, s.fill(r.path, true), nil)
			opened = opened || a.status == http.StatusOK
			told = append(told, fmt.Sprintf("%s %d", role, a.status))
			if a.status >= http.StatusInternalServerError {
				t.Errorf("GET %s answers %s with %d", s.fill(r.path, true), role, a.status)
			}
		}
		if !opened {
			t.Errorf("GET %s opens for nobody: %s", s.fill(r.path, true), strings.Join(told, ", "))
		}
	}
}

// TestAForeignObjectIsAnsweredLikeAMissingOne: on every route of the working
// area and of the API, people without a role in an object get exactly the answer
// that they get for a missing one.
func TestAForeignObjectIsAnsweredLikeAMissingOne(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	tried := 0
	for _, r := range s.routes {
		if !strings.Contains(r.path, ":") || r.audience != string(web.Working) && r.audience != "api" {
			continue
		}
		own, missing := s.fill(r.path, true), s.fill(r.path, false)
		for _, role := range given.Roles {
			if role != "account" && role != "sibling" && !strings.HasPrefix(role, "foreign_") || strings.HasSuffix(role, "holder") {
				continue
			}
			if mayKnow(r.path) {
				continue
			}
			for _, path := range s.variants(r, own) {
				tried++
				a, b := s.ask(role, r.method, path, url.Values{}), s.ask(role, r.method, missing, url.Values{})
				if a.status != b.status {
					t.Errorf("%s %s answers %s with %d, and with %d for a missing object", r.method, path, role, a.status, b.status)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d answers were compared", tried)
	}
}

// variants are the addresses of a draft and, in the working area, of an
// announced seminar, whose existence is public but whose working area is not.
func (s *site) variants(r route, path string) []string {
	if r.audience == string(web.Working) && strings.Contains(path, s.Main.Draft) {
		return []string{path, strings.Replace(path, s.Main.Draft, s.Main.Announced, 1)}
	}
	return []string{path}
}

// mayKnow reports whether a route is about something that everybody with an
// account may know of: an announced series, the lists of organisations and of
// States.
func mayKnow(path string) bool {
	return regexp.MustCompile(`/(manage|v1)/(series|organisations|entities)/:`).MatchString(path)
}
