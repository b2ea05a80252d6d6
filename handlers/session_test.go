package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"consultations/adapters/keys"
	"consultations/models"
	"consultations/tests/given"
)

func accessOf(f models.FreshSignIn, audience string) keys.Access {
	return keys.Access{AccountID: f.AccountID, SignInID: f.SignInID, Audience: audience}
}

// aSeries is a series that nobody has announced yet.
func aSeries(t *testing.T, g *given.Given) models.Series {
	t.Helper()
	series, err := g.Store.CreateSeries(t.Context(), system, models.SeriesInput{Title: "Peace operations", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return series
}

func TestABrowserStaysSignedInAndAStolenCookieEndsIt(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		b := siteOn(t, g, origin).browser(t).signIn(g.Account("Ling").ID)
		stolen := b.cookies["__Host-refresh"].Value
		b.get("/account")
		token := b.token()

		g.Pass(models.AccessLife + time.Minute)
		if a := b.get("/account"); a.status != 200 || b.cookies["__Host-refresh"].Value == stolen {
			t.Fatalf("after the access token ended: %d", a.status)
		}
		if b.token() != token {
			t.Error("forms that were open before the refresh are dead")
		}

		g.Pass(time.Minute)
		thief := b.site.browser(t)
		thief.cookies["__Host-refresh"] = &http.Cookie{Name: "__Host-refresh", Value: stolen}
		if a := thief.get("/account"); a.status != 303 {
			t.Errorf("the thief: %d", a.status)
		}
		if a := b.get("/account"); a.status != 303 || b.cookies["__Host-refresh"] != nil {
			t.Errorf("the owner is told to sign in again: %d", a.status)
		}
	})
}

func TestTwoSimultaneousTabsBothStaySignedIn(t *testing.T) {
	g := given.SQLite(t)
	b := siteOn(t, g, origin).browser(t).signIn(g.Account("Ling").ID)
	other := b.site.browser(t)
	g.Pass(models.AccessLife + time.Minute)
	other.cookies["__Host-refresh"] = b.cookies["__Host-refresh"]

	if a := b.get("/account"); a.status != 200 {
		t.Errorf("one tab: %d", a.status)
	}
	if a := other.get("/account"); a.status != 200 || other.cookies["__Host-refresh"].Value != b.cookies["__Host-refresh"].Value {
		t.Errorf("the other tab: %d", a.status)
	}
}

func TestADisabledAccountIsSignedOutAtTheNextRequest(t *testing.T) {
	g := given.SQLite(t)
	ling := g.Account("Ling")
	b := siteOn(t, g, origin).browser(t).signIn(ling.ID)
	if err := g.Store.DisableAccount(t.Context(), system, ling.ID); err != nil {
		t.Fatal(err)
	}
	if a := b.get("/account"); a.status != 303 || b.cookies["__Host-access"] != nil {
		t.Errorf("%d", a.status)
	}
}

