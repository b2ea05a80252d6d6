package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
	"consultations/views/locale"
)

const password = "correct horse battery"

var system = models.System

func TestAPersonSignsInWithAPasswordAndOut(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		g.Password(ling.ID, password)
		b := siteOn(t, g, origin).browser(t)

		if a := b.get("/account"); a.status != 303 || a.location != "/sign-in?next=%2Faccount" {
			t.Fatalf("without a sign-in: %d to %q", a.status, a.location)
		}
		b.get("/sign-in?next=%2Faccount")
		a := b.post("/sign-in", "email", ling.Email, "password", password, "next", "/account")
		if a.status != 303 || a.location != "/account" {
			t.Fatalf("signing in: %d to %q", a.status, a.location)
		}
		if a := b.get("/account"); a.status != 200 || !strings.Contains(a.body, "Ling") {
			t.Errorf("own account: %d", a.status)
		}
		if a := b.post("/sign-out"); a.status != 303 {
			t.Errorf("signing out: %d", a.status)
		}
		if b.cookies["__Host-access"] != nil || b.cookies["__Host-refresh"] != nil {
			t.Error("the cookies stay")
		}
		if a := b.get("/account"); a.status != 303 {
			t.Errorf("after signing out: %d", a.status)
		}
	})
}

func TestCookiesAreBoundToTheHostAndHiddenFromScripts(t *testing.T) {
	for base, prefix := range map[string]string{origin: "__Host-", "http://127.0.0.1:8080": ""} {
		g := given.SQLite(t)
		b := siteOn(t, g, base).browser(t)
		b.get("/sign-in")
		visitor := b.cookies[prefix+"visitor"]
		b.signIn(g.Account("Ling").ID)
		for _, c := range []*http.Cookie{visitor, b.cookies[prefix+"access"], b.cookies[prefix+"refresh"]} {
			if c == nil {
				t.Fatalf("%s: a cookie is missing: %v", base, b.cookies)
			}
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != (prefix != "") {
				t.Errorf("%s: %s", base, c)
			}
		}
	}
}

func TestAWrongSignInIsAnsweredAlike(t *testing.T) {
	g := given.SQLite(t)
	ling, disabled, linkOnly := g.Account("Ling"), g.Account("Disabled"), g.Account("Link")
	g.Password(ling.ID, password)
	g.Password(disabled.ID, password)
	if err := g.Store.DisableAccount(t.Context(), system, disabled.ID); err != nil {
		t.Fatal(err)
	}
	b := siteOn(t, g, origin).browser(t)
	b.get("/sign-in")
	first := ""
	for _, email := range []string{ling.Email, disabled.Email, linkOnly.Email, "nobody@example.org"} {
		a := b.post("/sign-in", "email", email, "password", "wrong horse battery")
		body := strings.ReplaceAll(a.body, email, "…")
		if first == "" {
			first = body
		}
		if a.status != 422 || body != first || strings.Contains(body, "wrong horse") {
			t.Errorf("%s: %d, the same page: %v", email, a.status, body == first)
		}
		if a := b.post("/sign-in/links", "email", email); a.status != 303 || a.location != "/sign-in/links" {
			t.Errorf("a link for %s: %d to %q", email, a.status, a.location)
		}
	}
}

func TestOpeningALinkDoesNotUseItUp(t *testing.T) {
	g := given.SQLite(t)
	ling := g.Account("Ling")
	token, err := g.Store.MailSignInLink(t.Context(), system, ling.ID)
	if err != nil {
		t.Fatal(err)
	}
	b := siteOn(t, g, origin).browser(t)
	address := "/sign-in/link/" + token
	for range 3 {
		if a := b.get(address); a.status != 200 || b.cookies["__Host-access"] != nil {
			t.Fatalf("looking: %d", a.status)
		}
	}
	if a := b.post(address); a.status != 303 || a.location != "/account" {
		t.Fatalf("using: %d to %q", a.status, a.location)
	}
	other := b.site.browser(t)
	other.get(address)
	if a := other.post(address); a.status != 409 || other.cookies["__Host-access"] != nil {
		t.Errorf("using again: %d", a.status)
	}
}

