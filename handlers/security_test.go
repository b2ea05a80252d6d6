package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models"
	"consultations/tests/given"
)

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	form := "application/x-www-form-urlencoded"
	for name, c := range map[string]struct {
		method, path, kind, body string
		status                   int
	}{
		"a page":                     {"GET", "/", "", "", 200},
		"a file":                     {"GET", "/robots.txt", "", "", 200},
		"the API":                    {"GET", "/api/v1/series", "", "", 200},
		"its description":            {"GET", "/api/openapi.json", "", "", 200},
		"a feed":                     {"GET", "/feed.atom", "", "", 200},
		"nothing":                    {"GET", "/nothing", "", "", 404},
		"nothing, asked for by HEAD": {"HEAD", "/nothing", "", "", 404},
		"nothing of the API":         {"GET", "/api/v1/nothing", "", "", 404},
		"a redirect":                 {"GET", "/manage", "", "", 303},
		"a form from nowhere":        {"POST", "/sign-in", form, "email=x", 403},
		"a form of another type":     {"POST", "/sign-in", "text/plain", "email=x", 415},
		"a method nobody knows":      {"FOO", "/", "", "", 405},
		"a method that echoes":       {"TRACE", "/", "", "", 405},
		"a method of another page":   {"PUT", "/sign-in", "", "", 405},
		"a preflight":                {"OPTIONS", "/api/v1/series", "", "", 405},
	} {
		r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
		if c.kind != "" {
			r.Header.Set("Content-Type", c.kind)
		}
		a := s.browser(t).send(r)
		if a.status != c.status {
			t.Errorf("%s: %d, want %d", name, a.status, c.status)
		}
		for header, want := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "",
		} {
			if got := a.header.Get(header); got == "" || !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
		if a.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: may be read by pages of others", name)
		}
		if c.status >= 300 && a.header.Get("Cache-Control") != "private, no-store" {
			t.Errorf("%s: may be kept: %s", name, a.header.Get("Cache-Control"))
		}
	}
}

// TestATooLongRequestIsRefusedWithAllHeaders sends over a connection: the server
// refuses these before it has read them.
func TestATooLongRequestIsRefusedWithAllHeaders(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	send := s.connect(t, 10*time.Second)
	for request, status := range map[string]string{
		"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999\r\n\r\n": "413",
		"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("x", 9000) + "\r\n\r\n":                                           "431",
		"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde":                                 "400",
		"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n":   "400",
	} {
		answer, _ := send(request) // ends with the line, however it is cut
		if !strings.HasPrefix(answer, "HTTP/1.1 "+status) || strings.Count(answer, "HTTP/1.1 ") != 1 ||
			!strings.Contains(answer, "frame-ancestors 'none'") || !strings.Contains(answer, "Cache-Control: private, no-store") {
			t.Errorf("%.60q is answered %.400s, want %s", request, answer, status)
		}
	}
}

