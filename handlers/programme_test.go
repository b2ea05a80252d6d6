package handlers_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// form is a filled-in form of the open page.
func (b *browser) form(path string, values url.Values) answer {
	b.t.Helper()
	values.Set("csrf_token", b.token())
	return b.postForm(path, values, nil)
}

// seminarForm is what the form of a new seminar sends.
func seminarForm() url.Values {
	return url.Values{
		"language": {"en"}, "label": {"Regional seminar"}, "place": {"Nairobi"}, "time_zone": {"Africa/Nairobi"}, "starts_on": {"2027-06-14"}, "ends_on": {"2027-06-15"},
		"languages": {"en", "fr"}, "contact": {"Secretariat, secretariat@example.org"}, "admission": {"open"}, "seats": {"40"}, "registration_opens_at": {"2027-02-01T09:00"}, "registration_closes_at": {"2027-06-01T18:00"},
	}
}

// TestAnOrganiserGoesFromFirstIdeaToAnnouncement walks the programme in a
// browser without scripts.
func TestAnOrganiserGoesFromFirstIdeaToAnnouncement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		account := g.Account("Ling", models.GrantInput{Role: models.Administrator})
		b := siteOn(t, g, origin).browser(t).signIn(account.ID)
		open := func(path string, want ...string) string {
			t.Helper()
			a := b.get(path)
			if a.status != 200 {
				t.Fatalf("%s: %d", path, a.status)
			}
			for _, text := range want {
				if !strings.Contains(a.body, text) {
					t.Errorf("%s does not say %q", path, text)
				}
			}
			return a.body
		}
		save := func(path string, values url.Values) string {
			t.Helper()
			a := b.form(path, values)
			if a.status != 303 {
				t.Fatalf("%s: %d %s", path, a.status, between(a.body, "error-summary", "</ul>"))
			}
			return a.location
		}

		open("/manage", "/manage/series/new")
		open("/manage/series/new")
		if a := b.form("/manage/series", url.Values{"language": {"en"}, "subtitle": {"Kept"}}); a.status != 422 {
			t.Errorf("a form with mistakes: %d", a.status)
		}
		if a := b.readIn("en"); a.status != 403 || !strings.Contains(a.body, `action="/manage/series"`) || !strings.Contains(a.body, "Kept") {
			t.Errorf("the languages beside a form with mistakes do not lead to the form: %d", a.status)
		}
		series := save("/manage/series", url.Values{"language": {"en"}, "title": {"Peace operations"}})
		open(series, "Peace operations", series+"/seminars/new")
		save(series+"/themes", url.Values{"language": {"en"}, "name": {"Financing"}})
		theme := regexp.MustCompile(series + "/themes/[0-9a-z]+").FindString(open(series, "Financing", "The theme has been added."))
		open(theme + "?in=fr")
		save(theme, url.Values{"seen": {"1"}, "language": {"fr"}, "name": {"Financement"}})
		open(series+"?lang=fr", "Financement")
		b.get("/languages/en?to=/manage")
		open(series + "/edit")
		save(series+"/edit", url.Values{"language": {"en"}, "seen": {"1"}, "title": {"Peace operations"}, "slug": {"peace-operations"}, "regions": {"Africa\r\nAsia"}})
		open(series+"/edit", "Africa\nAsia</textarea>")
		open(series+"/seminars/new", `<option value="Africa/Nairobi">`, `<option value="Africa">`)
		seminar := save(series+"/seminars", seminarForm())

		open(seminar+"/edit", `value="Secretariat, secretariat@example.org"`)
		open(seminar, "<bdi>Secretariat, secretariat@example.org</bdi>", "An organiser", "A session in the programme", seminar+"/organisers")
		if p := open(seminar); strings.Contains(p, seminar+"/announcement") {
			t.Error("a button announces a seminar without an organiser")
		}
		if to := save(seminar+"/announcement", url.Values{}); to != seminar+"#lacks" {
			t.Errorf("announced without an organiser: on to %s", to)
		}
		open(seminar, "The seminar was not announced", `id="lacks"`, `<a href="`+seminar+`/organisers">An organiser`)
		if a := b.form(seminar+"/postponement", url.Values{}); a.status != 409 || !strings.Contains(a.body, `<a href="`+seminar+`">Reload the page`) || strings.Contains(a.body, url.QueryEscape("/postponement")) {
			t.Errorf("a refused step leads to an address without a page: %d %s", a.status, between(a.body, "<main", "</main>"))
		}
		open(seminar + "/organisers")
		save(seminar+"/organisers", url.Values{"language": {"en"}, "name": {"Ministry of Foreign Affairs"}, "kind": {"government_body"}, "role": {"host"}, "shown_as": {"The Ministry"}})
		open(seminar+"/organisers", "The Ministry", "The organiser has been added to the seminar.")

		open(seminar + "/sessions/new")
		session := url.Values{"language": {"en"}, "title": {"Opening"}, "kind": {"plenary"}, "attribution": {"on_record"}, "room": {"Hall"},
			"starts_at": {"2027-06-14T09:00"}, "ends_at": {"2027-06-14T10:00"}, "chair": {"Amara Diallo, Ambassador"}, "panellists": {"Li Wei\n李明"}}
		save(seminar+"/sessions", session)
		open(seminar+"/sessions/new", "The session has been added to the programme.")
		session.Set("title", "Second")
		session.Set("starts_at", "2027-06-14T09:30")
		session.Set("ends_at", "2027-06-14T10:30")
		save(seminar+"/sessions", session)
		open(seminar, "are in the same room", "at the same time", "Amara Diallo")

		save(seminar+"/agenda", url.Values{"published": {"true"}})
		open(seminar, "The agenda will be public as soon as the seminar is announced.")
		save(seminar+"/agenda", url.Values{"published": {"false"}})
		open(seminar, "The agenda is no longer public.")
		if a := siteOn(t, g, origin).browser(t).get("/series/peace-operations/nairobi-2027"); a.status != 404 {
			t.Errorf("the public reads the draft: %d", a.status)
		}
		save(seminar+"/announcement", url.Values{})
		open(seminar, "Announced", "/series/peace-operations/nairobi-2027", "Postpone", "Conclude")
		if a := siteOn(t, g, origin).browser(t).get("/series/peace-operations/nairobi-2027"); a.status != 200 || !strings.Contains(a.body, "The Ministry") || !strings.Contains(a.body, `Secretariat, <a href="mailto:secretariat@example.org">secretariat@example.org</a>`) || strings.Contains(a.body, "Opening") {
			t.Errorf("the public page: %d", a.status)
		}
		open(seminar)
		save(seminar+"/agenda", url.Values{"published": {"true"}})
		open(seminar, "The agenda is now public.")
		if a := siteOn(t, g, origin).browser(t).get("/series/peace-operations/nairobi-2027/agenda"); a.status != 200 || !strings.Contains(a.body, "Opening") {
			t.Errorf("the public agenda: %d", a.status)
		}
	})
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// problem reads what the page says beside a field.
func problem(body, field string) string {
	m := regexp.MustCompile(`<p class="problem" id="f-` + field + `-problem">([^<]*)</p>`).FindStringSubmatch(body)
	if m == nil {
		return ""
	}
	return m[1]
}

