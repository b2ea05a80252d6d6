package handlers_test

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// TestLooseLinesOfAHeadAreRefused sends over a connection, because clients of
// Go do not write such heads.
func TestLooseLinesOfAHeadAreRefused(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	send := s.connect(t, time.Second)
	for name, c := range map[string]struct{ request, status string }{
		"as it should be":          {"GET /about HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\nConnection: close\r\n\r\n", "404"},
		"a bare line feed":         {"GET /about HTTP/1.1\r\nHost: localhost\nX-A: b\r\nConnection: close\r\n\r\n", "400"},
		"one that hides a header":  {"GET /about HTTP/1.1\r\nHost: localhost\r\nX-A: b\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", "400"},
		"one at the end":           {"GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\n", ""},
		"only bare line feeds":     {"GET /about HTTP/1.1\nHost: localhost\nConnection: close\n\n", ""},
		"a first line without":     {"GET /about HTTP/1.1\nHost: localhost\r\nConnection: close\r\n\r\n", "400"},
		"a later one without":      {"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /about HTTP/1.1\nHost: localhost\r\nConnection: close\r\n\r\n", "400"},
		"one that hides a host":    {"GET /about HTTP/1.1\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "400"},
		"such a line in a body":    {"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\nConnection: close\r\n\r\nemail=HTTP/1.1\nab", "403"},
		"a folded line":            {"GET /about HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n", "400"},
		"a line folded with a tab": {"GET /about HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n\tc\r\nConnection: close\r\n\r\n", "400"},
		"a folded first line":      {"GET /about HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n", "400"},
	} {
		answer, _ := send(c.request)
		if c.status == "" && answer != "" || // the end of the head is still awaited
			c.status != "" && (!strings.HasPrefix(answer, "HTTP/1.1 "+c.status) || strings.Count(answer, "HTTP/1.1 ") != 1) {
			t.Errorf("%s: %.60q, want %s", name, answer, c.status)
		}
	}
}

func TestTheLanguageIsKeptInACookieOfThisHostOnly(t *testing.T) {
	g := given.SQLite(t)
	for base, name := range map[string]string{origin: "__Host-language", "http://127.0.0.1:8080": "language"} {
		b := siteOn(t, g, base).browser(t)
		b.get("/languages/fr?to=/")
		if b.cookies[name] == nil || !strings.Contains(b.get("/").body, `lang="fr"`) {
			t.Errorf("%s: %v", base, b.cookies)
		}
	}
	other := siteOn(t, g, origin).browser(t)
	if a := other.asked("/", "Cookie", "language=fr"); !strings.Contains(a.body, `<html lang="en"`) {
		t.Error("a cookie that another site of the domain can set chooses the language")
	}
}

// TestAnAnswerIsRepeatedOnlyToThoseWhoMayStillAsk: the first answer would show
// a text that its reader must not see any more.
func TestAnAnswerIsRepeatedOnlyToThoseWhoMayStillAsk(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		account := g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Hidden})
		by := s.bearer(t, account.ID)
		at, body := "/api/v1/series/"+w.Main.Hidden+"/seminars", `{"place":"Somewhere new","time_zone":"UTC"}`
		first := s.write(t, "POST", at, "key", by, body)
		if again := s.write(t, "POST", at, "key", by, body); first.status != 201 || again.status != 201 || again.body != first.body || again.header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("%d %s, then %d %s", first.status, first.body, again.status, again.body)
		}
		if n := g.Number("SELECT count(*) FROM seminars WHERE slug = 'somewhere-new'"); n != 1 {
			t.Errorf("%d seminars", n)
		}
		page, err := g.Store.Account(t.Context(), models.System, account.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Store.RemoveGrant(t.Context(), models.System, account.ID, page.Grants[0].ID, models.ReasonInput{}); err != nil {
			t.Fatal(err)
		}
		if a := s.write(t, "POST", at, "key", by, body); a.status != 404 || strings.Contains(a.body, "Somewhere") {
			t.Errorf("after the grant ended: %d %s", a.status, a.body)
		}
	})
}

func TestAPersonIsTheSameHoweverTheLettersWereComposed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.OpenSeminar(5)
		for _, letter := range []string{"é", "e\u0301", "\u00e9"} {
			body := `{"name":"Jos` + letter + `","institution":"M","email":"jos` + letter + `@mission.example"}`
			if a := s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "", "", body); a.status != 202 {
				t.Errorf("%s: %d %s", body, a.status, a.body)
			}
		}
		if n := g.Number("SELECT count(*) FROM persons"); n != 1 {
			t.Errorf("%d persons", n)
		}
	})
}
