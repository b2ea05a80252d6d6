package parts

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"consultations/views/locale"
)

// drawn is a rendered page, parsed strictly: a browser repairs broken HTML, but
// a test must not.
type drawn struct {
	source string
	faults []string
	ids    map[string]bool
	count  map[string]int    // elements by name
	asked  map[string]string // ids that something refers to, and what refers
	texts  []string          // what is read, without scripts
}

// voids are the elements without an end tag.
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// The tokenizer silently drops a repeated attribute.
var (
	quoted    = regexp.MustCompile(`"[^"]*"`)
	attribute = regexp.MustCompile(`\s[a-z0-9-]+=`)
)

// draw renders a component and reads it.
func draw(t *testing.T, c templ.Component) drawn {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return read(b.String())
}

// with renders a part with children.
func with(c templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

func read(source string) drawn {
	d := drawn{source: source, ids: map[string]bool{}, count: map[string]int{}, asked: map[string]string{}}
	var open []string
	tokens := html.NewTokenizer(strings.NewReader(source))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			for _, name := range open {
				d.fault("<%s> is never closed", name)
			}
			return d
		case html.TextToken:
			if text := strings.TrimSpace(string(tokens.Text())); text != "" && !slices.Contains(open, "script") {
				d.texts = append(d.texts, html.UnescapeString(text))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(tokens.Raw())
			token := tokens.Token()
			d.start(token, raw)
			if !slices.Contains(voids, token.Data) && token.Type == html.StartTagToken {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := tokens.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				d.fault("</%s> closes nothing", name)
				continue
			}
			open = open[:len(open)-1]
		}
	}
}

func (d *drawn) fault(format string, args ...any) {
	d.faults = append(d.faults, strings.TrimSpace(fmt.Sprintf(format, args...)))
}

// start records an element: its id, its references, and anything that no page
// may contain.
func (d *drawn) start(token html.Token, raw string) {
	d.count[token.Data]++
	seen := map[string]bool{}
	for _, name := range attribute.FindAllString(quoted.ReplaceAllString(raw, ""), -1) {
		if seen[name] {
			d.fault("<%s> has%s twice", token.Data, strings.TrimSuffix(name, "="))
		}
		seen[name] = true
	}
	for _, a := range token.Attr {
		switch {
		case a.Key == "id" && (a.Val == "" || d.ids[a.Val]):
			d.fault("the id %q stands twice or is empty", a.Val)
		case a.Key == "id":
			d.ids[a.Val] = true
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			d.fault("<%s %s> is blocked by the policy", token.Data, a.Key)
		case a.Key == "for" || a.Key == "aria-describedby" || a.Key == "aria-labelledby" || a.Key == "popovertarget" || a.Key == "commandfor":
			for _, id := range strings.Fields(a.Val) {
				d.asked[id] = a.Key
			}
		case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
			d.asked[a.Val[1:]] = a.Key
		case (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.Contains(a.Val, "TemplFailedSanitizationURL"):
			d.fault("the address of <%s> was refused", token.Data)
		}
	}
	if token.Data == "style" {
		d.fault("a <style> is blocked by the policy")
	}
}

// missingText is a key that is shown because no catalogue has it.
var missingText = regexp.MustCompile(`«[a-z_]+\.[a-z_.]*»`)

// check reports the faults of a page or of a part of one.
func (d drawn) check(t *testing.T) {
	t.Helper()
	for _, fault := range d.faults {
		t.Error(fault)
	}
	for id, by := range d.asked {
		if !d.ids[id] {
			t.Errorf("%s refers to %q, which is not on the page", by, id)
		}
	}
	for _, key := range missingText.FindAllString(d.source, -1) {
		t.Errorf("a text is missing: %s", key)
	}
}

// checkPage adds the rules for whole pages.
func (d drawn) checkPage(t *testing.T, l *locale.Locale) {
	t.Helper()
	d.check(t)
	for name, want := range map[string]int{"html": 1, "head": 1, "title": 1, "body": 1, "main": 1, "h1": 1} {
		if d.count[name] != want {
			t.Errorf("%d <%s>, want %d", d.count[name], name, want)
		}
	}
	if want := `<html lang="` + l.Code() + `" dir="` + l.Dir() + `">`; !strings.Contains(d.source, want) {
		t.Errorf("the page does not begin with %s", want)
	}
}

func TestTheCheckOfPagesFindsFaults(t *testing.T) {
	for source, want := range map[string]string{
		`<p>a`:                             "<p> is never closed",
		`<p></div></p>`:                    "</div> closes nothing",
		`<p id="a"></p><p id="a"></p>`:     `the id "a" stands twice or is empty`,
		`<p style="color:red"></p>`:        "<p style> is blocked by the policy",
		`<a onclick="x()"></a>`:            "<a onclick> is blocked by the policy",
		`<svg><rect x="1" x="2"/></svg>`:   "<rect> has x twice",
		`<style></style>`:                  "a <style> is blocked by the policy",
		`<p>fine<br>and <b>more</b></p>`:   "",
		`<label for="b"></label><i id=b>x`: "<i> is never closed",
	} {
		if got := strings.Join(read(source).faults, "; "); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}