func TestSigningInRedirectsOnlyToThisSite(t *testing.T) {
	g := given.SQLite(t)
	ling := g.Account("Ling", models.GrantInput{Role: models.Administrator})
	g.Password(ling.ID, password)
	s := siteOn(t, g, origin)
	for i, next := range []string{
		"https://evil.example", "//evil.example", `/\evil.example`, `\\evil.example`, "/%09/evil.example", "/\t/evil.example",
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "https:evil.example", "https:/evil.example", "///evil.example",
		"/\n/evil.example", " //evil.example", "\u00a0//evil.example", "//consultations.example.org@evil.example", "http://consultations.example.org.evil.example",
		"?next=//evil.example", "evil.example", ".evil.example", "@evil.example", "/..//evil.example", "//%65vil.example", "/\x00/evil.example", "",
	} {
		g.Pass(time.Hour) // the limits are not under test here
		b := s.browser(t)
		b.get("/sign-in?next=" + url.QueryEscape(next))
		a := b.post("/sign-in", "email", ling.Email, "password", password, "next", next)
		to, err := url.Parse(a.location)
		if a.status != 303 || err != nil {
			t.Errorf("%d %q: %d, %v", i, next, a.status, err)
			continue
		}
		here, _ := url.Parse(origin + "/sign-in")
		if end := here.ResolveReference(to); end.Scheme != "https" || end.Host != "consultations.example.org" || !strings.HasPrefix(a.location, "/") || strings.HasPrefix(a.location, "//") {
			t.Errorf("%q leads to %q", next, a.location)
		}
	}
	b := s.browser(t)
	b.get("/sign-in")
	if a := b.post("/sign-in", "email", ling.Email, "password", password, "next", "/manage/audit?verb=sign_in.begin"); a.location != "/manage/audit?verb=sign_in.begin" {
		t.Errorf("a path of this site leads to %q", a.location)
	}
}

func TestASignInReplacesEarlierCookies(t *testing.T) {
	g := given.SQLite(t)
	ling, wu := g.Account("Ling"), g.Account("Wu")
	b := siteOn(t, g, origin).browser(t)
	for _, name := range []string{"access", "refresh", "visitor"} {
		b.cookies["__Host-"+name] = &http.Cookie{Name: "__Host-" + name, Value: "chosenbysomebodyelse00"}
	}
	b.get("/sign-in")
	before := b.token()
	b.signIn(ling.ID)
	first := b.cookies["__Host-access"].Value
	b.get("/account")
	if b.token() == before || b.token() == "" {
		t.Error("the token of forms stays the same")
	}
	if a := b.postForm("/account", url.Values{"csrf_token": {before}, "name": {"X"}, "language": {"en"}}, nil); a.status != 403 {
		t.Errorf("a form from before: %d", a.status)
	}

	b.signIn(wu.ID) // the other one on the same browser ends the first sign-in

	thief := b.site.browser(t)
	thief.cookies["__Host-access"] = &http.Cookie{Name: "__Host-access", Value: first}
	if a := thief.get("/account"); a.status != 303 {
		t.Errorf("the first sign-in still opens: %d", a.status)
	}
}

func TestForgedAddressHeadersDoNotEvadeTheSignInLimit(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		g.Password(ling.ID, password)
		b := siteOn(t, g, origin).browser(t)
		b.get("/sign-in")
		try := func(email string, n int) answer {
			form := url.Values{"csrf_token": {b.token()}, "email": {email}, "password": {"wrong horse battery"}}
			return b.postForm("/sign-in", form, http.Header{"X-Forwarded-For": {"198.51.100." + strconv.Itoa(n)}, "X-Real-Ip": {"198.51.100." + strconv.Itoa(n)}})
		}
		for n := range models.SignInsPerAccount.Max {
			if a := try(ling.Email, n); a.status != 422 {
				t.Fatalf("try %d: %d", n+1, a.status)
			}
			b.get("/sign-in")
		}
		a := try(strings.ToUpper(ling.Email), 99)
		if wait, _ := strconv.Atoi(a.header.Get("Retry-After")); a.status != 429 || wait < 1 || wait > 900 {
			t.Errorf("one too many: %d, wait %q", a.status, a.header.Get("Retry-After"))
		}
		g.Pass(15 * time.Minute)
		b.get("/sign-in")
		if a := b.post("/sign-in", "email", ling.Email, "password", password); a.status != 303 {
			t.Errorf("after a quarter of an hour: %d", a.status)
		}
	})
}

func TestEveryPageIsCompleteInEveryLanguage(t *testing.T) {
	g := given.SQLite(t)
	admin := g.Account("Administrator", models.GrantInput{Role: models.Administrator})
	s := siteOn(t, g, origin)
	visitor, b := s.browser(t), s.browser(t).signIn(admin.ID)
	for _, l := range locale.All() {
		for _, path := range []string{"/sign-in", "/sign-in/links", "/sign-in/link/x"} {
			if a := visitor.get(path + "?lang=" + l.Code()); a.status != 200 || !strings.Contains(a.body, `lang="`+l.Code()+`"`) {
				t.Errorf("%s in %s: %d", path, l.Code(), a.status)
			}
		}
		account := "/manage/accounts/" + admin.ID
		for _, path := range []string{"/account?", "/manage/accounts?", "/manage/accounts/new?", account + "?", account + "/grants/new?",
			account + "/grants/new?role=organiser&", account + "/grants/new?role=co_organiser&", account + "/grants/new?role=check_in&", "/manage/audit?"} {
			if a := b.get(path + "lang=" + l.Code()); a.status != 200 {
				t.Errorf("%s in %s: %d", path, l.Code(), a.status)
			}
		}
	}
	if missing := locale.MissingTexts(); len(missing) > 0 {
		t.Error(missing)
	}
}