func TestARefusedSeminarComesBackFilledInWithEachFieldNamed(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	b := siteOn(t, g, origin).browser(t).signIn(p.By.AccountID)
	series := "/manage/series/" + p.Series
	for field, wrong := range map[string]string{
		"ends_on": "2027-06-13", "time_zone": "Asia/Atlantis", "seats": "-1", "year": "1e309", "number": "0", "contact": "secretariat@nowhere",
		"registration_closes_at": "2027-01-01T00:00", "slug": "themes", "place": " ", "about": strings.Repeat("x", models.MaxText+1),
	} {
		b.get(series + "/seminars/new")
		values := seminarForm()
		values.Set(field, wrong)
		if field != "slug" {
			values.Set("slug", "nairobi")
		}
		a := b.form(series+"/seminars", values)
		if a.status != 422 || problem(a.body, field) == "" || !strings.Contains(a.body, "error-summary") {
			t.Errorf("%s: %d, problem %q", field, a.status, problem(a.body, field))
		}
		if field != "place" && !strings.Contains(a.body, wrong) || !strings.Contains(a.body, "Regional seminar") {
			t.Errorf("%s: the form is not filled in as it was", field)
		}
		if !strings.Contains(a.body, `value="fr" checked`) {
			t.Errorf("%s: the languages are not ticked", field)
		}
	}
	for _, seats := range []string{"0", "1e309", "100001", "six"} {
		b.get(series + "/seminars/new")
		values := seminarForm()
		values.Set("seats", seats)
		if a := b.form(series+"/seminars", values); a.status != 422 || problem(a.body, "seats") == "" {
			t.Errorf("%s seats: %d", seats, a.status)
		}
	}
	if n := g.Number("SELECT count(*) FROM seminars"); n != 1 {
		t.Errorf("%d seminars", n)
	}
}

