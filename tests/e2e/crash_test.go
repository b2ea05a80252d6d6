package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/tests/given"
)

// instance is a running site that tests kill and start again on the same data.
type instance struct {
	t              *testing.T
	dir, addr, url string
	cmd            *exec.Cmd
	token          string
}

const password = "a long enough password"

func newInstance(t *testing.T, database string) *instance {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "consultations-crash-")
	if err != nil {
		t.Fatal(err)
	}
	shareTypesetter(t, dir)
	m := &instance{t: t, dir: dir, addr: l.Addr().String(), url: database}
	l.Close()
	t.Cleanup(func() {
		m.kill()
		// The typesetter notices a moment later that its site died.
		m.until("the folder is free", func() bool { return os.RemoveAll(dir) == nil })
	})
	m.start()
	var token struct {
		AccessToken string `json:"access_token"`
	}
	m.must(201, m.call("POST", "/tokens", map[string]any{"email": "admin@example.org", "password": password}, &token))
	m.token = token.AccessToken
	return m
}

func (m *instance) env() []string {
	return append(os.Environ(), "ADDR="+m.addr, "BASE_URL=http://"+m.addr, "DATA_DIR="+m.dir, "DATABASE_URL="+m.url, "RATE_LIMIT=off",
		"FIRST_ACCOUNT_EMAIL=admin@example.org", "FIRST_ACCOUNT_PASSWORD="+password)
}

func (m *instance) start() {
	m.t.Helper()
	log, err := os.OpenFile(filepath.Join(m.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		m.t.Fatal(err)
	}
	defer log.Close()
	m.cmd = exec.Command("../../bin/consultations", "serve")
	m.cmd.Env, m.cmd.Stdout, m.cmd.Stderr = m.env(), log, log
	if err := m.cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.until("the site answers", func() bool { return m.page("/readyz") == http.StatusOK })
}

// kill ends the site as a power failure would: nothing is cleaned up.
func (m *instance) kill() {
	m.cmd.Process.Kill()
	m.cmd.Wait()
}

func (m *instance) until(what string, true func() bool) {
	m.t.Helper()
	for range 400 {
		if true() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	log := read(filepath.Join(m.dir, "log"))
	m.t.Fatalf("not in time: %s\n%s", what, log[max(0, len(log)-2000):])
}

func (m *instance) must(want, got int) {
	m.t.Helper()
	if got != want {
		m.t.Fatalf("the answer is %d, want %d", got, want)
	}
}

// page asks for a page and gives the status; 0 when nobody answers.
func (m *instance) page(path string) int {
	resp, err := http.Get("http://" + m.addr + path)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusServiceUnavailable && resp.Header.Get("Retry-After") == "" {
		m.t.Errorf("%s is not there and does not say when to come back", path)
	}
	return resp.StatusCode
}

// call asks the API; 0 when nobody answers.
func (m *instance) call(method, path string, body, answer any) int {
	b, err := json.Marshal(body)
	if err != nil {
		return 0
	}
	r, err := http.NewRequest(method, "http://"+m.addr+"/api/v1"+path, bytes.NewReader(b))
	if err != nil {
		return 0
	}
	r.Header.Set("Content-Type", "application/json")
	if m.token != "" {
		r.Header.Set("Authorization", "Bearer "+m.token)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || answer != nil && resp.StatusCode < 300 && json.Unmarshal(text, answer) != nil {
		return 0
	}
	return resp.StatusCode
}

// open makes a seminar of so many seats that anybody can register for now.
func (m *instance) open(seats int) string {
	m.t.Helper()
	var series struct{ Items []struct{ ID string } }
	m.must(200, m.call("GET", "/series", nil, &series))
	var organisations struct{ Items []struct{ ID string } }
	m.must(200, m.call("GET", "/organisations", nil, &organisations))
	var seminar struct{ ID string }
	now := time.Now()
	m.must(201, m.call("POST", "/series/"+series.Items[0].ID+"/seminars", map[string]any{
		"label": "Seminar", "place": "Geneva", "time_zone": "UTC", "starts_on": now.AddDate(0, 2, 0).Format("2006-01-02"), "ends_on": now.AddDate(0, 2, 1).Format("2006-01-02"),
		"seats": seats, "admission": "open", "registration_opens_at": now.AddDate(0, 0, -1).Format("2006-01-02T15:04"), "registration_closes_at": now.AddDate(0, 1, 0).Format("2006-01-02T15:04"),
	}, &seminar))
	m.must(201, m.call("POST", "/seminars/"+seminar.ID+"/organisers", map[string]any{"organisation": organisations.Items[0].ID, "role": "host"}, nil))
	m.must(201, m.call("POST", "/seminars/"+seminar.ID+"/announcement", nil, nil))
	return seminar.ID
}

// crowd registers people from several clients at once until stop is closed,
// and keeps the addresses of those whose registration was accepted.
type crowd struct {
	seminar string

	mu   sync.Mutex
	told []string // addresses of those who were told that an e-mail follows
	wait sync.WaitGroup
	stop chan struct{}
}

func (m *instance) crowd(seminar string) *crowd {
	c := &crowd{seminar: seminar, stop: make(chan struct{})}
	public := &instance{t: m.t, addr: m.addr}
	for client := range 8 {
		c.wait.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-c.stop:
					return
				default:
				}
				email := fmt.Sprintf("guest-%d-%d@mission.example", client, n)
				status := public.call("POST", "/seminars/"+seminar+"/registrations", map[string]any{
					"name": "Guest", "family_name": "Guest", "institution": "Mission", "email": email,
				}, nil)
				if status == http.StatusAccepted {
					c.mu.Lock()
					c.told = append(c.told, email)
					c.mu.Unlock()
				} else {
					time.Sleep(10 * time.Millisecond)
				}
			}
		})
	}
	return c
}

