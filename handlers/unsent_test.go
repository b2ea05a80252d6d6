package handlers_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

var (
	formOfPage  = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*action="([^"]*)".*?</form>`)
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
)

// hidden reads the hidden fields of the form that posts to an address.
func hidden(t *testing.T, page, action string) url.Values {
	t.Helper()
	for _, form := range formOfPage.FindAllStringSubmatch(page, -1) {
		if html.UnescapeString(form[1]) == action && !strings.Contains(form[0], ofLanguages) {
			return hiddenIn(form[0])
		}
	}
	t.Fatalf("no form posts to %s:\n%s", action, page)
	return nil
}

func hiddenIn(form string) url.Values {
	fields := url.Values{}
	for _, f := range hiddenField.FindAllStringSubmatch(form, -1) {
		fields.Add(html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	return fields
}

// ofLanguages is in the form of the languages, which sends along the form that
// the page answers.
const ofLanguages = `name="kept_language"`

// readIn presses the button of a language on the page that is open.
func (b *browser) readIn(code string) answer {
	b.t.Helper()
	for _, form := range formOfPage.FindAllStringSubmatch(b.page, -1) {
		if strings.Contains(form[0], ofLanguages) {
			fields := hiddenIn(form[0])
			fields.Set("kept_language", code)
			return b.postForm(html.UnescapeString(form[1]), fields, nil)
		}
	}
	b.t.Fatal("the languages of the page are links")
	return answer{}
}

const typed = "What was said,\nline by line: <b> & \"quotes\"."

// noteForm opens the form for notes as a rapporteur and types a note, which is
// sent after the sign-in has ended.
func noteForm(t *testing.T, w *given.World, s *site) (b *browser, path string, sent url.Values) {
	t.Helper()
	b = s.browser(t).signIn(w.Actors["rapporteur"].AccountID)
	path = "/manage/seminars/" + w.Main.Announced + "/notes"
	b.get(path + "?session=" + w.Main.Session)
	return b, path, url.Values{"csrf_token": {b.token()}, "session": {w.Main.Session}, "language": {"en"}, "body": {typed}}
}

func shows(a answer) bool {
	return strings.Contains(a.body, ">"+html.EscapeString(typed)+"</textarea>")
}

func notesOf(t *testing.T, w *given.World) int {
	t.Helper()
	notes, err := w.Store.Notes(t.Context(), models.System, w.Main.Announced, "")
	if err != nil {
		t.Fatal(err)
	}
	return len(notes)
}

func TestAFormOutlivesTheSignIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		account, err := g.Store.Account(t.Context(), system, w.Actors["rapporteur"].AccountID)
		if err != nil {
			t.Fatal(err)
		}
		g.Password(account.ID, password)
		b, path, sent := noteForm(t, w, s)
		b.cookies = map[string]*http.Cookie{}

		a := b.postForm(path, sent, nil)
		if a.status != 403 || !strings.Contains(a.body, `action="/sign-in"`) || !strings.Contains(a.body, "Your entries are kept on this page") {
			t.Fatalf("without a sign-in: %d", a.status)
		}
		form := hidden(t, a.body, "/sign-in")
		if form.Get("next") != path || form.Get("kept-body") != typed {
			t.Fatalf("the page carries %v", form)
		}
		form.Set("email", account.Email)
		form.Set("password", "wrong horse battery")
		if a = b.postForm("/sign-in", form, nil); a.status != 422 {
			t.Fatalf("a wrong password: %d", a.status)
		}
		form = hidden(t, a.body, "/sign-in")
		form.Set("email", account.Email)
		form.Set("password", password)
		if a = b.postForm("/sign-in", form, nil); a.status != 200 || strings.Contains(a.body, password) {
			t.Fatalf("signing in: %d", a.status)
		}
		if a = b.postForm(path, hidden(t, a.body, path), nil); a.status != 403 || !shows(a) || notesOf(t, w) != 0 {
			t.Fatalf("back to the form: %d, shown %v, notes %d", a.status, shows(a), notesOf(t, w))
		}
		if a = b.post(path, "session", w.Main.Session, "language", "en", "body", typed); a.status != 303 || notesOf(t, w) != 1 {
			t.Errorf("sent again: %d, notes %d", a.status, notesOf(t, w))
		}
	})
}

