// Package e2e walks the running program in a browser, as people do: one story
// for each role, on the real database.
package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"consultations/tests/given"
)

// site is the program under test, with data of its own.
type site struct {
	t    *testing.T
	base string
	dir  string
	out  string // what it printed at the start
}

// serve runs bin/consultations, which `make build` makes, on a database.
func serve(t *testing.T, database string) *site {
	t.Helper()
	binary, err := filepath.Abs("../../bin/consultations")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(binary); err != nil {
		t.Fatal("bin/consultations is not built: run `make build`, or `make test`, which builds it")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	s := &site{t: t, base: "http://" + addr, dir: t.TempDir()}
	shareTypesetter(t, s.dir)
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "serve")
	cmd.Env = append(os.Environ(), "ADDR="+addr, "BASE_URL="+s.base, "DATA_DIR="+s.dir, "DATABASE_URL="+database)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the site did not end well: %v\n%s", err, read(log.Name()))
		}
		if strings.Contains(read(log.Name()), `"level":"ERROR"`) {
			t.Errorf("the site logged errors:\n%s", errorsOf(read(log.Name())))
		}
	})
	for range 600 {
		if resp, err := http.Get(s.base + "/readyz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				s.out = read(log.Name())
				return s
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the site did not start:\n%s", read(log.Name()))
	return nil
}

// shareTypesetter lets all sites use one compiled typesetter: each would spend
// half a minute of a processor on its own.
func shareTypesetter(t *testing.T, dir string) {
	t.Helper()
	shared := filepath.Join(os.TempDir(), "consultations-e2e-cache")
	if err := os.MkdirAll(shared, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(shared, filepath.Join(dir, "cache")); err != nil {
		t.Fatal(err)
	}
}

func read(path string) string {
	b, _ := os.ReadFile(path)
	return string(b)
}

func errorsOf(log string) string {
	var lines []string
	for _, line := range strings.Split(log, "\n") {
		if strings.Contains(line, `"level":"ERROR"`) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// firstLink is the link with which the first administrator signs in.
func (s *site) firstLink() string {
	s.t.Helper()
	link := regexp.MustCompile(`http://\S+/sign-in/link/\S+`).FindString(s.out)
	if link == "" {
		s.t.Fatalf("no link was printed:\n%s", s.out)
	}
	return link
}

// mailLink waits for a mail to an address that came after the first seen ones
// and gives the first link in it that matches.
func (s *site) mailLink(to, pattern string) string {
	s.t.Helper()
	link := regexp.MustCompile(pattern)
	for range 200 {
		files, _ := filepath.Glob(filepath.Join(s.dir, "mail", "*.txt"))
		for i := len(files) - 1; i >= 0; i-- {
			if text := read(files[i]); strings.Contains(text, to) {
				if found := link.FindString(text); found != "" {
					return found
				}
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("no mail to %s has a link like %s", to, pattern)
	return ""
}

// browser starts Chromium; each person gets a profile of their own in it.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("TEST_BROWSER")
	if path == "" {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if found, err := exec.LookPath(name); err == nil {
				path = found
				break
			}
		}
	}
	if path == "" {
		t.Fatal("Chromium is missing. On Debian or Ubuntu: sudo apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true), chromedp.Flag("force-color-profile", "srgb"))
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// person is somebody at a browser of their own.
type person struct {
	t    *testing.T
	ctx  context.Context
	site *site
	name string
}

func (s *site) person(browser context.Context, name string) *person {
	s.t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	s.t.Cleanup(cancel)
	// The tab belongs to the context of the first call: one with a deadline
	// would take the tab with it.
	if err := chromedp.Do(ctx); err != nil {
		s.t.Fatal(err)
	}
	p := &person{s.t, ctx, s, name}
	p.size(1200, 900)
	return p
}

func (p *person) size(width, height int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

func (p *person) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s at %s: %v\n%s", p.name, p.at(), err, p.text())
	}
}

func ask[T any](p *person, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	return v
}

func (p *person) at() string {
	at, _ := chromedp.Run(p.ctx, chromedp.Location())
	return at
}

func (p *person) text() string {
	s, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
	return s
}

// open goes to a path of the site, or to an address.
func (p *person) open(path string) {
	p.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = p.site.base + path
	}
	p.do(chromedp.Navigate(path))
}

// sees fails unless the page shows a text.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if page := p.text(); !strings.Contains(strings.ToLower(page), strings.ToLower(text)) {
			p.t.Fatalf("%s at %s does not see %q:\n%s", p.name, p.at(), text, page)
		}
	}
}

// follow clicks the first link with a text.
func (p *person) follow(text string) {
	p.t.Helper()
	if !ask[bool](p, fmt.Sprintf(`(() => { const a = [...document.querySelectorAll("a[href]")].find(a => a.textContent.trim().includes(%s)); if (a) { if (!new URL(a.href).hash) document.documentElement.setAttribute("data-old", ""); setTimeout(() => a.click()) } return !!a })()`, quote(text))) {
		p.t.Fatalf("%s at %s finds no link %q:\n%s", p.name, p.at(), text, p.text())
	}
	p.waitForNewPage()
}

// fill types into the fields of the form that has them all, by name.
func (p *person) fill(fields map[string]string) {
	p.t.Helper()
	b, err := json.Marshal(fields)
	if err != nil {
		p.t.Fatal(err)
	}
	missing := ask[string](p, fmt.Sprintf(`(() => {
		const fields = %s, names = Object.keys(fields);
		const form = [...document.forms].find(f => !f.closest("nav") && names.every(n => f.elements.namedItem(n))); // a menu of languages sends the form along
		if (!form) return "no form has the fields " + names.join(", ") + "; the forms have " + [...document.forms].map(f => [...f.elements].map(e => e.name).join(" ")).join(" | ");
		document.querySelectorAll("form[data-filled]").forEach(f => f.removeAttribute("data-filled"));
		form.setAttribute("data-filled", "");
		for (const [n, v] of Object.entries(fields)) {
			const e = form.elements.namedItem(n);
			if (e instanceof RadioNodeList) { e.value = v; continue }
			if (e.type === "checkbox") { e.checked = v === "true" || v === e.value; continue }
			e.value = v;
			if (e.value !== v) return n + " does not take " + v;
		}
		return ""
	})()`, b))
	if missing != "" {
		p.t.Fatalf("%s at %s: %s", p.name, p.at(), missing)
	}
}

// pick chooses the answer of a select by its words, in the form that is then
// sent.
func (p *person) pick(field, text string) {
	p.t.Helper()
	if !ask[bool](p, fmt.Sprintf(`(() => {
		const s = document.querySelector("main select[name=" + %s + "]"), o = s && [...s.options].find(o => o.textContent.includes(%s));
		if (!o) return false;
		s.value = o.value;
		document.querySelectorAll("form[data-filled]").forEach(f => f.removeAttribute("data-filled"));
		s.form.setAttribute("data-filled", "");
		return true
	})()`, quote(field), quote(text))) {
		p.t.Fatalf("%s at %s cannot choose %q for %s:\n%s", p.name, p.at(), text, field, p.text())
	}
}

// send submits the form that was filled last.
func (p *person) send() {
	p.t.Helper()
	p.submit(`document.querySelector("form[data-filled]")`)
}

// pressAt submits the form that posts to an address ending so.
func (p *person) pressAt(suffix string) {
	p.t.Helper()
	p.submit(fmt.Sprintf(`[...document.querySelectorAll("main form")].find(f => f.method === "post" && new URL(f.action).pathname.endsWith(%s))`, quote(suffix)))
}

func (p *person) submit(form string) {
	p.t.Helper()
	if !ask[bool](p, fmt.Sprintf(`(() => { const f = %s; if (!f) return false; document.documentElement.setAttribute("data-old", ""); setTimeout(() => HTMLFormElement.prototype.submit.call(f)); return true })()`, form)) {
		p.t.Fatalf("%s at %s finds no such form:\n%s", p.name, p.at(), p.text())
	}
	p.waitForNewPage()
}

// stays does something on the page and waits until a condition holds, without
// another page being opened: the comfort that scripts add.
func (p *person) stays(do, until string) {
	p.t.Helper()
	// What renews parts of a page is fetched when the page is complete.
	time.Sleep(500 * time.Millisecond)
	ask[bool](p, `(() => { window.stayed = true; `+do+`; return true })()`)
	for range 200 {
		done, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`!!(`+until+`)`))
		if err == nil && done {
			if !ask[bool](p, `window.stayed === true`) {
				p.t.Errorf("%s at %s: another page was opened", p.name, p.at())
			}
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	p.t.Fatalf("%s at %s: not so in time: %s", p.name, p.at(), until)
}

// waitForNewPage waits until another document is there.
func (p *person) waitForNewPage() {
	p.t.Helper()
	for range 400 {
		state, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.readyState + (document.documentElement.hasAttribute("data-old") ? " old" : "")`))
		if err == nil && state == "complete" {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	p.t.Fatalf("%s: the page does not change", p.name)
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// shot keeps a picture of the page for people to look at. It is the same on
// both databases, and taken on one.
func (p *person) shot(name string) {
	p.t.Helper()
	if strings.HasSuffix(p.t.Name(), "/postgres") {
		return
	}
	b, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.MkdirAll("shots", 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("shots", name+".png"), b, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// check proves that the page is usable by everybody: nothing that axe-core
// finds, no sideways scrolling and no high header at 320 px, no target too
// small, its language and direction named.
func (p *person) check() {
	p.t.Helper()
	for _, width := range []int64{1200, 320} {
		p.size(width, 900)
		if wide := ask[float64](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
			p.t.Errorf("%s: %s is %v px too wide at %d px", p.name, p.at(), wide, width)
		}
		if high := ask[float64](p, `document.querySelector(".masthead, .topbar").getBoundingClientRect().height`); high > 96 && width == 320 {
			p.t.Errorf("%s: the header of %s is %v px high at %d px, want at most 96", p.name, p.at(), high, width)
		}
	}
	p.size(1200, 900)
	axe := read("../../views/assets/node_modules/axe-core/axe.min.js")
	if axe == "" {
		p.t.Fatal("axe-core is missing: run `make build`")
	}
	found := ask[string](p, axe+`;axe.run(document,{runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r=>r.violations.map(v=>v.id+": "+v.help+" "+v.nodes.map(n=>n.html.slice(0,150)).join(" | ")).join("\n"))`)
	if found != "" {
		p.t.Errorf("%s: axe-core finds at %s:\n%s", p.name, p.at(), found)
	}
	if !ask[bool](p, `!!document.documentElement.lang && ["ltr","rtl"].includes(document.documentElement.dir)`) {
		p.t.Errorf("%s: %s does not name its language", p.name, p.at())
	}
}

// eachDatabase serves the program on a fresh file and on a fresh PostgreSQL
// database, both at the same time.
func eachDatabase(t *testing.T, walk func(t *testing.T, s *site)) {
	for name, database := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "site.db") },
		"postgres": func(t *testing.T) string { return given.PostgresURL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			walk(t, serve(t, database(t)))
		})
	}
}
