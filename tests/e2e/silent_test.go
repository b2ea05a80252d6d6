package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"consultations/tests/given"
)

// answerTime is how long anybody waits for an answer, whatever the database
// does; graceTime is how long the program takes to end.
const (
	answerTime = 10 * time.Second
	graceTime  = 20 * time.Second
)

// answered is one answer of the site, and how long it took.
type answered struct {
	request string
	status  int
	took    time.Duration
	ended   time.Time
}

// clients are people and programs that use the site all the time.
type clients struct {
	mu   sync.Mutex
	all  []answered
	wait sync.WaitGroup
	stop chan struct{}
}

// clients starts so many of them, with different requests each: public pages,
// pages of the working area, saved forms, reads and writes through the API.
func (m *instance) clients(number int, seminar string) *clients {
	c := &clients{stop: make(chan struct{})}
	signedIn := m.signIn()
	json := func(method, path, token string, body any) func(int) (*http.Request, error) {
		return func(n int) (*http.Request, error) {
			return m.request(method, path, token, body, n)
		}
	}
	series := "/series/multidimensional-and-integrated-peace-operations"
	requests := []func(int) (*http.Request, error){
		func(n int) (*http.Request, error) {
			return http.NewRequest("GET", fmt.Sprintf("http://%s/?fresh=%d", m.addr, n), nil)
		},
		func(n int) (*http.Request, error) {
			return http.NewRequest("GET", fmt.Sprintf("http://%s%s/beijing-2007/summary?fresh=%d", m.addr, series, n), nil)
		},
		func(n int) (*http.Request, error) {
			return http.NewRequest("GET", fmt.Sprintf("http://%s/search?q=peace&fresh=%d", m.addr, n), nil)
		},
		func(int) (*http.Request, error) { return http.NewRequest("GET", "http://"+m.addr+"/manage", nil) },
		func(int) (*http.Request, error) { return http.NewRequest("GET", "http://"+m.addr+"/account", nil) },
		func(int) (*http.Request, error) {
			return http.NewRequest("POST", "http://"+m.addr+"/sign-in", strings.NewReader(url.Values{"csrf_token": {signedIn.token}}.Encode()))
		},
		json("GET", "/api/v1/seminars/"+seminar+"/registrations", m.token, nil),
		json("PATCH", "/api/v1/seminars/"+seminar, m.token, map[string]any{"venue": "Room %d"}),
		json("POST", "/api/v1/seminars/"+seminar+"/registrations", "", map[string]any{"name": "Guest", "family_name": "Guest", "institution": "Mission", "email": "busy-%d@mission.example"}),
		json("POST", "/api/v1/tokens", "", map[string]any{"email": "admin@example.org", "password": password}),
	}
	for client := range number {
		c.wait.Go(func() {
			for n := client * 1_000_000; ; n++ {
				select {
				case <-c.stop:
					return
				default:
				}
				r, err := requests[client%len(requests)](n)
				if err != nil {
					m.t.Error(err)
					return
				}
				if r.Header.Get("Content-Type") == "" && r.Method == "POST" {
					r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				}
				began, status := time.Now(), 0
				resp, err := signedIn.Do(r)
				if err == nil {
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
					status = resp.StatusCode
				}
				c.mu.Lock()
				c.all = append(c.all, answered{r.Method + " " + r.URL.Path, status, time.Since(began), time.Now()})
				c.mu.Unlock()
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	return c
}

// between are the answers that ended in a span of time.
func (c *clients) between(from, to time.Time) []answered {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.all), func(a answered) bool { return a.ended.Before(from) || a.ended.After(to) })
}

// request is one request of the API; %d in its body becomes n.
func (m *instance) request(method, path, token string, body any, n int) (*http.Request, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(method, "http://"+m.addr+path, bytes.NewReader(bytes.ReplaceAll(b, []byte("%d"), fmt.Append(nil, n))))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return r, nil
}

// visitor is somebody who signed in on the page.
type visitor struct {
	http.Client
	token string // of a form
}

func (m *instance) signIn() *visitor {
	m.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		m.t.Fatal(err)
	}
	b := &visitor{Client: http.Client{Jar: jar, Timeout: 3 * answerTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	token := regexp.MustCompile(`name="csrf_token" value="([^"]*)"`)
	page := func(path string) string {
		resp, err := b.Get("http://" + m.addr + path)
		if err != nil {
			m.t.Fatal(err)
		}
		defer resp.Body.Close()
		html, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			m.t.Fatalf("%s: %d %v", path, resp.StatusCode, err)
		}
		return string(html)
	}
	resp, err := b.PostForm("http://"+m.addr+"/sign-in", url.Values{"csrf_token": {token.FindStringSubmatch(page("/sign-in"))[1]}, "email": {"admin@example.org"}, "password": {password}})
	if err != nil || resp.StatusCode != http.StatusSeeOther {
		m.t.Fatalf("the sign-in answers %v %v", resp, err)
	}
	resp.Body.Close()
	b.token = token.FindStringSubmatch(page("/account"))[1]
	return b
}

// TestASilentDatabaseIsReportedInTime holds the line to PostgreSQL while 32
// clients are busy: connections stay open and nothing comes back, as when the
// machine of the server stands still. A client of the database without a
// deadline, which waits through the whole time, shows that the line is held.
func TestASilentDatabaseIsReportedInTime(t *testing.T) {
	w, address := newWire(t, given.EmptyPostgresURL(t))
	m := newInstance(t, address)
	seminar := m.open(50)
	patient, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer patient.Close(context.Background())
	c := m.clients(32, seminar)
	began := time.Now()
	m.until("everybody has been answered", func() bool { return len(c.between(began, time.Now())) > 200 })
	if slow := c.between(began, time.Now()); !slices.ContainsFunc(slow, func(a answered) bool { return strings.HasSuffix(a.request, "/manage") && a.status == http.StatusOK }) {
		t.Error("nobody reads a page of the working area")
	}

	release := w.hold()
	defer release()
	held := time.Now()
	impatient := make(chan error, 1)
	go func() { impatient <- patient.Ping(t.Context()) }()
	m.until("/readyz says so", func() bool { return m.page("/readyz") == http.StatusServiceUnavailable })
	time.Sleep(2 * answerTime)
	select {
	case err := <-impatient:
		t.Errorf("control: a client without a deadline got an answer: %v", err)
	default:
	}
	if status := m.page("/healthz"); status != http.StatusOK {
		t.Errorf("the program itself is well, and /healthz says %d", status)
	}

	kinds := map[string]int{}
	for _, a := range c.between(held.Add(time.Second), time.Now()) {
		kinds[a.request]++
		if a.took > answerTime {
			t.Errorf("%s waited %s", a.request, a.took)
		}
		if a.status != http.StatusServiceUnavailable && a.ended.Sub(held) > answerTime {
			t.Errorf("%s: %d, want 503", a.request, a.status)
		}
	}
	if len(kinds) < 10 {
		t.Errorf("answers came only from %v", kinds)
	}

	release()
	if err := <-impatient; err != nil {
		t.Errorf("control: the client without a deadline got %v after the line was released", err)
	}
	released := time.Now()
	m.until("everything is back", func() bool {
		back := map[string]bool{}
		for _, a := range c.between(released, time.Now()) {
			back[a.request] = back[a.request] || a.status != http.StatusServiceUnavailable && a.status != 0
		}
		return len(back) == len(kinds) && !slices.Contains(slices.Collect(maps.Values(back)), false) && m.page("/readyz") == http.StatusOK
	})

	release = w.hold()
	defer release()
	time.Sleep(time.Second)
	asked := time.Now()
	if err := m.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { m.cmd.Wait(); close(ended) }()
	select {
	case <-ended:
		t.Logf("ended %s after SIGTERM", time.Since(asked).Round(100*time.Millisecond))
	case <-time.After(graceTime):
		t.Error("SIGTERM did not end the program in time")
	}
	close(c.stop)
	c.wait.Wait()
	if strings.Contains(read(m.dir+"/log"), "panic") {
		t.Error("the site panicked")
	}
}