func TestAFormAndTheWantedPageOutliveASignInByLink(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		id := w.Actors["rapporteur"].AccountID
		b, path, sent := noteForm(t, w, s)
		b.cookies = map[string]*http.Cookie{}
		account, err := g.Store.Account(t.Context(), system, id)
		if err != nil {
			t.Fatal(err)
		}

		form := hidden(t, b.postForm(path, sent, nil).body, "/sign-in/links")
		form.Set("email", account.Email)
		waiting := b.postForm("/sign-in/links", form, nil)
		if waiting.status != 200 {
			t.Fatalf("asking for a link: %d", waiting.status)
		}
		back := hidden(t, waiting.body, path)
		if a := b.postForm(path, back, nil); a.status != 403 || hidden(t, a.body, "/sign-in").Get("kept-body") != typed {
			t.Fatalf("back too early: %d", a.status)
		}
		token, err := g.Store.MailSignInLink(t.Context(), system, id)
		if err != nil {
			t.Fatal(err)
		}
		next := "/sign-in/link/" + token + "?next=" + url.QueryEscape(path)
		b.get(next)
		if a := b.post("/sign-in/link/"+token, "next", hidden(t, b.page, "/sign-in/link/"+token).Get("next")); a.status != 303 || a.location != path {
			t.Fatalf("the link leads to %d %q", a.status, a.location)
		}
		if a := b.postForm(path, back, nil); a.status != 403 || !shows(a) || notesOf(t, w) != 0 {
			t.Errorf("back to the form: %d, shown %v", a.status, shows(a))
		}
	})
}

func TestAFormWithAnOldTokenIsShownAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		b, path, sent := noteForm(t, w, s)
		b.signIn(w.Actors["rapporteur"].AccountID) // in another tab

		if a := b.postForm(path, sent, nil); a.status != 403 || !shows(a) || !strings.Contains(a.body, "please send them again") || notesOf(t, w) != 0 {
			t.Fatalf("an old token: %d, shown %v", a.status, shows(a))
		}
		if !strings.Contains(b.page, `<option value="`+w.Main.Session+`" selected`) {
			t.Error("the session is no longer chosen")
		}
		for name, c := range map[string]http.Header{
			"from elsewhere":    {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}},
			"from a sibling":    {"Origin": {"https://evil.example.org"}, "Sec-Fetch-Site": {"same-site"}},
			"by another client": {"Origin": {""}, "Sec-Fetch-Site": {""}},
		} {
			if a := b.postForm(path, sent, c); a.status != 403 || strings.Contains(a.body, "line by line") || notesOf(t, w) != 0 {
				t.Errorf("%s: %d, shown %v", name, a.status, shows(a))
			}
		}
		if a := b.post(path, "session", w.Main.Session, "language", "en", "body", typed); a.status != 303 {
			t.Errorf("sent again: %d", a.status)
		}
	})
}

func TestAFormIsNotShownToAnotherAccount(t *testing.T) {
	g := given.SQLite(t)
	w := given.NewWorld(g)
	s := siteOn(t, g, origin)
	b, path, sent := noteForm(t, w, s)
	b.signIn(w.Actors["organiser"].AccountID)

	if a := b.postForm(path, sent, nil); a.status != 403 || strings.Contains(a.body, "line by line") {
		t.Errorf("to another account: %d", a.status)
	}
	if a := b.get(path); a.status != 200 {
		t.Errorf("the other account may open the form: %d", a.status)
	}
}

func TestAFormThatIsKeptIsNeverSaved(t *testing.T) {
	g := given.SQLite(t)
	w := given.NewWorld(g)
	b, path, sent := noteForm(t, w, siteOn(t, g, origin))
	sent.Set("kept_form", "true")

	if a := b.postForm(path, sent, nil); a.status != 403 || !shows(a) || notesOf(t, w) != 0 {
		t.Errorf("%d, shown %v, notes %d", a.status, shows(a), notesOf(t, w))
	}
}