func TestTheSecondOfTwoEditorsKeepsWhatTheyWrote(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	s := siteOn(t, g, origin)
	first, second := s.browser(t).signIn(p.By.AccountID), s.browser(t).signIn(p.By.AccountID)
	path := "/manage/seminars/" + p.Seminar + "/edit"
	first.get(path)
	second.get(path)

	values := seminarForm()
	values.Set("seen", "1")
	values.Set("venue", "Hall of the first")
	if a := first.form(path, values); a.status != 303 {
		t.Fatalf("the first: %d", a.status)
	}
	values.Set("venue", "Hall of the second")
	a := second.form(path, values)
	if a.status != 409 || !strings.Contains(a.body, "Hall of the second") || !strings.Contains(a.body, "a newer version has been saved meanwhile") {
		t.Errorf("the second: %d", a.status)
	}
	seen := hidden(t, a.body, path).Get("seen")
	if seen != "2" {
		t.Fatalf("the form has seen %q", seen)
	}
	values.Set("seen", seen)
	if a := second.form(path, values); a.status != 303 {
		t.Errorf("the second, having compared: %d", a.status)
	}
	if got := p.Desk().Seminar.Venue.Source(); got != "Hall of the second" {
		t.Errorf("the venue is %q", got)
	}
}

func TestAFormWritesOneLanguageAndShowsTheOriginalBesideIt(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	b := siteOn(t, g, origin).browser(t).signIn(p.By.AccountID)
	path := "/manage/seminars/" + p.Seminar + "/edit"
	a := b.get(path + "?in=ar")
	if a.status != 200 || !strings.Contains(a.body, `name="language" value="ar"`) || !strings.Contains(a.body, `lang="ar" `) || !strings.Contains(a.body, "field-original") {
		t.Fatalf("the Arabic form: %d", a.status)
	}
	values := url.Values{"seen": {"1"}, "language": {"ar"}, "place": {"بيجين"}, "label": {"حلقة دراسية"}}
	for field, value := range seminarForm() {
		if values.Get(field) == "" {
			values[field] = value
		}
	}
	if a := b.form(path, values); a.status != 303 {
		t.Fatalf("saved: %d %s", a.status, between(a.body, "error-summary", "</ul>"))
	}
	if m := p.Desk().Seminar; m.Place.Source() != "Beijing" || m.Place.In["ar"] != "بيجين" {
		t.Errorf("%+v", m.Place)
	}
	if a := b.get("/manage/seminars/" + p.Seminar + "?lang=ar"); !strings.Contains(a.body, `dir="rtl"`) || !strings.Contains(a.body, "بيجين") {
		t.Error("the desk does not read Arabic")
	}
}

// TestANewObjectIsWrittenInTheLanguageOfThePage: everything around it was
// written in English by somebody else.
func TestANewObjectIsWrittenInTheLanguageOfThePage(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	chosen := regexp.MustCompile(`(?s)<select[^>]* name="language".*?</select>`)
	for path, actor := range map[string]string{
		"/manage/series/new":                                      "administrator",
		"/manage/series/" + w.Main.Series:                         "organiser",
		"/manage/series/" + w.Main.Series + "/seminars/new":       "organiser",
		"/manage/seminars/" + w.Main.Announced + "/organisers":    "organiser",
		"/manage/seminars/" + w.Main.Announced + "/sessions/new":  "organiser",
		"/manage/seminars/" + w.Main.Announced + "/notes":         "organiser",
		"/manage/seminars/" + w.Main.Announced + "/summaries/new": "secretariat",
		"/manage/organisations/new":                               "organiser",
	} {
		a := s.browser(t).signIn(w.Actors[actor].AccountID).get(path + "?lang=fr")
		if field := chosen.FindString(a.body); a.status != 200 || !strings.Contains(field, `value="fr" selected`) {
			t.Errorf("%s: %d %s", path, a.status, field)
		}
	}
}