// TestTheAPIReportsAProblemOfARequestThatCannotBeRead: the server has forgotten
// the address of such a request when the error is reported.
func TestTheAPIReportsAProblemOfARequestThatCannotBeRead(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	send := s.connect(t, 10*time.Second)
	head, large := " HTTP/1.1\r\nHost: localhost\r\n", strings.Repeat("x", 9000)
	chunked := "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat(fmt.Sprintf("%x\r\n%s\r\n", len(large), large), 200) + "0\r\n\r\n"
	for name, c := range map[string]struct {
		requests, status string // separated by |
		problem          bool
	}{
		"long headers":                         {"GET /api/v1/series" + head + "X-Long: " + large + "\r\n\r\n", "431", true},
		"a long address":                       {"GET /api/v1/series?q=" + large + head + "\r\n", "431", true},
		"an empty line and long headers":       {"\r\nGET /api/v1/series" + head + "X-Long: " + large + "\r\n\r\n", "431", true},
		"two lengths":                          {"DELETE /api/v1/series/x" + head + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "400", true},
		"a large body":                         {"POST /api/v1/tokens" + head + "Content-Length: 99999999\r\n\r\n", "413", true},
		"a large body in chunks":               {"POST /api/v1/tokens" + head + chunked, "413", true},
		"a large body that is announced":       {"POST /api/v1/tokens" + head + "Expect: 100-continue\r\n" + chunked, "413", true},
		"after a request for a page":           {"GET /healthz" + head + "\r\n|GET /api/v1/series" + head + "X-Long: " + large + "\r\n\r\n", "431", true},
		"a page, long headers":                 {"GET /" + head + "X-Long: " + large + "\r\n\r\n", "431", false},
		"a page, in chunks":                    {"POST /sign-in" + head + chunked, "413", false},
		"a page, after a request for the API":  {"GET /api/v1/series" + head + "\r\n|GET /series" + head + "X-Long: " + large + "\r\n\r\n", "431", false},
		"a page, the address of the API later": {"GET /?to=%20/api/v1/series" + head + "X-Long: /api/v1/" + large + "\r\n\r\n", "431", false},
	} {
		answer, _ := send(strings.Split(c.requests, "|")...) // ends with the line, however it is cut
		_, answer, _ = strings.Cut(answer, "HTTP/1.1 "+c.status)
		head, body, _ := strings.Cut(answer, "\r\n\r\n")
		problem := strings.Contains(head, "\r\nContent-Type: application/problem+json\r\n") && strings.Contains(body, `"status":`+c.status)
		page := strings.Contains(head, "\r\nContent-Type: text/html") && strings.Contains(body, "</html>")
		if problem != c.problem || page == c.problem {
			t.Errorf("%s: %.600q", name, answer)
		}
	}
}

// TestATooLargeBodyIsReadToItsEnd: a proxy that is still sending when the
// connection is reset would report a fault of its own.
func TestATooLargeBodyIsReadToItsEnd(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	send := s.connect(t, 10*time.Second)
	body := strings.Repeat("x", 3<<20)
	for name, request := range map[string]string{
		"of a length":   fmt.Sprintf("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", len(body), body),
		"in chunks":     fmt.Sprintf("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body),
		"to a resource": fmt.Sprintf("POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body),
	} {
		for range 5 {
			if answer, err := send(request); err != nil || !strings.HasPrefix(answer, "HTTP/1.1 413 ") {
				t.Fatalf("%s: %.100q, %v", name, answer, err)
			}
		}
	}
}

func TestOnlyRequestsToTheOwnHostAreAnswered(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	for host, want := range map[string]int{
		"consultations.example.org": 200, "consultations.example.org:443": 200, "Consultations.Example.ORG": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200, "localhost:80": 200, "[::1]": 200, "[::1]:8080": 200,
		"evil.example": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
		"consultations.example.org.evil.example": 421, "consultations.example.org:81": 421, "consultations.example.org:80": 421, "localhost:": 421,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		r.Header.Set("X-Forwarded-Host", "evil.example")
		response, err := s.app.Test(r)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != want || strings.Contains(string(body), "evil") {
			t.Errorf("%s: %d, want %d", host, response.StatusCode, want)
		}
	}
}

// TestOnlyTheAddressAddedByTheProxyIsTrusted: proxies add the address of
// their client to the end of the line or below it; what stands before is the
// client's own.
func TestOnlyTheAddressAddedByTheProxyIsTrusted(t *testing.T) {
	for name, lines := range map[string]func(n string) []string{
		"the proxy lengthens the line": func(n string) []string { return []string{"198.51.100." + n + ", 203.0.113.9"} },
		"the proxy adds a line":        func(n string) []string { return []string{"198.51.100." + n, "203.0.113.9"} },
		"two proxies":                  func(n string) []string { return []string{"198.51.100." + n + ", 203.0.113.9, 0.0.0.0"} },
		"a newer address, one network": func(n string) []string { return []string{"2001:db8::" + n} },
	} {
		g := given.SQLite(t)
		ring, err := keys.Open(t.TempDir(), origin)
		if err != nil {
			t.Fatal(err)
		}
		app, _ := handlers.New(handlers.Options{
			Store: g.Store, Keys: ring, BaseURL: origin, RateLimit: true, Log: slog.New(slog.DiscardHandler),
			TrustedProxies: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/32")}, // where app.Test asks from
		})
		b := (&site{g, app, ring, origin}).browser(t)
		b.get("/sign-in")
		last := 0
		for n := range models.LinksPerAddress.Max + 1 {
			form := map[string][]string{"csrf_token": {b.token()}, "email": {"nobody" + strconv.Itoa(n) + "@example.org"}}
			last = b.postForm("/sign-in/links", form, http.Header{"X-Forwarded-For": lines(strconv.Itoa(n + 1))}).status
			b.get("/sign-in")
		}
		if last != http.StatusTooManyRequests {
			t.Errorf("%s: a client that invents addresses is not limited: %d", name, last)
		}
	}
}

// brokenShelf panics instead of finding a PDF.
type brokenShelf struct{}

func (brokenShelf) EditionRendering(context.Context, models.Actor, string, string) (models.Rendering, error) {
	panic("canary of the fault")
}

func TestAPanicIsAFaultOfOneRequestOnly(t *testing.T) {
	g := given.SQLite(t)
	o := g.NewOutcome(1).Submitted().Cleared()
	o.Published(models.EditionInput{})
	ring, err := keys.Open(t.TempDir(), origin)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, PDF: brokenShelf{}, Log: slog.New(slog.NewJSONHandler(&log, nil))})
	s := &site{g, app, ring, origin}
	var all sync.WaitGroup
	for range 20 { // requests that wait for the same page fail with it
		all.Go(func() {
			a := s.browser(t).get("/series/" + o.SeriesSlug + "/" + o.SeminarSlug + "/summary.pdf")
			if a.status != 500 || strings.Contains(a.body, "canary") || a.header.Get("Content-Security-Policy") == "" || a.header.Get("Cache-Control") != "private, no-store" {
				t.Errorf("%d %s %s", a.status, a.header, a.body)
			}
		})
	}
	all.Wait()
	if a := s.browser(t).get("/"); a.status != 200 {
		t.Errorf("afterwards: %d", a.status)
	}
	if !strings.Contains(log.String(), "canary of the fault") {
		t.Error("the fault is not in the log")
	}
}