func TestThePublicFormComesBackWithoutCookies(t *testing.T) {
	g := given.SQLite(t)
	w := given.NewWorld(g)
	b := siteOn(t, g, origin).browser(t)
	path := "/series/" + w.Main.SeriesSlug + "/" + w.Main.AnnouncedSlug + "/register"
	b.get(path)
	form := url.Values{"csrf_token": {b.token()}, "name": {"Ling Li"}, "email": {"ling@mission.example"}, "language": {"en"}}
	b.cookies = map[string]*http.Cookie{}

	if a := b.postForm(path, form, nil); a.status != 403 || !strings.Contains(a.body, `value="Ling Li"`) || !strings.Contains(a.body, "allow cookies") {
		t.Errorf("%d", a.status)
	}
}

func TestTheSignInPageCarriesNoPasswordAndNoForeignAddress(t *testing.T) {
	g := given.SQLite(t)
	w := given.NewWorld(g)
	s := siteOn(t, g, origin)
	b := s.browser(t).signIn(w.Guest.ID)
	b.get("/account")
	form := url.Values{"csrf_token": {b.token()}, "current": {given.GuestPassword}, "new": {"a secret of its own"}}
	b.cookies = map[string]*http.Cookie{}
	if a := b.postForm("/account/password", form, nil); a.status != 403 || strings.Contains(a.body, "secret of its own") || strings.Contains(a.body, given.GuestPassword) {
		t.Errorf("a new password: %d", a.status)
	}

	b.get("/sign-in")
	for _, to := range []string{"https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""} {
		a := b.post("/sign-in", "email", w.Guest.Email, "password", "wrong horse battery", "kept_to", to, "kept-body", "canary")
		if a.status != 422 || strings.Contains(a.body, "canary") || to != "" && strings.Contains(a.body, html.EscapeString(to)) {
			t.Errorf("%q is carried: %d", to, a.status)
		}
	}
	if a := b.post("/sign-in", "email", w.Guest.Email, "password", "wrong horse battery", "kept_to", "/account", "kept-name", "Canary", "kept-password", "hunter22"); !strings.Contains(a.body, "Canary") || strings.Contains(a.body, "hunter22") {
		t.Error("a name is not carried, or a password is")
	}
	if a := b.post("/sign-in", "email", w.Guest.Email, "password", "wrong horse battery", "kept_to", "/account", "kept-name", strings.Repeat("Canary", 60000)); strings.Contains(a.body, "Canary") {
		t.Error("a form without bounds is carried")
	}
}

func TestAVersionSavedMeanwhileIsShownBesideWhatWasTyped(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s := siteOn(t, g, origin)
		by := w.Actors["organiser"]
		path := "/manage/seminars/" + w.Main.Announced + "/edit"
		b := s.browser(t).signIn(by.AccountID)
		mine := formValues(t, b.get(path).body, path)
		mine.Set("venue", "My hall")
		mine.Set("admission", "open")
		theirs := w.SeminarIn("Beijing")
		theirs.Venue, theirs.Slug, theirs.Admission = "Their hall", w.Main.AnnouncedSlug, models.AdmissionApproval
		m, err := g.Store.WorkingSeminar(t.Context(), by, w.Main.Announced)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.EditSeminar(t.Context(), by, m.ID, m.Version, theirs); err != nil {
			t.Fatal(err)
		}

		b.signIn(by.AccountID) // so that the token is old, too
		again := b.postForm(path, mine, nil)
		if again.status != 403 || formValues(t, again.body, path).Get("seen") != mine.Get("seen") {
			t.Fatalf("an old token: %d, version %s instead of %s", again.status, formValues(t, again.body, path).Get("seen"), mine.Get("seen"))
		}
		mine.Set("csrf_token", b.token())
		a := b.postForm(path, mine, nil)
		if a.status != 409 || !strings.Contains(a.body, `value="My hall"`) || !strings.Contains(a.body, `<p class="as-typed">Their hall</p>`) {
			t.Fatalf("changed meanwhile: %d", a.status)
		}
		if strings.Contains(a.body, `<p class="as-typed">Beijing</p>`) {
			t.Error("a field that is the same is marked")
		}
		if m, _ = g.Store.WorkingSeminar(t.Context(), by, m.ID); m.Venue.Source() != "Their hall" {
			t.Errorf("their hall was replaced unseen: %v", m.Venue)
		}
		mine.Set("seen", formValues(t, a.body, path).Get("seen"))
		if a := b.postForm(path, mine, nil); a.status != 303 {
			t.Errorf("knowingly: %d", a.status)
		}
	})
}