func TestForeignAndMissingObjectsGetTheSameAnswer(t *testing.T) {
	g := given.SQLite(t)
	p, other := g.NewProgramme(), g.NewProgramme()
	session := other.Session(given.SessionAt("09:00", "10:00", "", ""))
	organiser := other.Desk().Organisers[0].ID
	gone := models.NewID(g.Now())
	b := siteOn(t, g, origin).browser(t).signIn(g.Account("Other", models.GrantInput{Role: models.OrganiserRole, SeriesID: p.Series}).ID)
	missing := b.get("/manage/seminars/" + gone)
	if missing.status != 404 {
		t.Fatalf("one that does not exist: %d", missing.status)
	}
	for _, path := range []string{
		"/manage/series/" + other.Series, "/manage/series/" + other.Series + "/edit", "/manage/series/" + other.Series + "/seminars/new",
		"/manage/seminars/" + other.Seminar, "/manage/seminars/" + other.Seminar + "/edit", "/manage/seminars/" + other.Seminar + "/organisers",
		"/manage/seminars/" + other.Seminar + "/sessions/new", "/manage/seminars/" + p.Seminar + "/sessions/" + session.ID + "/edit",
		"/manage/seminars/" + p.Seminar + "/organisers/" + organiser, "/manage/series/x", "/manage/seminars/%2e%2e", "/manage/organisations/" + gone, "/manage/entities/" + gone,
	} {
		if a := b.get(path); a.status != 404 {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	b.get("/manage")
	for _, path := range []string{"/announcement", "/postponement", "/agenda", "/organisers/" + organiser + "/removal", "/sessions/" + session.ID + "/removal"} {
		if a := b.form("/manage/seminars/"+other.Seminar+path, url.Values{}); a.status != 404 {
			t.Errorf("POST %s: %d", path, a.status)
		}
	}
}

func TestThoseWhoMayOnlyReadSeeNoButtons(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	b := siteOn(t, g, origin).browser(t).signIn(g.Account("Secretary", models.GrantInput{Role: models.Secretariat, SeriesID: p.Series}).ID)
	a := b.get("/manage/seminars/" + p.Seminar)
	if a.status != 200 {
		t.Fatalf("the desk: %d", a.status)
	}
	for _, address := range []string{"/announcement", "/edit\"", "/organisers\"", "/sessions/new", "/agenda"} {
		if strings.Contains(a.body, p.Seminar+address) {
			t.Errorf("the desk of the secretariat leads to %s", address)
		}
	}
	if a := b.form("/manage/seminars/"+p.Seminar+"/announcement", url.Values{}); a.status != 403 {
		t.Errorf("announced by the secretariat: %d", a.status)
	}
	if a := b.get("/manage/seminars/" + p.Seminar + "/edit"); a.status != 403 {
		t.Errorf("the form for the secretariat: %d", a.status)
	}
}

func TestOrganisationsAreFoundByTheBeginningOfTheirNamePageByPage(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	for range 60 {
		p.Organisation("Zeta " + models.NewID(g.Now()))
	}
	b := siteOn(t, g, origin).browser(t).signIn(p.By.AccountID)
	seen := map[string]bool{}
	path := "/manage/organisations?q=zeta"
	link := regexp.MustCompile(`href="(/manage/organisations\?[^"]*cursor=[^"]*)"[^>]*>Next|rel="next" href="([^"]*)"`)
	for range 5 {
		a := b.get(path)
		for _, m := range regexp.MustCompile(`/manage/organisations/([0-9a-z]{20,})"`).FindAllStringSubmatch(a.body, -1) {
			seen[m[1]] = true
		}
		m := link.FindStringSubmatch(a.body)
		if m == nil {
			break
		}
		path = strings.ReplaceAll(m[1]+m[2], "&amp;", "&")
	}
	if len(seen) != 60 {
		t.Errorf("%d of 60 are found", len(seen))
	}
	if a := b.get("/manage/organisations?q=" + url.QueryEscape("%")); strings.Contains(a.body, "Zeta") {
		t.Error("a percent sign finds everything")
	}
	b.get("/manage/organisations/new")
	if a := b.form("/manage/organisations", url.Values{"language": {"en"}, "name": {p.HostName}, "kind": {"igo"}}); a.status != 422 || problem(a.body, "name") == "" {
		t.Errorf("a name that is taken: %d", a.status)
	}
}

func TestStatesAndOtherEntitiesAreNamedPerLanguage(t *testing.T) {
	g := given.SQLite(t)
	p := g.NewProgramme()
	b := siteOn(t, g, origin).browser(t).signIn(p.By.AccountID)
	b.get("/manage/entities/new")
	if a := b.form("/manage/entities", url.Values{"language": {"en"}, "name": {"Norway"}, "iso": {"NO"}}); a.status != 303 {
		t.Fatalf("added: %d", a.status)
	}
	all, err := g.Store.Entities(t.Context(), p.By)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	path := "/manage/entities/" + all[0].ID
	b.get(path + "?in=fr")
	if a := b.form(path, url.Values{"seen": {"1"}, "language": {"fr"}, "name": {"Norvège"}, "iso": {"NO"}}); a.status != 303 {
		t.Fatalf("translated: %d", a.status)
	}
	if a := b.get("/manage/entities?lang=fr"); !strings.Contains(a.body, "Norvège") || strings.Contains(a.body, ">NO<") {
		t.Error("the list in French")
	}
	b.get(path)
	if a := b.form(path, url.Values{"seen": {"1"}, "language": {"en"}, "name": {"Noreg"}}); a.status != 409 || !strings.Contains(a.body, `value="Noreg"`) {
		t.Errorf("over what somebody else saved: %d", a.status)
	}
	if a := b.form(path, url.Values{"seen": {"2"}, "language": {"en"}, "name": {"Norway"}, "valid_from": {"2027-02-30"}}); a.status != 422 || problem(a.body, "valid_from") == "" {
		t.Errorf("a day that is none: %d", a.status)
	}
}