// TestTheLogContainsNoPersonalData: neither what was sent nor the address that was
// asked for, which may be a signed link, is in it.
func TestTheLogContainsNoPersonalData(t *testing.T) {
	g := given.SQLite(t)
	ring, err := keys.Open(t.TempDir(), origin)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, RateLimit: true, Log: slog.New(slog.NewJSONHandler(&log, nil)), Requests: &log})
	s := &site{g, app, ring, origin}
	ling := g.Account("Ling")
	link, err := g.Store.IssueSignInLink(t.Context(), models.System, ling.ID)
	if err != nil {
		t.Fatal(err)
	}
	b := s.browser(t)
	b.get("/sign-in/link/" + link)
	b.post("/sign-in/link/" + link)
	b.get("/sign-in")
	b.post("/sign-in", "email", ling.Email, "password", "canary password", "next", "/canary\r\nINJECTED")
	seminar := g.OpenSeminar(1)
	e := g.Registered(seminar, 1)
	b.get(s.link(e.ID))
	b.post(s.link(e.ID), "seen", "1", "name", "canary name", "institution", "canary", "needs", "canary")
	b.get("/search?q=canary")
	b.get("/canary%0d%0aINJECTED")
	s.write(t, "POST", "/api/v1/seminars/"+seminar+"/registrations", "canary-key", "canary.bearer.token", `{"name":"canary"}`)

	said := log.String()
	for _, secret := range []string{"canary", "INJECTED", link, ling.Email, e.ID, "guest1@"} {
		if strings.Contains(said, secret) {
			t.Errorf("the log tells of %q: %s", secret, said)
		}
	}
	if n := strings.Count(said, `"msg":"request"`); n < 9 || n != strings.Count(said, "\n") {
		t.Errorf("%d requests in %d lines", n, strings.Count(said, "\n"))
	}
}
