package handlers_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/tests/given"
)

// TestAKeptPageIsAnsweredAsItWasFirst asks for pages twice: the second answer
// comes from the kept bytes, without routing.
func TestAKeptPageIsAnsweredAsItWasFirst(t *testing.T) {
	g := given.SQLite(t)
	ring, err := keys.Open(t.TempDir(), origin)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	counted := map[string]int{}
	app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, Log: slog.New(slog.NewJSONHandler(&log, nil)), Requests: &log,
		Metrics: func(route, method string, status int, took time.Duration) {
			if took <= 0 || took > time.Minute {
				t.Errorf("%s took %v", route, took)
			}
			counted[method+" "+route+" "+strconv.Itoa(status)]++
		}})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go g.Store.WatchPublicRevision(ctx) // nothing is kept without it
	for _, trusted := g.Store.PublicRevision(); !trusted; _, trusted = g.Store.PublicRevision() {
		time.Sleep(time.Millisecond)
	}
	n := 0
	for name, c := range map[string]struct {
		with   http.Header
		host   string
		status int
	}{
		"plainly":                      {nil, "", 200},
		"in French":                    {http.Header{"Accept-Language": {"fr-CH, fr;q=0.9"}}, "", 200},
		"in a chosen language":         {http.Header{"Cookie": {"__Host-language=ar"}}, "", 200},
		"in short":                     {http.Header{"Accept-Encoding": {"gzip, br"}}, "", 200},
		"in part":                      {http.Header{"Range": {"bytes=0-9"}}, "", 206},
		"with a tag of another page":   {http.Header{"If-None-Match": {`"x", W/"y"`}}, "", 200},
		"with any tag":                 {http.Header{"If-None-Match": {"*"}}, "", 304},
		"from a host that is not ours": {nil, "example.net", 421},
		"with a compressed body":       {http.Header{"Content-Encoding": {"gzip"}}, "", 415},
	} {
		for _, path := range []string{"/", "/search"} {
			n++
			ask := func() answer {
				r := httptest.NewRequest("GET", path+"?n="+strconv.Itoa(n), nil)
				maps.Copy(r.Header, c.with)
				r.Host = cmp.Or(c.host, "consultations.example.org")
				response, err := app.Test(r)
				if err != nil {
					t.Fatal(err)
				}
				defer response.Body.Close()
				body, err := io.ReadAll(response.Body)
				if err != nil {
					t.Fatal(err)
				}
				response.Header.Del("Date")
				return answer{response.StatusCode, response.Header, string(body), ""}
			}
			(&site{g, app, ring, origin}).browser(t).get(path + "?n=" + strconv.Itoa(n)) // what is refused must stay refused
			if c.status < 400 {
				n++
			}
			log.Reset()
			clear(counted)
			first, second := ask(), ask()
			if first.status != c.status || second.status != c.status || first.body != second.body || !maps.EqualFunc(first.header, second.header, func(a, b []string) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }) {
				t.Errorf("%s %s: first %d %v, then %d %v", path, name, first.status, first.header, second.status, second.header)
			}
			if c.status < 400 && counted["GET "+path+" "+strconv.Itoa(c.status)] != 2 || len(counted) != 1 {
				t.Errorf("%s %s: counted as %v", path, name, counted)
			}
			one, two, _ := strings.Cut(strings.TrimSpace(log.String()), "\n")
			if a, b := fieldsOf(t, one), fieldsOf(t, two); !maps.Equal(a, b) || a["route"] != path && c.status < 400 || a["method"] != "GET" || a["status"] != float64(c.status) {
				t.Errorf("%s %s: logged as %v, then as %v", path, name, a, b)
			}
		}
	}
}

// fieldsOf is a line of the log without what differs each time.
func fieldsOf(t *testing.T, line string) map[string]any {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	if us, ok := fields["us"].(float64); !ok || us < 0 {
		t.Errorf("%s: no time", line)
	}
	if _, err := time.Parse(time.RFC3339Nano, fmt.Sprint(fields["time"])); err != nil || fields["level"] != "INFO" || fields["msg"] != "request" {
		t.Errorf("%s is unlike the other lines of the log", line)
	}
	delete(fields, "time")
	delete(fields, "us")
	return fields
}

// TestRoutesNeedNoEscapingInTheLog: they are written into its lines as they are.
func TestRoutesNeedNoEscapingInTheLog(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	routes := s.app.GetRoutes(true)
	for _, r := range routes {
		for _, name := range []string{r.Path, r.Method} {
			if b, err := json.Marshal(name); err != nil || string(b) != `"`+name+`"` {
				t.Errorf("%q would be logged as it is, not as %s", name, b)
			}
		}
	}
	if len(routes) < 100 {
		t.Errorf("only %d routes", len(routes))
	}
}