var (
	inputOfForm    = regexp.MustCompile(`<input [^>]*>`)
	attribute      = regexp.MustCompile(`([a-z]+)="([^"]*)"`)
	textareaOfForm = regexp.MustCompile(`(?s)<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>`)
	selectOfForm   = regexp.MustCompile(`(?s)<select [^>]*name="([^"]*)".*?</select>`)
	selectedOption = regexp.MustCompile(`<option value="([^"]*)" selected`)
)

// formValues reads what a browser would send of the form that posts to an
// address.
func formValues(t *testing.T, page, action string) url.Values {
	t.Helper()
	values := url.Values{}
	for _, form := range formOfPage.FindAllStringSubmatch(page, -1) {
		if html.UnescapeString(form[1]) != action || strings.Contains(form[0], ofLanguages) {
			continue
		}
		for _, input := range inputOfForm.FindAllString(form[0], -1) {
			a := map[string]string{}
			for _, m := range attribute.FindAllStringSubmatch(input, -1) {
				a[m[1]] = html.UnescapeString(m[2])
			}
			if kind := a["type"]; kind != "radio" && kind != "checkbox" || strings.Contains(input, " checked") {
				values.Add(a["name"], a["value"])
			}
		}
		for _, m := range textareaOfForm.FindAllStringSubmatch(form[0], -1) {
			values.Add(m[1], html.UnescapeString(m[2]))
		}
		for _, m := range selectOfForm.FindAllStringSubmatch(form[0], -1) {
			if o := selectedOption.FindStringSubmatch(m[0]); o != nil {
				values.Add(m[1], html.UnescapeString(o[1]))
			}
		}
		return values
	}
	t.Fatalf("no form posts to %s", action)
	return nil
}

// TestEveryFormOutlivesASignInByLink: a new thing, a changed one, and one whose
// form has another address than its page.
func TestEveryFormOutlivesASignInByLink(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	seminar := "/manage/seminars/" + w.Main.Announced
	for page, c := range map[string]struct{ action, field, shows string }{
		seminar + "/notes":                                  {seminar + "/notes", "body", ">" + html.EscapeString(typed) + "</textarea>"},
		seminar + "/edit":                                   {seminar + "/edit", "about", ">" + html.EscapeString(typed) + "</textarea>"},
		seminar + "/sessions/new":                           {seminar + "/sessions", "panellists", ">" + html.EscapeString(typed) + "</textarea>"},
		seminar + "/invitations":                            {seminar + "/invitations", "institution", `value="` + html.EscapeString("An institution <b>") + `"`},
		"/manage/series/" + w.Main.Series + "/seminars/new": {"/manage/series/" + w.Main.Series + "/seminars", "about", ">" + html.EscapeString(typed) + "</textarea>"},
	} {
		id := w.Actors["organiser"].AccountID
		account, err := w.Store.Account(t.Context(), system, id)
		if err != nil {
			t.Fatal(err)
		}
		b := s.browser(t).signIn(id)
		sent := formValues(t, b.get(page).body, c.action)
		sent.Set(c.field, typed)
		if c.field == "institution" {
			sent.Set(c.field, "An institution <b>")
		}
		b.cookies = map[string]*http.Cookie{}

		form := hidden(t, b.postForm(c.action, sent, nil).body, "/sign-in/links")
		form.Set("email", account.Email)
		back := hidden(t, b.postForm("/sign-in/links", form, nil).body, c.action)
		token, err := w.Store.MailSignInLink(t.Context(), system, id)
		if err != nil {
			t.Fatal(err)
		}
		b.get("/sign-in/link/" + token + "?next=" + url.QueryEscape(form.Get("next")))
		signedIn := b.post("/sign-in/link/"+token, "next", hidden(t, b.page, "/sign-in/link/"+token).Get("next"))
		again := b.postForm(c.action, back, nil)

		if signedIn.status != 303 || signedIn.location != page {
			t.Errorf("%s: the link leads to %d %s", page, signedIn.status, signedIn.location)
		}
		if again.status != 403 || !strings.Contains(again.body, c.shows) {
			t.Errorf("%s: back to the form: %d, filled in: %t", page, again.status, strings.Contains(again.body, c.shows))
		}
	}
}