func (c *crowd) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.told)
}

// lost are those whose registration was accepted and is not there.
func (m *instance) lost(seminar string, told []string) []string {
	var lost []string
	for _, email := range told {
		var found struct{ Items []struct{ Email string } }
		m.must(http.StatusOK, m.call("GET", "/seminars/"+seminar+"/registrations?q="+email, nil, &found))
		if len(found.Items) != 1 {
			lost = append(lost, email)
		}
	}
	return lost
}

// unmailed counts those to whom no mail went yet.
func (m *instance) unmailed(told []string) int {
	files, err := filepath.Glob(filepath.Join(m.dir, "mail", "registration.*.txt"))
	if err != nil {
		m.t.Fatal(err)
	}
	mailed := map[string]bool{}
	for _, file := range files {
		to, _, _ := strings.Cut(read(file), "\n")
		mailed[strings.TrimPrefix(to, "To: ")] = true
	}
	n := 0
	for _, email := range told {
		if !mailed[email] {
			n++
		}
	}
	return n
}

// begun counts the mails that the program was about to send when it died. They
// are sent when it is sure that nobody else still works on them, minutes later.
func (m *instance) begun() int {
	address := m.url
	if address == "" {
		address = "sqlite:" + filepath.Join(m.dir, "consultations.db")
	}
	g := given.Given{T: m.t, URL: address}
	return g.Number("SELECT count(*) FROM river_job WHERE kind = 'registration.mail' AND state = 'running'")
}

