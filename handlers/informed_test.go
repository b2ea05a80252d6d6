package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestAfterAChangeThePageSaysHowManyPeopleAreInformed: with the number of the
// e-mails that were enqueued, and nothing if there are none.
func TestAfterAChangeThePageSaysHowManyPeopleAreInformed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		n := p.Session(given.SessionAt("14:00", "15:00", "", ""))
		p.Announced()
		desk, published := p.Desk().Seminar, true
		in := desk.Input("en")
		in.Seats = "2"
		if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, desk.Version, in); err != nil {
			t.Fatal(err)
		}
		for i := range 3 { // the third waits for a seat
			if _, err := g.Store.Register(t.Context(), p.By, p.Seminar, given.Guest(i)); err != nil {
				t.Fatal(err)
			}
		}
		if err := g.Store.PublishAgenda(t.Context(), p.By, p.Seminar, models.AgendaInput{Published: &published}); err != nil {
			t.Fatal(err)
		}
		b := siteOn(t, g, origin).browser(t).signIn(p.By.AccountID)
		seminar := "/manage/seminars/" + p.Seminar
		session := func(starts, notify string) url.Values {
			return url.Values{"language": {"en"}, "title": {"Opening"}, "kind": {"panel"}, "attribution": {"on_record"}, "starts_at": {"2027-05-26T" + starts}, "ends_at": {"2027-05-26T15:00"}, "notify": {notify}}
		}
		seen := func(values url.Values, version string) url.Values {
			values.Set("seen", version)
			return values
		}
		for _, c := range []struct {
			name, page, to string
			values         url.Values
			want           string
		}{
			{"another title", "/sessions/" + n.ID + "/edit", "", seen(session("14:00", "true"), "1"), ""},
			{"another time, without notification", "/sessions/" + n.ID + "/edit", "", seen(session("13:00", ""), "2"), ""},
			{"another time", "/sessions/" + n.ID + "/edit", "", seen(session("12:00", "true"), "3"), "2 registered or invited people will be informed by e-mail."},
			{"a new session", "/sessions/new", "/sessions", session("10:00", "true"), "2 registered or invited people will be informed by e-mail."},
			{"a removed session", "/sessions/" + n.ID + "/edit", "/sessions/" + n.ID + "/removal", url.Values{}, "2 registered or invited people will be informed by e-mail."},
			{"a postponement", "", "/postponement", url.Values{}, "3 registered or invited people will be informed by e-mail."},
			{"new dates", "", "/announcement", url.Values{"days": {string(desk.StartsOn + "/" + desk.EndsOn)}}, "3 registered or invited people will be informed by e-mail."},
		} {
			if c.to == "" {
				c.to = c.page
			}
			b.get(seminar + c.page)
			a := b.form(seminar+c.to, c.values)
			if a.status != 303 {
				t.Fatalf("%s: %d", c.name, a.status)
			}
			_, said, _ := strings.Cut(b.get(a.location).body, `id="flash"`)
			said, _, _ = strings.Cut(said, "</div>")
			if c.want != "" && !strings.Contains(said, c.want) || c.want == "" && strings.Contains(said, "informed") || !strings.Contains(said, ".") {
				t.Errorf("%s: %s", c.name, said)
			}
		}
	})
}

func TestACookieCannotSayAnythingElseThanTheCatalogue(t *testing.T) {
	g := given.SQLite(t)
	b := siteOn(t, g, origin).browser(t).signIn(g.Account("Ling").ID)
	for value, want := range map[string]string{
		"flash.saved":     "<p> Your changes have been saved.</p>",
		"flash.saved+1":   "<p> Your changes have been saved.<br> One registered or invited person will be informed by e-mail.</p>",
		"flash.saved+-1":  "<p> Your changes have been saved.</p>",
		"flash.saved+bad": "<p> Your changes have been saved.</p>",
		"page.missing+1":  "",
	} {
		b.cookies["__Host-flash"] = &http.Cookie{Name: "__Host-flash", Value: value}
		_, said, _ := strings.Cut(b.get("/account").body, `<div class="flash" id="flash" role="status">`)
		said, _, _ = strings.Cut(said, "</div>")
		if strings.TrimSpace(said) != want {
			t.Errorf("%s: %s", value, said)
		}
	}
}

// TestARefusedFormShowsNoMessageAboutAnEarlierStep: "saved" beside a list of
// mistakes would be about something else.
func TestARefusedFormShowsNoMessageAboutAnEarlierStep(t *testing.T) {
	w := given.NewWorld(given.SQLite(t))
	b := siteOn(t, w.Given, origin).browser(t).signIn(w.Actors["organiser"].AccountID)
	path := "/manage/seminars/" + w.Main.Announced + "/notes"
	saved := &http.Cookie{Name: "__Host-flash", Value: "flash.saved"}
	b.cookies[saved.Name] = saved
	if page := b.get(path).body; !strings.Contains(page, "Your changes have been saved.") {
		t.Fatal("the page after a save says nothing")
	}

	b.cookies[saved.Name] = saved
	a := b.post(path, "session", w.Main.Session, "language", "en", "body", "")

	if a.status != 422 || strings.Contains(a.body, "Your changes have been saved.") {
		t.Errorf("a refused form: %d, with the message of an earlier step: %t", a.status, strings.Contains(a.body, "Your changes have been saved."))
	}
	if strings.Contains(b.get(path).body, "Your changes have been saved.") {
		t.Error("the message comes back later")
	}
}
