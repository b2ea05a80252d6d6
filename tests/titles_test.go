package tests

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/tests/given"
	"consultations/views/locale"
)

// pathOf fills in a pattern, with the link of the holder or the invitee.
func (s *site) pathOf(pattern string) string {
	s.T.Helper()
	purpose, signed := models.LinkToInvitation, s.Main.Invitation
	if strings.HasPrefix(pattern, "/registrations/") {
		purpose, signed = models.LinkToRegistration, models.HolderOf(s.Main.Registration, s.Actors["holder"].PersonID)
	}
	return s.fill(strings.Replace(pattern, ":token", s.ring.LinkToken(purpose, signed), 1), true)
}

// page is the page at an address as the first of some roles that may open it
// sees it.
func (s *site) page(path string) (string, bool) {
	for _, role := range []string{"organiser", "secretariat", "administrator", "public"} {
		if a := s.ask(role, http.MethodGet, path, nil); a.status == http.StatusOK && strings.HasPrefix(a.body, "<!doctype html>") {
			return a.body, true
		}
	}
	return "", false
}

// names are what the things in an address are called, in English; the parts of
// a seminar have its name too.
func (s *site) names(path string) []string {
	s.T.Helper()
	must := func(err error) {
		if err != nil {
			s.T.Fatal(err)
		}
	}
	en, _ := locale.For("en")
	seminar := func(id string) string {
		m, err := s.Store.Seminar(ctx, models.System, id)
		must(err)
		return en.TitleOrPlace(m.Title, m.Label, m.Place).Text
	}
	w, by := s.Main, models.System
	told := map[string][]string{
		w.Draft: {seminar(w.Draft)}, w.Announced: {seminar(w.Announced)}, w.Concluded: {seminar(w.Concluded)}, "/" + w.AnnouncedSlug + "/": {seminar(w.Announced)},
		w.Series: {"Peace operations"}, w.Theme: {"Financing"}, s.Entity: {"A State"}, s.Guest.ID: {"Guest"}, w.Edition: {"Edition 1"},
		"/registrations/": {seminar(w.Announced)}, "/invitations/": {seminar(w.Announced)},
	}
	for _, id := range []string{w.DraftSession, w.ConcludedSession} {
		told[id] = []string{s.text("SELECT title FROM sessions WHERE id = $1", id)}
	}
	told[w.Note] = told[w.ConcludedSession]
	for _, id := range []string{w.DraftSummary, w.ClearanceSummary, w.PublishedSummary} {
		told[id] = []string{"What was said", seminar(w.Concluded)}
		told[s.pointOf(id)] = []string{s.text("SELECT code FROM points WHERE id = $1", s.pointOf(id))}
	}
	r, err := s.Store.Registration(ctx, by, w.Registration)
	must(err)
	told[w.Registration] = []string{r.Name, seminar(w.Announced)}
	o, err := s.Store.Organisation(ctx, by, w.Partner)
	must(err)
	told[w.Partner] = []string{en.Text(o.Name).Text}
	organiser, err := s.Store.Organiser(ctx, by, w.Draft, s.organiserOf(w.Draft))
	must(err)
	told[organiser.ID] = []string{en.Text(organiser.Name).Text}
	if strings.HasPrefix(path, "/registrations/") { // the link contains the id of a person's own registration
		delete(told, w.Registration)
	}
	var names []string
	for part, called := range told {
		if strings.Contains(path, part) {
			names = append(names, called...)
		}
	}
	return names
}

var (
	titleOf = regexp.MustCompile(`<title>([^<]*)</title>`)
	written = regexp.MustCompile(`"en":"([^"]*)"`)
)

