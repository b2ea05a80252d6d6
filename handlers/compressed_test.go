package handlers_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"consultations/tests/given"
)

// asked sends a GET with headers, written as name, value.
func (b *browser) asked(path string, headers ...string) answer {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return b.send(r)
}

func unpacked(t *testing.T, a answer) string {
	t.Helper()
	var from io.Reader = strings.NewReader(a.body)
	switch a.header.Get("Content-Encoding") {
	case "gzip":
		r, err := gzip.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		from = r
	case "br":
		from = brotli.NewReader(from)
	}
	b, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatIsTheSameForAllReadersIsCompressed(t *testing.T) {
	g := given.SQLite(t)
	given.NewWorld(g)
	s := siteOn(t, g, origin)
	b := s.browser(t)
	style := style.FindString(b.get("/").body)
	if style == "" {
		t.Fatal("the page has no style sheet")
	}
	for _, path := range []string{"/", "/feed.atom", style} {
		plain := b.asked(path)
		if plain.status != 200 || plain.header.Get("Content-Encoding") != "" || !strings.Contains(plain.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: %d %v", path, plain.status, plain.header)
		}
		tags := map[string]bool{plain.header.Get("ETag"): true}
		for accepts, coding := range map[string]string{
			"gzip": "gzip", "gzip, deflate, br, zstd": "br", "br;q=0.5, gzip": "gzip", "br;q=0, gzip;q=0": "", "deflate": "", "BR": "br", "br;q=x": "",
		} {
			for range 2 { // made, and kept
				a := b.asked(path, "Accept-Encoding", accepts)
				if a.header.Get("Content-Encoding") != coding || unpacked(t, a) != plain.body || a.header.Get("Vary") != plain.header.Get("Vary") {
					t.Errorf("%s with %q: %v, %d bytes", path, accepts, a.header, len(a.body))
				}
				if coding != "" && len(a.body) > len(plain.body)*2/3 {
					t.Errorf("%s with %q: %d of %d bytes", path, accepts, len(a.body), len(plain.body))
				}
				tags[a.header.Get("ETag")] = true
				if again := b.asked(path, "Accept-Encoding", accepts, "If-None-Match", a.header.Get("ETag")); again.status != 304 || again.body != "" {
					t.Errorf("%s with %q and its tag: %d", path, accepts, again.status)
				}
			}
		}
		if len(tags) != 3 {
			t.Errorf("%s: the plain bytes and two codings have the tags %v", path, tags)
		}
	}
}

// TestNothingPersonalIsCompressed: the length of a compressed page would tell
// somebody who can put words into it what else it says.
func TestNothingPersonalIsCompressed(t *testing.T) {
	g := given.SQLite(t)
	w, s := given.NewWorld(g), siteOn(t, g, origin)
	organiser := s.browser(t).signIn(w.Actors["organiser"].AccountID)
	for _, path := range []string{"/manage", "/account", "/nothing"} {
		if a := organiser.asked(path, "Accept-Encoding", "gzip, br"); a.header.Get("Content-Encoding") != "" || a.body == "" {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
	}
}

func TestAPartOfADocumentCanBeRead(t *testing.T) {
	g := given.SQLite(t)
	s := siteOn(t, g, origin)
	b := s.browser(t)
	for _, path := range []string{"/feed.atom", font.FindString(b.get(style.FindString(b.get("/").body)).body)} {
		if path == "" {
			t.Fatal("no font in the style sheet")
		}
		if !strings.HasPrefix(path, "/") {
			path = "/assets/" + strings.TrimPrefix(path, "./")
		}
		whole := b.get(path)
		n := len(whole.body)
		etag := whole.header.Get("ETag")
		if whole.status != 200 || whole.header.Get("Accept-Ranges") != "bytes" || etag == "" {
			t.Fatalf("%s: %d %v", path, whole.status, whole.header)
		}
		for _, c := range []struct {
			ask, unchanged string
			status         int
			body           string
		}{
			{"bytes=0-3", "", 206, whole.body[:4]},
			{"bytes=5-", "", 206, whole.body[5:]},
			{"bytes=-7", "", 206, whole.body[n-7:]},
			{"bytes=0-99999999", "", 206, whole.body},
			{"bytes=0-3", etag, 206, whole.body[:4]},
			{"bytes=0-3", `"another"`, 200, whole.body},
			{"bytes=99999999-", "", 416, ""},
			{"bytes=-0", "", 416, ""},
			{"bytes=3-2", "", 200, whole.body},
			{"bytes=0-1,3-4", "", 200, whole.body},
			{"pages=1-2", "", 200, whole.body},
		} {
			a := b.asked(path, "Range", c.ask, "If-Range", c.unchanged, "Accept-Encoding", "gzip")
			if a.status != c.status || a.body != c.body || (a.status >= 206) != (a.header.Get("Content-Range") != "") {
				t.Errorf("%s, %s: %d, %d bytes, %s", path, c.ask, a.status, len(a.body), a.header.Get("Content-Range"))
			}
		}
	}
}

func TestTheStateOfTheProgramIsToldWhateverTheHost(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	send := s.connect(t, 10*time.Second)
	for request, status := range map[string]string{
		"GET /healthz HTTP/1.0\r\n\r\n":                                                     "200",
		"GET /readyz HTTP/1.0\r\n\r\n":                                                      "200",
		"HEAD /healthz HTTP/1.0\r\n\r\n":                                                    "200",
		"GET /readyz HTTP/1.1\r\nHost: 10.0.0.7:8080\r\nConnection: close\r\n\r\n":          "200",
		"GET / HTTP/1.0\r\n\r\n":                                                            "421",
		"GET / HTTP/1.1\r\nHost: 10.0.0.7:8080\r\nConnection: close\r\n\r\n":                "421",
		"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n": "421",
		"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":    "200",
		"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n": "421",
	} {
		answer, _ := send(request)
		if !strings.HasPrefix(answer, "HTTP/1.1 "+status) {
			t.Errorf("%q is answered %.100q, want %s", request, answer, status)
		}
	}
}

func TestAMethodThatAnAddressDoesNotAcceptIsRefusedWithThoseThatItDoes(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"DELETE", "/", 405, "GET, HEAD"},
		{"PUT", "/sign-in", 405, "GET, HEAD, POST"},
		{"GET", "/sign-out", 405, "POST"},
		{"FOO", "/", 405, "GET, HEAD"},
		{"FOO", "/nothing/at/all/here/either", 404, ""},
		{"PUT", "/api/v1/series", 405, "GET, HEAD, POST"},
		{"GET", "/api/v1/tokens", 405, "POST"},
		{"PUT", "/api/v1/nothing", 404, ""},
	} {
		a := s.browser(t).send(httptest.NewRequest(c.method, c.path, nil))
		if a.status != c.status || a.header.Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q; want %d, %q", c.method, c.path, a.status, a.header.Get("Allow"), c.status, c.allow)
		}
		if strings.HasPrefix(c.path, "/api/") && c.status == 405 && !strings.Contains(a.body, `"code":"page.method"`) {
			t.Errorf("%s %s: %s", c.method, c.path, a.body)
		}
	}
}