func TestATokenOpensOnlyWhatItWasMadeFor(t *testing.T) {
	g := given.SQLite(t)
	ling := g.Account("Ling")
	b := siteOn(t, g, origin).browser(t).signIn(ling.ID)
	ask := func(authorization string) int {
		r := httptest.NewRequest("GET", "/api/v1/series", nil)
		if authorization != "" {
			r.Header.Set("Authorization", authorization)
		}
		return b.site.browser(t).send(r).status
	}
	program := g.SignIn(ling.ID, models.API)
	access, err := b.site.keys.SignAccess(accessOf(program, "api"), models.AccessLife)
	if err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]struct {
		header string
		want   int
	}{
		"nobody":            {"", 200},
		"a program":         {"Bearer " + access, 200},
		"a browser's token": {"Bearer " + b.cookies["__Host-access"].Value, 401},
		"a refresh token":   {"Bearer " + program.Refresh, 401},
		"another scheme":    {"Basic bGluZzpsaW5n", 401},
		"half a token":      {"Bearer " + access[:len(access)-4], 401},
	} {
		if got := ask(try.header); got != try.want {
			t.Errorf("%s: %d, want %d", name, got, try.want)
		}
	}
	thief := b.site.browser(t)
	thief.cookies["__Host-access"] = &http.Cookie{Name: "__Host-access", Value: access}
	thief.cookies["__Host-refresh"] = &http.Cookie{Name: "__Host-refresh", Value: program.Refresh}
	if a := thief.get("/account"); a.status != 303 {
		t.Errorf("a program's tokens in a browser: %d", a.status)
	}
	g.Pass(models.AccessLife + time.Minute)
	if got := ask("Bearer " + access); got != 401 {
		t.Errorf("after it expired: %d", got)
	}
}

func TestPeopleChangeTheirOwnAddressOnTheirPage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling, omar := g.Account("Ling"), g.Account("Omar")
		s := siteOn(t, g, origin)
		b := s.browser(t)
		token, err := g.Store.MailSignInLink(t.Context(), system, ling.ID)
		if err != nil {
			t.Fatal(err)
		}
		b.get("/sign-in/link/" + token)
		b.post("/sign-in/link/" + token)
		b.get("/account")

		if a := b.post("/account/address", "email", "nowhere"); a.status != 422 || !strings.Contains(a.body, `value="nowhere"`) {
			t.Errorf("no address: %d", a.status)
		}
		free := b.post("/account/address", "email", "new@mission.example")
		taken := b.post("/account/address", "email", omar.Email)
		if free.status != 303 || taken.status != free.status || taken.location != free.location || taken.body != free.body {
			t.Errorf("a free address: %d to %s, one of another account: %d to %s", free.status, free.location, taken.status, taken.location)
		}
		b.post("/account/address", "email", "new@mission.example")
		var id string
		if err := g.DB().QueryRow("SELECT id FROM address_changes WHERE made_at IS NULL").Scan(&id); err != nil {
			t.Fatal(err)
		}
		l, err := g.Store.AddressLetter(t.Context(), system, models.MailAddress{ChangeID: id, Mail: models.AddressAsked})
		if err != nil {
			t.Fatal(err)
		}

		other := s.browser(t) // without a sign-in, as in the programme in which e-mails are read
		if a := other.get("/account/address/" + l.Token); a.status != 200 {
			t.Errorf("the link: %d", a.status)
		}
		if n := g.Number("SELECT count(*) FROM accounts WHERE email = 'new@mission.example'"); n != 0 {
			t.Error("opening the link changes the address")
		}
		if a := other.post("/account/address/" + l.Token); a.status != 303 {
			t.Errorf("the button: %d %s", a.status, a.body)
		}
		if a := b.get("/account"); a.status != 200 || !strings.Contains(a.body, "new@mission.example") {
			t.Errorf("the page of the account: %d", a.status)
		}
		if a := other.post("/account/address/" + l.Token); a.status != 409 {
			t.Errorf("the button again: %d", a.status)
		}
	})
}
