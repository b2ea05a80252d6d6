// Package parts holds the components of pages: the frame around every page,
// forms, tables, buttons and the parts of documents.
package parts

import (
	"context"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"consultations/models"
	"consultations/views/locale"
)

// Page is a typed page. Its struct embeds Frame and has one templ component.
type Page interface {
	Render(ctx context.Context, w io.Writer) error
}

// Frame is what every page shows around its content.
type Frame struct {
	L     *locale.Locale
	Title string // of the page, already in the reader's language

	// About are the names of what the page is about, from the thing itself to
	// what it belongs to. They follow the title in the window and elsewhere.
	About []string

	Path    string // of the address, without the query
	Query   string // of the address, without lang; kept when the language changes
	BaseURL string // the origin of links to this site, without a slash at the end

	// Public pages contain nothing about the reader: one rendering is sent to
	// everybody who asks for the page in the same language.
	Public bool

	CSRF  string   // the token of the reader; empty on pages without a form
	Flash []string // sentences about the last step, already translated; empty for none

	// Sent is the form that the page answers, if it can be shown again: it is sent
	// along when the reader changes the language. Empty on all other pages.
	Sent Kept

	Account string    // name of the person who is signed in; not on public pages
	Nav     []NavLink // of the working area; a page without it looks like a public one
	Crumbs  []Crumb   // from below the home page to the page's parent; empty for none

	// For the head of public pages.
	Description string
	Feed        string // path of a feed for readers of this page
	Meta        []Meta
	Links       []HeadLink
	JSONLD      any // schema.org description, encoded as it is

	// The page's own files, by the name of their source ("print.css").
	PageCSS, PageJS []string
}

// NavLink is a link; Current marks the page that is shown.
type NavLink struct {
	Href, Label string
	Current     bool
	Count       *int // how many there are, beside a tab; nil for no figure
}

// Crumb is a link to something that the page is part of, under its name, which
// may be in another language.
type Crumb struct {
	Href  string
	Label locale.Fragment
}

// Meta is one fact about the page for programs. Name is for citation_*,
// DCTERMS and the like, Property for Open Graph.
type Meta struct{ Name, Property, Content string }

// HeadLink is a link from the page to another format of it.
type HeadLink struct{ Rel, Href, Type, Hreflang, Title string }

// hreflang is the tag by which search engines know a language.
func hreflang(code string) string {
	if code == "zh" {
		return "zh-Hans"
	}
	return code
}

// canonical is the address of the page in the reader's language.
func (f Frame) canonical() string { return f.BaseURL + f.in(f.L.Code()) }

// in is the path of the page in a language, for programs: whoever opens it
// reads that language once.
func (f Frame) in(code string) string {
	if f.Query != "" {
		return f.Path + "?" + f.Query + "&lang=" + code
	}
	return f.Path + "?lang=" + code
}

// address is the path of the page for readers of any language.
func (f Frame) address() string {
	if f.Query != "" {
		return f.Path + "?" + f.Query
	}
	return f.Path
}

// switchTo is the path that sets the reader's language and returns here.
func (f Frame) switchTo(code string) string {
	return "/languages/" + code + "?to=" + url.QueryEscape(f.address())
}

// works reports whether the page belongs to the working area.
func (f Frame) works() bool { return len(f.Nav) > 0 && !f.Public }

// section is the entry of the masthead that the page belongs to.
func (f Frame) section() string { return models.SectionOf(f.Path) }

// asksItself reports whether the page has the search as its own subject, so
// that the masthead does not repeat it.
func (f Frame) asksItself() bool { return f.Path == "/" || f.Path == "/search" }

// initials stand for the name of the account where there is no room for it.
func (f Frame) initials() string {
	var out []rune
	for _, word := range strings.Fields(f.Account) {
		letter, _ := utf8.DecodeRuneInString(word)
		out = append(out, letter)
	}
	if len(out) > 2 {
		out = []rune{out[0], out[len(out)-1]}
	}
	return strings.ToUpper(string(out))
}

// outermost is the place that all breadcrumbs start from.
func (f Frame) outermost() Crumb {
	if f.works() {
		return Crumb{Href: "/manage", Label: locale.Plain(f.L, f.L.T("nav.working_area"))}
	}
	return Crumb{Href: "/", Label: locale.Plain(f.L, f.L.T("nav.home"))}
}

// firstFonts are asked for before the styles are read. An Arabic page is shown
// in the font of the system if its own is not there at once, because a font that
// arrived later would move the lines.
func (f Frame) firstFonts() []string {
	switch {
	case f.L.Code() != "ar":
		return nil
	case f.Public:
		return []string{"noto-sans-arabic-arabic-wght-normal.woff2", "amiri-arabic-400-normal.woff2", "amiri-arabic-700-normal.woff2"}
	}
	return []string{"noto-sans-arabic-arabic-wght-normal.woff2"}
}

// links are all links of the head.
func (f Frame) links() []HeadLink {
	if !f.Public {
		return f.Links
	}
	links := []HeadLink{{Rel: "canonical", Href: f.canonical()}}
	for _, l := range locale.All() {
		links = append(links, HeadLink{Rel: "alternate", Hreflang: hreflang(l.Code()), Href: f.BaseURL + f.in(l.Code())})
	}
	links = append(links, HeadLink{Rel: "alternate", Hreflang: "x-default", Href: f.BaseURL + f.address()})
	if f.Feed != "" {
		links = append(links, HeadLink{Rel: "alternate", Type: "application/atom+xml", Href: f.Feed, Title: f.L.T("frame.feed")})
	}
	return append(links, f.Links...)
}

// ogLocales are the names Open Graph has for the six languages.
var ogLocales = map[string]string{"ar": "ar_AR", "zh": "zh_CN", "en": "en_GB", "fr": "fr_FR", "ru": "ru_RU", "es": "es_ES"}

// meta is all metadata of the page.
func (f Frame) meta() []Meta {
	if !f.Public {
		return append([]Meta{{Name: "robots", Content: "noindex, nofollow"}}, f.Meta...)
	}
	meta := []Meta{
		{Property: "og:title", Content: f.named()},
		{Property: "og:type", Content: "website"},
		{Property: "og:url", Content: f.canonical()},
		{Property: "og:site_name", Content: f.L.T("site.name")},
		{Property: "og:locale", Content: ogLocales[f.L.Code()]},
	}
	if f.Description != "" {
		meta = append(meta, Meta{Name: "description", Content: f.Description}, Meta{Property: "og:description", Content: f.Description})
	}
	return append(meta, f.Meta...)
}

// jsonLD is the schema.org description as the content of a script element.
// The encoder escapes < and >, so the text cannot close the element.
func (f Frame) jsonLD() (string, error) {
	b, err := json.Marshal(f.JSONLD)
	return string(b), err
}

// named is the title with the names of what the page is about.
func (f Frame) named() string {
	return locale.JoinDots(append([]string{f.Title}, f.About...))
}

// windowTitle is the title of the browser tab.
func (f Frame) windowTitle() string {
	site := f.L.T("site.name")
	if f.Title == site {
		return site
	}
	return locale.JoinDots([]string{f.named(), site})
}