// TestTheTitleOfEveryPageNamesWhatItIsAbout: in a row of tabs, in the history
// and in bookmarks there is nothing but the title.
func TestTheTitleOfEveryPageNamesWhatItIsAbout(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	titles, named := map[string]string{}, 0
	ownAccount := regexp.MustCompile("^/(sign-in|account)/") // there is no other
	for _, r := range s.of(web.Working, web.SignedIn, web.Personal, web.Public) {
		if r.method != http.MethodGet {
			continue
		}
		path := s.pathOf(r.path)
		body, ok := s.page(path)
		if !ok {
			continue
		}
		title := html.UnescapeString(titleOf.FindStringSubmatch(body)[1])
		names := s.names(path)
		for _, name := range names {
			if in := written.FindStringSubmatch(name); in != nil {
				name = in[1]
			}
			if name == "" || !strings.Contains(title, name) {
				t.Errorf("GET %s: the title %q does not name %q", r.path, title, name)
			} else if strings.Count(title, name) > 1 {
				t.Errorf("GET %s: the title %q names %q twice", r.path, title, name)
			}
		}
		if strings.Contains(r.path, ":") && r.audience != string(web.Public) && !ownAccount.MatchString(r.path) {
			if named++; len(names) == 0 {
				t.Errorf("GET %s: this test does not know what it is about", r.path)
			}
		}
		if other, twice := titles[title]; twice && !strings.Contains(r.path, "/summary/editions/") {
			t.Errorf("GET %s and %s have the same title %q", r.path, other, title)
		}
		titles[title] = r.path
	}
	if named < 30 {
		t.Errorf("only %d pages about something were read", named)
	}
	search, _ := s.page("/search?q=" + url.QueryEscape("peace talks"))
	if !strings.Contains(search, "<title>Search · peace talks · ") {
		t.Error("the title of the search does not name what was searched for")
	}
}

// TestEveryPublicPageHasADescription: search engines and messengers show it.
func TestEveryPublicPageHasADescription(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	described := regexp.MustCompile(`<meta name="description" content="([^"]+)"/?><meta property="og:description" content="([^"]+)"`)
	read := 0
	for _, r := range s.of(web.Public) {
		body, ok := s.page(s.pathOf(r.path))
		if !ok {
			continue
		}
		read++
		if found := described.FindStringSubmatch(body); found == nil || found[1] != found[2] {
			t.Errorf("GET %s has no description", r.path)
		}
	}
	if read < 8 {
		t.Errorf("only %d pages were read", read)
	}
	en, _ := locale.For("en")
	m, err := s.Store.PublicSeminar(ctx, models.Public, s.Main.SeriesSlug, s.Main.AnnouncedSlug)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := s.page(models.SeminarPath(m.SeriesSlug, m.Slug))
	found := described.FindStringSubmatch(body)
	for _, fact := range []string{en.Text(m.Label).Text, en.Text(m.Place).Text, en.Days(m.StartsOn, m.EndsOn), en.Text(m.SeriesTitle).Text} {
		if fact == "" || found == nil || !strings.Contains(html.UnescapeString(found[1]), fact) {
			t.Errorf("the description %q does not say %q", found, fact)
		}
	}
}

// TestNamesInAnotherLanguageSayWhichOne: a screen reader reads a name in Latin
// letters on an Arabic page with the wrong voice if nothing tells it the
// language.
func TestNamesInAnotherLanguageSayWhichOne(t *testing.T) {
	s := newSite(t, given.SQLite(t))
	checked := 0
	for _, r := range s.of(web.Public, web.Personal) {
		if r.method != http.MethodGet {
			continue
		}
		path := s.pathOf(r.path)
		body, ok := s.page(path + "?lang=ar")
		if !ok {
			continue
		}
		doc, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range unmarkedNames(doc, "", false, &checked) {
			t.Errorf("GET %s: %q is not marked as another language", r.path, name)
		}
	}
	if checked < 30 {
		t.Errorf("only %d names were checked", checked)
	}
}

// unmarkedNames lists the texts in Latin letters that stand in breadcrumbs,
// headings and heads of an Arabic page as if they were Arabic.
func unmarkedNames(n *html.Node, lang string, within bool, checked *int) []string {
	var found []string
	class := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "lang":
			lang = a.Val
		case "class":
			class = a.Val
		}
	}
	switch {
	case n.Data == "h1", n.Data == "h2", n.Data == "h3", class == "crumbs", class == "kicker", class == "public-head":
		within = true
	case class == "actions":
		within = false
	}
	in := func(script *unicode.RangeTable) bool {
		return strings.ContainsFunc(n.Data, func(r rune) bool { return unicode.Is(script, r) })
	}
	if n.Type == html.TextNode && within && in(unicode.Latin) && !in(unicode.Arabic) { // a sentence isolates the names in it
		if *checked++; lang == "ar" {
			found = append(found, n.Data)
		}
	}
	for child := range n.ChildNodes() {
		found = append(found, unmarkedNames(child, lang, within, checked)...)
	}
	return found
}
