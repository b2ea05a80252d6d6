package parts

import (
	"slices"
	"strings"
	"testing"

	"consultations/views/locale"
)

// frames are the three looks of a page.
func frames(l *locale.Locale) map[string]Frame {
	base := Frame{
		L: l, Title: l.T("page.missing"), Path: "/series/peace", BaseURL: "https://example.org",
		Crumbs: []Crumb{{Href: "/series/peace", Label: locale.Fragment{Text: "Peace", Lang: "en", Dir: "ltr"}}},
	}
	public, personal, working := base, base, base
	public.Public, public.Description, public.Feed, public.JSONLD = true, "A series", "/feed.atom", map[string]string{"name": "</script><b>"}
	personal.CSRF, personal.Flash = "secret-token", []string{l.T("flash.saved")}
	working.CSRF, working.Account = "secret-token", "Ingrid"
	working.Nav = []NavLink{{Href: "/manage", Label: "Home", Current: true}, {Href: "/manage/series", Label: "Series"}}
	return map[string]Frame{"public": public, "personal": personal, "working": working}
}

func TestEveryLayoutIsCompleteInEveryLanguage(t *testing.T) {
	for _, l := range locale.All() {
		for look, f := range frames(l) {
			t.Run(l.Code()+" "+look, func(t *testing.T) {
				draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, f.Title)}))).checkPage(t, l)
			})
		}
	}
}

func TestAPublicPageContainsNothingAboutTheReader(t *testing.T) {
	l, _ := locale.For("en")
	f := frames(l)["working"]
	f.Public = true

	page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")}))).source

	for _, private := range []string{"secret-token", "Ingrid"} {
		if strings.Contains(page, private) {
			t.Errorf("the page contains %q", private)
		}
	}
}

// A personal address is a key: whoever finds the sheet must not get it.
func TestOnPaperAPublicPageSaysItsAddressAndAPersonalOneDoesNot(t *testing.T) {
	l, _ := locale.For("ar")
	for look, f := range frames(l) {
		f.Query = "q=a&page=2"
		page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")}))).source

		if got := strings.Contains(page, `<p class="wrap on-paper"><bdi>`+f.BaseURL+f.Path+`?q=a&amp;page=2</bdi></p>`); got != f.Public || strings.Contains(page, "on-paper") != f.Public {
			t.Errorf("%s: the page says its address: %v", look, got)
		}
	}
}

func TestAPublicPageLinksToItsSixLanguages(t *testing.T) {
	l, _ := locale.For("zh")
	f := frames(l)["public"]
	page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")}))).source
	for _, want := range []string{
		`rel="canonical" href="https://example.org/series/peace?lang=zh"`,
		`href="https://example.org/series/peace?lang=zh" hreflang="zh-Hans"`,
		`href="https://example.org/series/peace?lang=ar" hreflang="ar"`,
		`href="https://example.org/series/peace" hreflang="x-default"`,
		`property="og:locale" content="zh_CN"`,
		`{"name":"\u003c/script\u003e\u003cb\u003e"}`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not contain %s", want)
		}
	}
}

// TestTheAddressOfAPageForAnyLanguageKeepsTheQuery: without it, the search in
// any language is the empty search.
func TestTheAddressOfAPageForAnyLanguageKeepsTheQuery(t *testing.T) {
	l, _ := locale.For("fr")
	f := frames(l)["public"]
	f.Query = "q=paix"
	page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")}))).source
	if want := `href="https://example.org/series/peace?q=paix" hreflang="x-default"`; !strings.Contains(page, want) {
		t.Errorf("the page does not contain %s", want)
	}
}

func TestThePagesOfOneReaderAreNotIndexed(t *testing.T) {
	l, _ := locale.For("en")
	for look, f := range frames(l) {
		page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")}))).source
		if got, want := strings.Contains(page, `content="noindex, nofollow"`), look != "public"; got != want {
			t.Errorf("%s: noindex is %v, want %v", look, got, want)
		}
	}
}

func TestEveryLanguageIsOfferedByItsOwnNameAndReturnsToThePage(t *testing.T) {
	l, _ := locale.For("fr")
	f := frames(l)["public"]
	f.Query = "q=paix"
	page := draw(t, with(Layout(f), PageHead(f, Heading{Title: locale.Plain(l, "x")})))
	for _, other := range locale.All() {
		if !slices.Contains(page.texts, other.NativeName()) {
			t.Errorf("%s is not offered", other.NativeName())
		}
		if want := `href="/languages/` + other.Code() + `?to=%2Fseries%2Fpeace%3Fq%3Dpaix" lang="` + other.Code() + `" dir="` + other.Dir() + `"`; !strings.Contains(page.source, want) {
			t.Errorf("the page does not contain %s", want)
		}
	}
}

func TestARefusalSaysWhatCanBeDoneInEveryLanguage(t *testing.T) {
	for _, l := range locale.All() {
		for look, f := range frames(l) {
			for _, status := range []int{403, 404, 409, 422, 429, 500, 503} {
				f.Public = false
				page := draw(t, Refusal{Frame: f, Status: status, RetryMinutes: 7})
				page.checkPage(t, l)
				if !strings.Contains(page.source, `<ul class="next">`) {
					t.Errorf("%s %s %d: no next step is offered", l.Code(), look, status)
				}
				if status == 429 && !strings.Contains(page.source, "7") {
					t.Errorf("%s: the minutes are missing", l.Code())
				}
			}
		}
	}
}

func TestARefusalGivesItsOwnReason(t *testing.T) {
	l, _ := locale.For("en")
	page := draw(t, Refusal{Frame: frames(l)["personal"], Status: 409, Code: "page.expired"})
	if !slices.Contains(page.texts, l.T("page.expired")) {
		t.Errorf("the reason is not on the page: %q", page.texts)
	}
}