func TestAFormIsAcceptedOnlyFromThisSiteAndThisReader(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	ling := g.Account("Ling")
	b, other := s.browser(t).signIn(ling.ID), s.browser(t).signIn(g.Account("Wu").ID)
	b.get("/account")
	other.get("/account")
	visitor := s.browser(t)
	visitor.get("/sign-in")
	form := func(token string) url.Values {
		return url.Values{"csrf_token": {token}, "seen": {strconv.Itoa(g.Version("accounts", ling.ID))}, "name": {"Changed"}, "language": {"en"}}
	}
	for name, try := range map[string]struct {
		token  string
		header http.Header
		want   int
	}{
		"the reader's form":           {b.token(), nil, 303},
		"a browser that says nothing": {b.token(), http.Header{"Origin": nil, "Sec-Fetch-Site": nil}, 303},
		"no token":                    {"", nil, 403},
		"somebody else's token":       {other.token(), nil, 403},
		"a visitor's token":           {visitor.token(), nil, 403},
		"another site":                {b.token(), http.Header{"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}}, 403},
		"another site, old browser":   {b.token(), http.Header{"Origin": {"https://evil.example"}, "Sec-Fetch-Site": nil}, 403},
		"a hidden origin":             {b.token(), http.Header{"Origin": {"null"}}, 403},
		"another port":                {b.token(), http.Header{"Origin": {origin + ":8443"}}, 403},
		"without encryption":          {b.token(), http.Header{"Origin": {"http://consultations.example.org"}}, 403},
		"a site below ours":           {b.token(), http.Header{"Sec-Fetch-Site": {"same-site"}}, 403},
		"JSON":                        {b.token(), http.Header{"Content-Type": {"application/json"}}, 415},
		"plain text":                  {b.token(), http.Header{"Content-Type": {"text/plain"}}, 415},
		"no type":                     {b.token(), http.Header{"Content-Type": {""}}, 415},
	} {
		if a := b.postForm("/account", form(try.token), try.header); a.status != try.want {
			t.Errorf("%s: %d, want %d", name, a.status, try.want)
		}
	}
	stranger := s.browser(t)
	if a := stranger.postForm("/account", form(b.token()), nil); a.status != 403 {
		t.Errorf("a stranger: %d", a.status)
	}
}

func TestWhoDoesNotKeepAccountsDoesNotSeeThem(t *testing.T) {
	g := given.SQLite(t)
	admin, ling := g.Account("Administrator", models.GrantInput{Role: models.Administrator}), g.Account("Ling")
	series := aSeries(t, g)
	wu := g.Account("Wu", models.GrantInput{Role: models.OrganiserRole, SeriesID: series.ID})
	s := siteOn(t, g, origin)
	for _, person := range []string{ling.ID, wu.ID} {
		b := s.browser(t).signIn(person)
		for _, path := range []string{"/manage/accounts", "/manage/accounts/new", "/manage/accounts/" + admin.ID, "/manage/accounts/" + person,
			"/manage/accounts/" + person + "/grants/new", "/manage/accounts/" + models.NewID(g.Now())} {
			if a := b.get(path); a.status != 404 {
				t.Errorf("%s: %d", path, a.status)
			}
		}
		for _, path := range []string{"", "/" + person, "/" + person + "/links", "/" + admin.ID + "/suspension", "/" + admin.ID + "/suspension/removal", "/" + person + "/grants"} {
			b.get("/account") // to get a token
			if a := b.post("/manage/accounts"+path, "role", "administrator", "name", "X", "email", "x@example.org", "language", "en"); a.status != 404 {
				t.Errorf("POST %s: %d", path, a.status)
			}
		}
	}
}

func TestAnAdministratorAddsAndRemovesARole(t *testing.T) {
	g := given.SQLite(t)
	admin := g.Account("Administrator", models.GrantInput{Role: models.Administrator})
	series := aSeries(t, g)
	b := siteOn(t, g, origin).browser(t).signIn(admin.ID)

	b.get("/manage/accounts/new")
	if a := b.post("/manage/accounts", "name", "", "email", "ling", "language", "en"); a.status != 422 || strings.Count(a.body, `aria-invalid`) != 2 {
		t.Errorf("a wrong form: %d", a.status)
	}
	made := b.post("/manage/accounts", "name", "Ling", "email", "ling@example.org", "language", "zh")
	if made.status != 303 {
		t.Fatalf("made: %d", made.status)
	}
	if a := b.get(made.location); a.status != 200 || !strings.Contains(a.body, "Ling") {
		t.Fatalf("shown: %d", a.status)
	}
	if a := b.get(made.location + "/grants/new?role=organiser&series=" + series.ID); a.status != 200 || !strings.Contains(a.body, "Peace operations") {
		t.Errorf("the last step: %d", a.status)
	}
	if a := b.post(made.location+"/grants", "role", "organiser", "series", series.ID); a.status != 303 {
		t.Errorf("given: %d", a.status)
	}
	ling, err := g.Store.Account(t.Context(), system, strings.TrimPrefix(made.location, "/manage/accounts/"))
	if err != nil || len(ling.Grants) != 1 || ling.Grants[0].SeriesID != models.Ref(series.ID) {
		t.Fatalf("%+v, %v", ling.Grants, err)
	}
	if a := b.post(made.location+"/grants", "role", "organiser", "series", series.ID); a.status != 409 {
		t.Errorf("given twice: %d", a.status)
	}
	b.get(made.location)
	if a := b.post(made.location + "/links"); a.status != 303 || !strings.Contains(b.get(a.location).body, "The welcome e-mail has been sent.") {
		t.Errorf("welcomed: %d", a.status)
	}
	if a := b.post(made.location + "/grants/" + ling.Grants[0].ID + "/removal"); a.status != 303 {
		t.Errorf("taken away: %d", a.status)
	}
	own, err := g.Store.Account(t.Context(), system, admin.ID)
	if err != nil {
		t.Fatal(err)
	}
	b.get(made.location)
	if a := b.post("/manage/accounts/" + admin.ID + "/grants/" + own.Grants[0].ID + "/removal"); a.status != 409 {
		t.Errorf("the last administrator goes: %d", a.status)
	}
	if a := b.get("/manage/audit?verb=grant.add&series=" + series.ID); a.status != 200 || strings.Count(a.body, "<tr>") != 2 {
		t.Errorf("the log has %d lines, %d", strings.Count(a.body, "<tr>"), a.status)
	}
	for field, wrong := range map[string]string{"from": "yesterday", "to": "2027-02-30", "kind": "nothing"} {
		a := b.get("/manage/audit?" + field + "=" + wrong)
		if a.status != 422 || !strings.Contains(a.body, `id="f-`+field+`-problem"`) || strings.Count(a.body, "<tr>") > 0 {
			t.Errorf("the log with a wrong %s: %d", field, a.status)
		}
	}
}

func TestAPageForOneReaderIsNeverKept(t *testing.T) {
	g := given.SQLite(t)
	b := siteOn(t, g, origin).browser(t).signIn(g.Account("Ling").ID)
	for _, path := range []string{"/account", "/sign-in", "/sign-in/link/x", "/manage/accounts"} {
		r := httptest.NewRequest("GET", path, nil)
		if a := b.send(r); a.header.Get("Cache-Control") != "private, no-store" {
			t.Errorf("%s: %q", path, a.header.Get("Cache-Control"))
		}
	}
}

// TestAnAdministratorGivesUpTheOwnRoleAndSeesThat: on a page that is still
// theirs, and never as the last one.
func TestAnAdministratorGivesUpTheOwnRoleAndSeesThat(t *testing.T) {
	g := given.SQLite(t)
	one := g.Administrator()
	b := siteOn(t, g, origin).browser(t).signIn(one.AccountID)
	page := models.AccountPath(one.AccountID)
	removal := page + "/grants/" + one.Grants[0].ID + "/removal"
	if body := b.get(page).body; strings.Contains(body, removal) || strings.Contains(body, page+"/suspension") || !strings.Contains(body, "This is the only administrator.") {
		t.Error("the only administrator is offered to go")
	}
	if a := b.post(removal); a.status != 409 {
		t.Errorf("the only administrator goes: %d", a.status)
	}

	g.Administrator()
	if body := b.get(page).body; !strings.Contains(body, removal) || !strings.Contains(body, page+"/suspension") || !strings.Contains(body, "only another administrator can give it back to you") {
		t.Error("one of two administrators is not asked whether to go")
	}
	a := b.post(removal)

	if a.status != 303 || a.location != "/account" {
		t.Fatalf("one of two administrators goes: %d %s", a.status, a.location)
	}
	if own := b.get(a.location); own.status != 200 || !strings.Contains(own.body, "The role has been removed.") {
		t.Errorf("the page after that: %d", own.status)
	}
}