// TestNoConfirmedChangeIsLostWhenTheProgramIsKilled kills the program while
// people register, and starts it again. The address of somebody who did not
// register shows that a lost registration would be seen.
func TestNoConfirmedChangeIsLostWhenTheProgramIsKilled(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":   func(*testing.T) string { return "" },
		"postgres": func(t *testing.T) string { return given.EmptyPostgresURL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newInstance(t, database(t))
			c := m.crowd(m.open(50))
			m.until("a hundred are registered", func() bool { return c.size() >= 100 })

			m.kill()

			close(c.stop)
			c.wait.Wait()
			m.start()
			if lost := m.lost(c.seminar, append(c.told, "nobody@mission.example")); len(lost) != 1 {
				t.Errorf("of %d registrations that were accepted %d are lost, or one was found that nobody made", len(c.told), len(lost)-1)
			}
			m.until("a mail to everybody", func() bool { return m.unmailed(c.told) <= m.begun() })
			verify := exec.Command("../../bin/consultations", "verify")
			verify.Env = m.env()
			if out, err := verify.CombinedOutput(); err != nil {
				t.Errorf("verify: %v %s", err, out)
			}
		})
	}
}

// wire is a connection between the site and its database that can be cut, or
// held so that nothing comes through while it stays open.
type wire struct {
	to    string
	mu    sync.Mutex
	cut   bool
	held  chan struct{} // closed when the wire carries again; nil while it does
	conns []net.Conn
}

func newWire(t *testing.T, database string) (*wire, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{to: u.Host}
	t.Cleanup(func() { l.Close(); w.set(true) })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go w.carry(conn)
		}
	}()
	u.Host = l.Addr().String()
	return w, u.String()
}

func (w *wire) carry(from net.Conn) {
	defer from.Close()
	w.mu.Lock()
	if w.cut {
		w.mu.Unlock()
		return
	}
	to, err := net.Dial("tcp", w.to)
	if err != nil {
		w.mu.Unlock()
		return
	}
	w.conns = append(w.conns, from, to)
	w.mu.Unlock()
	defer to.Close()
	go func() { io.Copy(to, end{w, from}); to.Close() }()
	io.Copy(from, end{w, to})
}

// end is one end of a connection through the wire, as it is read.
type end struct {
	w *wire
	net.Conn
}

func (e end) Read(b []byte) (int, error) {
	n, err := e.Conn.Read(b)
	e.w.mu.Lock()
	held := e.w.held
	e.w.mu.Unlock()
	if held != nil {
		<-held
	}
	return n, err
}

// hold lets nothing through, as if the server had been stopped, until release.
func (w *wire) hold() (release func()) {
	held := make(chan struct{})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held = held
	return sync.OnceFunc(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.held = nil
		close(held)
	})
}

// set cuts or restores the connection.
func (w *wire) set(cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = cut
	if cut {
		for _, c := range w.conns {
			c.Close()
		}
		w.conns = nil
	}
}

func TestTheSiteReportsAnUnavailableDatabaseAndRecovers(t *testing.T) {
	w, address := newWire(t, given.EmptyPostgresURL(t))
	m := newInstance(t, address)
	c := m.crowd(m.open(50))
	m.until("fifty are registered", func() bool { return c.size() >= 50 })

	w.set(true)

	for _, path := range []string{"/readyz", "/?fresh", "/series/multidimensional-and-integrated-peace-operations/beijing-2007", "/api/v1/series"} {
		m.until(path+" says so", func() bool { return m.page(path) == http.StatusServiceUnavailable })
	}
	if status := m.page("/healthz"); status != http.StatusOK {
		t.Errorf("the program itself is well, and /healthz says %d", status)
	}
	before := c.size()
	w.set(false)
	m.until("pages are back", func() bool { return m.page("/?again") == http.StatusOK && m.page("/readyz") == http.StatusOK })
	m.until("people register again", func() bool { return c.size() > before })
	close(c.stop)
	c.wait.Wait()
	if lost := m.lost(c.seminar, c.told); len(lost) > 0 {
		t.Errorf("%d of %d registrations that were accepted are lost", len(lost), len(c.told))
	}
	log := read(filepath.Join(m.dir, "log"))
	if strings.Contains(log, "panic") {
		t.Errorf("the site panicked: %s", log)
	}
	if n := strings.Count(log, "the database is not available"); n < 1 || n > 60 {
		t.Errorf("the log says %d times that the database is not available: once a second is enough", n)
	}
}