func TestTheAPIAnswersHEADLikeGETWithoutABody(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	for _, path := range []string{"/api/v1/series", "/api/v1/entities", "/api/openapi.json", "/api/v1/accounts", "/api/docs"} {
		get, head := s.browser(t).send(httptest.NewRequest("GET", path, nil)), s.browser(t).send(httptest.NewRequest("HEAD", path, nil))
		if head.status != get.status || head.body != "" || head.header.Get("Content-Type") != get.header.Get("Content-Type") {
			t.Errorf("%s: GET %d, HEAD %d %q %v", path, get.status, head.status, head.body, head.header)
		}
	}
}

// TestAnOperationThatNeedsATokenSaysSo: what the description says is what
// happens, and those without a token learn nothing about what exists.
func TestAnOperationThatNeedsATokenSaysSo(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	var d struct {
		Paths map[string]map[string]struct {
			OperationID string
			Security    []map[string][]string
		}
	}
	if err := json.Unmarshal([]byte(s.browser(t).get("/api/openapi.json").body), &d); err != nil {
		t.Fatal(err)
	}
	asked := map[bool]int{}
	for path, methods := range d.Paths {
		for method, op := range methods {
			needed := len(op.Security) == 1 && len(op.Security[0]) == 1
			asked[needed]++
			a := s.write(t, strings.ToUpper(method), strings.ReplaceAll(path, "{", "x{"), "", "", "")
			if (a.status == 401) != needed || needed != (a.header.Get("WWW-Authenticate") == "Bearer") {
				t.Errorf("%s: %d %s", op.OperationID, a.status, a.header.Get("WWW-Authenticate"))
			}
		}
	}
	if asked[true] < 50 || asked[false] < 10 {
		t.Errorf("too few to mean anything: %v", asked)
	}
}

var (
	style = regexp.MustCompile(`/assets/[^"]+\.css`)
	font  = regexp.MustCompile(`[\w./-]+\.woff2`)
)
