package handlers_test

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/tests/given"
)

const origin = "https://consultations.example.org"

// site is the whole application on a real database.
type site struct {
	*given.Given
	app  *fiber.App
	keys *keys.Ring
	base string
}

// siteOn builds the application on a database.
func siteOn(t testing.TB, g *given.Given, base string) *site {
	t.Helper()
	ring, err := keys.Open(t.TempDir(), base)
	if err != nil {
		t.Fatal(err)
	}
	ring.SetClock(g.Now)
	app, _ := handlers.New(handlers.Options{
		Store: g.Store, Keys: ring, BaseURL: base, RateLimit: true, Log: slog.New(slog.DiscardHandler), Version: "test",
	})
	return &site{g, app, ring, base}
}

// connect serves the application over connections, and returns a function that
// sends bytes over a new one, each request when the one before is being
// answered, and reads until it ends or the time is over.
func (s *site) connect(t *testing.T, within time.Duration) (send func(requests ...string) (answers string, err error)) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go handlers.Serve(s.app, listener)
	t.Cleanup(func() { s.app.Shutdown() })
	return func(requests ...string) (string, error) {
		line, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			return "", err
		}
		defer line.Close()
		line.SetDeadline(time.Now().Add(within))
		var got []byte
		for n, request := range requests {
			if n > 0 {
				part := make([]byte, 1<<10)
				read, err := line.Read(part)
				if err != nil {
					return "", err
				}
				got = append(got, part[:read]...)
			}
			if _, err := io.WriteString(line, request); err != nil {
				return "", err
			}
		}
		rest, err := io.ReadAll(line)
		return string(got) + string(rest), err
	}
}

// browser keeps cookies and the page it is on, as a browser does.
type browser struct {
	t       testing.TB
	site    *site
	cookies map[string]*http.Cookie
	page    string
	headers http.Header
}

func (s *site) browser(t testing.TB) *browser {
	return &browser{t, s, map[string]*http.Cookie{}, "", http.Header{}}
}

// answer is what came back.
type answer struct {
	status   int
	header   http.Header
	body     string
	location string
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	a := b.send(httptest.NewRequest(http.MethodGet, path, nil))
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		b.page = a.body
	}
	return a
}

// post sends a form of the page that is open, with its token.
func (b *browser) post(path string, values ...string) answer {
	b.t.Helper()
	form := url.Values{"csrf_token": {b.token()}}
	for i := 0; i+1 < len(values); i += 2 {
		form.Set(values[i], values[i+1])
	}
	return b.postForm(path, form, nil)
}

func (b *browser) postForm(path string, form url.Values, header http.Header) answer {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.site.base)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, of := range header {
		r.Header[name] = of
	}
	a := b.send(r)
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		b.page = a.body
	}
	return a
}

func (b *browser) send(r *http.Request) answer {
	b.t.Helper()
	_, r.Host, _ = strings.Cut(b.site.base, "://")
	for _, c := range b.cookies {
		r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	for name, of := range b.headers {
		r.Header[name] = of
	}
	response, err := b.site.app.Test(r, int(20*time.Second/time.Millisecond))
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range response.Cookies() {
		if c.Value == "" || c.MaxAge < 0 {
			delete(b.cookies, c.Name)
			continue
		}
		b.cookies[c.Name] = c
	}
	return answer{response.StatusCode, response.Header, string(body), response.Header.Get("Location")}
}

var tokenField = regexp.MustCompile(`name="csrf_token" value="([^"]*)"`)

// token is the first token on the open page, without that of a form which is
// sent along when the language changes.
func (b *browser) token() string {
	page := formOfPage.ReplaceAllStringFunc(b.page, func(form string) string {
		if strings.Contains(form, ofLanguages) {
			return ""
		}
		return form
	})
	if m := tokenField.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}

// signIn signs in by a link, through the pages.
func (b *browser) signIn(accountID string) *browser {
	b.t.Helper()
	token, err := b.site.Store.IssueSignInLink(b.t.Context(), system, accountID)
	if err != nil {
		b.t.Fatal(err)
	}
	b.get("/sign-in/link/" + token)
	if a := b.post("/sign-in/link/" + token); a.status != http.StatusSeeOther {
		b.t.Fatalf("signing in: %d %s", a.status, a.body)
	}
	return b
}