// TestAnotherLanguageKeepsTheForm: on each page between a form whose sign-in has
// ended and the form filled in again, the reader changes the language.
func TestAnotherLanguageKeepsTheForm(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	s := siteOn(t, w.Given, origin)
	account, err := w.Store.Account(t.Context(), system, w.Actors["rapporteur"].AccountID)
	if err != nil {
		t.Fatal(err)
	}
	w.Password(account.ID, password)
	b, path, sent := noteForm(t, w, s)
	b.cookies = map[string]*http.Cookie{}
	in := func(a answer, status int, code, text string) answer {
		t.Helper()
		if a.status != status || !strings.Contains(a.body, `<html lang="`+code+`"`) || !strings.Contains(a.body, text) {
			t.Fatalf("%d instead of %d, in %s %t, %q %t", a.status, status, code, strings.Contains(a.body, `<html lang="`+code+`"`), text, strings.Contains(a.body, text))
		}
		return a
	}

	b.postForm(path, sent, nil)
	asked := in(b.readIn("fr"), 403, "fr", "Vos saisies")
	form := hidden(t, asked.body, "/sign-in")
	if form.Get("next") != path || form.Get("kept-body") != typed {
		t.Fatalf("the page carries %v", form)
	}
	form.Set("email", account.Email)
	form.Set("password", "wrong horse battery")
	b.postForm("/sign-in", form, nil)
	form = hidden(t, in(b.readIn("es"), 403, "es", `value="`+account.Email+`"`).body, "/sign-in")
	if strings.Contains(b.page, "wrong horse battery") || form.Get("kept-body") != typed {
		t.Fatalf("after a wrong password the page carries %v", form)
	}

	link := hidden(t, b.page, "/sign-in/links")
	link.Set("email", account.Email)
	in(b.postForm("/sign-in/links", link, nil), 200, "es", "")
	if back := hidden(t, in(b.readIn("ru"), 200, "ru", "").body, path); back.Get("body") != typed {
		t.Fatalf("after the link was sent the page carries %v", back)
	}

	form.Set("email", account.Email)
	form.Set("password", password)
	in(b.postForm("/sign-in", form, nil), 200, "ru", "")
	back := hidden(t, in(b.readIn("fr"), 200, "fr", "").body, path)
	again := in(b.postForm(path, back, nil), 403, "fr", html.EscapeString(typed)+"</textarea>")
	if notesOf(t, w) != 0 || again.status != 403 {
		t.Fatalf("saved: %d", notesOf(t, w))
	}
	in(b.readIn("en"), 403, "en", html.EscapeString(typed)+"</textarea>")
	if a := b.post(path, "session", w.Main.Session, "language", "en", "body", typed); a.status != 303 || notesOf(t, w) != 1 {
		t.Errorf("sent: %d, notes %d", a.status, notesOf(t, w))
	}
	in(b.get(path), 200, "en", "")
}

// TestAnotherLanguageKeepsARefusedForm: what was typed into a form with a
// problem stays when the language changes.
func TestAnotherLanguageKeepsARefusedForm(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	b := siteOn(t, w.Given, origin).browser(t)
	path := "/series/" + w.Main.SeriesSlug + "/" + w.Main.AnnouncedSlug + "/register"
	b.get(path)
	if a := b.post(path, "name", "Ling Li", "email", "nowhere", "needs", typed); a.status != 422 {
		t.Fatalf("without an address: %d", a.status)
	}

	a := b.readIn("fr")

	if !strings.Contains(a.body, `<html lang="fr"`) || !strings.Contains(a.body, `value="Ling Li"`) || !shows(a) {
		t.Errorf("%d: %s", a.status, a.body)
	}
	if got := b.get("/").body; !strings.Contains(got, `<html lang="fr"`) {
		t.Error("the language is not remembered")
	}
}
