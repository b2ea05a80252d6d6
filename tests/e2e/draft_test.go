package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// call sends a command of the browser's protocol to the tab.
func (p *person) call(method string, params map[string]any) {
	p.t.Helper()
	p.do(func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, tab.Call(ctx, method, params, nil)
	})
}

// tab opens another tab of the same person.
func (p *person) tab() *person {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	return &person{p.t, ctx, p.site, p.name + " in another tab"}
}

func (p *person) close() {
	p.t.Helper()
	p.call("Page.close", nil)
}

const notesField = `form[data-draft] textarea[name="body"]`

func (p *person) body() string {
	p.t.Helper()
	return ask[string](p, fmt.Sprintf("document.querySelector(%s).value", quote(notesField)))
}

// offered waits for the end of the scripts and says whether text is offered.
func (p *person) offered() bool {
	p.t.Helper()
	time.Sleep(500 * time.Millisecond)
	return ask[bool](p, `!document.querySelector("[data-draft-offer]").hidden`)
}

// TestNotesSurviveALostNetworkAndAClosedTab types without a network, closes the
// tab and finds the text in the next one, on this device and for this account.
func TestNotesSurviveALostNetworkAndAClosedTab(t *testing.T) {
	chrome := browser(t)
	eachDatabase(t, func(t *testing.T, s *site) {
		home := s.person(chrome, "organiser")
		home.open(s.firstLink())
		home.pressAt(strings.TrimPrefix(s.firstLink(), s.base))
		notes := organise(t, home) + "/notes"
		typed := "First point\n  - a list\n  - its second line"

		writer := home.tab()
		writer.open(notes)
		writer.do(chromedp.SendKeys(notesField, typed))
		asks := asksBeforeLeaving(writer)
		ask[bool](writer, `(document.querySelector("#flash").innerHTML = "<p>Your changes have been saved.</p>", true)`)
		writer.call("Network.enable", nil)
		writer.call("Network.emulateNetworkConditions", map[string]any{"offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
		ask[bool](writer, `(setTimeout(() => document.querySelector("form[data-draft]").requestSubmit()), true)`)
		time.Sleep(time.Second)
		writer.sees("The site cannot be reached", "Your text is kept on this device")
		if ask[bool](writer, `document.querySelector("#flash p") !== null`) {
			t.Error("the message about an earlier save stays")
		}
		if got := writer.body(); got != typed {
			t.Errorf("without a network the form holds %q", got)
		}
		writer.close()
		handleDialog(writer, true)
		if !asks {
			t.Error("leaving the page with unsaved text does not ask")
		}

		again := home.tab()
		again.open(notes)
		if !again.offered() || again.body() != "" {
			t.Fatalf("the text is not offered, or put in by itself: %q", again.body())
		}
		again.check()
		ask[bool](again, `(document.querySelector("[data-draft-take]").click(), true)`)
		if got := again.body(); got != typed {
			t.Fatalf("%q came back instead of %q", got, typed)
		}
		ask[bool](again, `(document.documentElement.setAttribute("data-old", ""), setTimeout(() => document.querySelector("form[data-draft]").requestSubmit()), true)`)
		again.waitForNewPage()
		again.sees("The notes have been saved")
		if got := ask[string](again, `document.querySelector(".note .prose").innerText`); got != typed {
			t.Errorf("the page shows %q instead of %q", got, typed)
		}
		again.open(notes)
		if again.offered() || ask[float64](again, `Object.keys(localStorage).length`) != 0 {
			t.Error("saved text is still kept")
		}

		again.do(chromedp.SendKeys(notesField, "Another thought"))
		time.Sleep(500 * time.Millisecond)
		if ask[float64](again, `Object.keys(localStorage).length`) != 1 {
			t.Error("text is not kept while it is typed")
		}
		ask[bool](again, `(document.documentElement.setAttribute("data-old", ""), setTimeout(() => document.querySelector("form[action='/sign-out']").requestSubmit()), true)`)
		handleDialog(again, true)
		again.waitForNewPage()
		if again.sees("signed out"); ask[float64](again, `Object.keys(localStorage).length`) != 0 {
			t.Error("text is kept after signing out")
		}
	})
}

// asksBeforeLeaving tries to leave the page, and stays.
func asksBeforeLeaving(p *person) bool {
	ask[bool](p, `(setTimeout(() => location.assign("/manage")), true)`)
	return handleDialog(p, false)
}

// handleDialog answers the browser's question whether to leave the page, if it
// is asked.
func handleDialog(p *person, leave bool) bool {
	for range 40 {
		ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
		err := chromedp.Do(ctx, func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
			return chromedp.Void{}, tab.Call(ctx, "Page.handleJavaScriptDialog", map[string]any{"accept": leave}, nil)
		})
		cancel()
		if err == nil {
			return true
		}
		time.Sleep(50 * time.Millisecond)
	}
	return false
}
