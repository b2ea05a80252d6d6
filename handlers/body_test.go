package handlers_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"mime/multipart"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/tests/given"
)

// bomb is a small body that unpacks to so many bytes, packed twice.
func bomb(t *testing.T, size int64) []byte {
	t.Helper()
	zeros := io.LimitReader(zero{}, size)
	var once, twice bytes.Buffer
	for _, layer := range []struct {
		to   io.Writer
		from io.Reader
	}{{&once, zeros}, {&twice, &once}} {
		w, err := gzip.NewWriterLevel(layer.to, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(w, layer.from); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return twice.Bytes()
}

type zero struct{}

func (zero) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// allocated is how much memory do takes.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestACompressedBodyIsRefusedBeforeItIsUnpacked sends a body of a few hundred
// bytes that unpacks to 64 MB. The control is an application without the check.
func TestACompressedBodyIsRefusedBeforeItIsUnpacked(t *testing.T) {
	const unpacked = 64 << 20
	body := bomb(t, unpacked)
	if len(body) > 2000 {
		t.Fatalf("the body has %d bytes", len(body))
	}
	s := siteOn(t, given.SQLite(t), origin)
	b := s.browser(t)
	for _, c := range []struct{ method, path, kind string }{
		{"POST", "/api/v1/tokens", "application/json"},
		{"POST", "/api/v1/seminars/x/registrations", "application/json"},
		{"PATCH", "/api/v1/series/x", "application/json"},
		{"POST", "/sign-in", "application/x-www-form-urlencoded"},
		{"POST", "/sign-in", "multipart/form-data; boundary=x"},
		{"POST", "/nothing", "application/json"},
		{"GET", "/", "text/html"},
	} {
		for _, encoding := range []string{"gzip, gzip", "gzip", "deflate", "br", "zstd", "identity", "x"} {
			r := httptest.NewRequest(c.method, c.path, bytes.NewReader(body))
			r.Header.Set("Content-Type", c.kind)
			r.Header.Set("Content-Encoding", encoding)
			var got answer
			took := allocated(func() { got = b.send(r) })
			if got.status != fiber.StatusUnsupportedMediaType || took > 4<<20 {
				t.Errorf("%s %s, %s: %d, %d bytes of memory", c.method, c.path, encoding, got.status, took)
			}
		}
	}

	open := fiber.New()
	open.Post("/", func(c *fiber.Ctx) error { return c.SendString(fmt.Sprint(len(c.Body()))) })
	r := httptest.NewRequest("POST", "/", bytes.NewReader(body))
	r.Header.Set("Content-Encoding", "gzip, gzip")
	took := allocated(func() {
		if _, err := open.Test(r, -1); err != nil {
			t.Error(err)
		}
	})
	if took < unpacked {
		t.Errorf("control: without the check the body takes %d bytes of memory", took)
	}
}

// TestAFormOfManyFieldsIsRefusedAtOnce sends forms as large as a request may
// be.
func TestAFormOfManyFieldsIsRefusedAtOnce(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	b := s.browser(t).signIn(s.Account("Reader").ID)
	b.get("/account")
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	for n := range 5000 {
		if err := w.WriteField(fmt.Sprint("f", n), "x"); err != nil {
			t.Fatal(err)
		}
	}
	w.WriteField("csrf_token", b.token())
	w.Close()
	for name, c := range map[string]struct{ kind, body string }{
		"fields":             {"application/x-www-form-urlencoded", "csrf_token=" + b.token() + strings.Repeat("&a=1", 200_000)},
		"different fields":   {"application/x-www-form-urlencoded", "csrf_token=" + b.token() + many(100_000)},
		"nested brackets":    {"application/x-www-form-urlencoded", "csrf_token=" + b.token() + "&" + strings.Repeat("a[", 400_000)},
		"parts of multipart": {w.FormDataContentType(), parts.String()},
	} {
		r := httptest.NewRequest("POST", "/account", strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("Origin", origin)
		began := time.Now()
		got := b.send(r)
		if took := time.Since(began); got.status < 400 || got.status >= 500 || took > time.Second {
			t.Errorf("%s: %d in %s", name, got.status, took)
		}
	}
}

func many(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "&f%d=1", i)
	}
	return s.String()
}

// TestAListOfAnyLengthIsReadInTime sends the longest lists that fit in a body.
// Comparing each entry with all others took a quarter of a minute, during
// which nobody else could save anything.
func TestAListOfAnyLengthIsReadInTime(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		o := g.NewOutcome(1)
		bearer := s.bearer(t, o.Publisher.AccountID)
		organiser := s.bearer(t, g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: o.Series}).AccountID)
		list := func(entry string) string {
			var l strings.Builder
			for n := range 100_000 {
				fmt.Fprintf(&l, `,"%s%d"`, entry, n)
			}
			return "[" + l.String()[1:] + "]"
		}
		for _, c := range []struct{ method, path, bearer, body, field string }{
			{"PATCH", "/series/" + o.Series, organiser, `{"regions":` + list("r") + `}`, "regions"},
			{"PATCH", "/series/" + o.Series, organiser, `{"alternate_titles":` + list("r") + `}`, "alternate_titles"},
			{"PATCH", "/seminars/" + o.Seminar, organiser, `{"languages":` + list("l") + `}`, "languages"},
			{"POST", "/seminars/" + o.Seminar + "/sessions", organiser, `{"panellists":` + list("p") + `}`, "panellists"},
			{"POST", "/summaries/" + o.Summary + "/points", bearer, `{"themes":` + list("t") + `}`, "themes"},
			{"POST", "/summaries/" + o.Summary + "/points", bearer, `{"notes":` + list("n") + `}`, "sessions"},
			{"POST", "/summaries/" + o.Summary + "/points", bearer, `{"addressees":` + list("a") + `}`, "addressees"},
			{"POST", "/summaries/" + o.Summary + "/points", bearer, `{"body":` + strings.Repeat("[", 500_000) + strings.Repeat("]", 500_000) + `}`, ""},
			{"POST", "/summaries/" + o.Summary + "/points", bearer, `{"body":` + strings.Repeat(`{"a":`, 150_000) + "1" + strings.Repeat("}", 150_000) + `}`, ""},
		} {
			began := time.Now()
			a := s.write(t, c.method, "/api/v1"+c.path, "", c.bearer, c.body)
			if took := time.Since(began); took > 5*time.Second || a.status != 422 && a.status != 400 || !strings.Contains(a.body, c.field) {
				t.Errorf("%s %s, %s: %d in %s", c.method, c.path, c.field, a.status, took)
			}
			if len(a.body) > 4000 {
				t.Errorf("%s %s, %s: an answer of %d bytes", c.method, c.path, c.field, len(a.body))
			}
		}
	})
}
