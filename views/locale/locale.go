// Package locale holds the six languages of the interface: their texts and
// plural forms, and how they write numbers, dates, lists and names.
package locale

import (
	"maps"
	"strings"
	"sync/atomic"

	"github.com/go-playground/locales"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"

	"consultations/models"
)

// Locale is one of the six languages: its catalogue, its plural rules, and
// how it writes numbers, dates and lists. It never changes after the start
// and is shared by all requests.
type Locale struct {
	code, dir, nativeName string

	plain   map[string]string  // texts without placeholders: most of them
	filled  map[string]pattern // texts with placeholders
	plurals *i18n.Localizer    // texts that depend on a number

	cldr       locales.Translator // names of months and days
	dates      dateStyle
	thousands  string // between groups of three digits
	wholeFour  bool   // a number of four digits is not grouped
	comma, and string // between the items of a list
}

var (
	all    = loadLocales()
	byCode = func() map[string]*Locale {
		m := make(map[string]*Locale, len(all))
		for _, l := range all {
			m[l.code] = l
		}
		return m
	}()
)

// All lists the six languages in the order of models.Languages.
func All() []*Locale { return all }

// For finds the language with the given code, such as "fr".
func For(code string) (*Locale, bool) {
	l, ok := byCode[code]
	return l, ok
}

// Negotiate chooses the language for a browser's Accept-Language header;
// English if the header names none of the six. Region and script make no
// difference (zh-TW is Chinese), and nobody is given a language that they did
// not name: language.NewMatcher would offer Russian for Ukrainian and Chinese
// for Uighur, which is not ours to decide.
func Negotiate(acceptLanguage string) *Locale { return negotiated.of(acceptLanguage) }

// choices are the answers for headers that were seen before: browsers send few
// different ones, and reading one costs as much as sending a kept page. Anybody
// can send any header, so their number is bounded.
type choices struct {
	seen atomic.Pointer[map[string]*Locale]
}

const mostChoices = 256

var negotiated choices

func (c *choices) of(header string) *Locale {
	seen := c.seen.Load()
	if seen != nil {
		if l, ok := (*seen)[header]; ok {
			return l
		}
	}
	l := negotiate(header)
	if len(header) <= 100 && (seen == nil || len(*seen) < mostChoices) {
		more := map[string]*Locale{strings.Clone(header): l}
		if seen != nil {
			maps.Copy(more, *seen)
		}
		c.seen.CompareAndSwap(seen, &more) // else another one was added, and this one will be
	}
	return l
}

func negotiate(acceptLanguage string) *Locale {
	const longest = 1000 // no browser sends more; parsing costs with length
	if len(acceptLanguage) > longest {
		return byCode["en"]
	}
	wanted, weights, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return byCode["en"]
	}
	for i, tag := range wanted {
		tag, err := language.Macro.Canonicalize(tag) // cmn is zh, arb is ar
		base, _, _ := tag.Raw()
		if l, ok := byCode[base.String()]; ok && err == nil && weights[i] > 0 {
			return l
		}
	}
	return byCode["en"]
}

// Code is the language's code, such as "ar".
func (l *Locale) Code() string { return l.code }

// Dir is the direction of writing, "rtl" or "ltr".
func (l *Locale) Dir() string { return l.dir }

// NativeName is the language's name in the language itself.
func (l *Locale) NativeName() string { return l.nativeName }

// T returns the text of a key. The args are names and values in turn and fill
// the placeholders: T("form.too_long", "max", 200). Whole numbers, days and
// lists are written as in the language; a year should be passed as a string.
// A key without a text is shown as «key» and recorded in MissingTexts.
func (l *Locale) T(key string, args ...any) string {
	if s, ok := l.plain[key]; ok {
		return s
	}
	if p, ok := l.filled[key]; ok {
		return p.fill(values{l, key, args})
	}
	return l.missing(key)
}

// N returns the form of a text that fits the count: N("page.results", 12).
// The placeholder .count is the count as written in the language.
func (l *Locale) N(key string, count int, args ...any) string {
	args = append([]any{"count", count}, args...)
	s, err := l.plurals.Localize(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: count,
		TemplateData: values{l, key, args}, TemplateParser: patternParser{},
	})
	if err != nil {
		return l.missing(key)
	}
	return s
}

// LabelOf returns the form of a label that fits the number of names after it. The
// number is not read out, so that 21 names have the label of several, also where
// a language counts 21 like one.
func (l *Locale) LabelOf(key string, names int) string { return l.N(key, min(names, 3)) }

// Colon separates a term from its value, with the space that the language
// requires.
func (l *Locale) Colon() string {
	if c := l.T("site.colon"); c != "：" { // the full-width colon includes its space
		return c + " "
	}
	return "："
}

// Has reports whether the catalogue contains a key, for keys that come from
// outside, such as a cookie.
func (l *Locale) Has(key string) bool {
	_, known := l.plain[key]
	return known
}

// Below gives the texts without placeholders whose keys begin with prefix, by
// the rest of the key.
func (l *Locale) Below(prefix string) map[string]string {
	found := map[string]string{}
	for key, text := range l.plain {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			found[rest] = text
		}
	}
	return found
}

// Problem is the text of a problem with a field of a form.
func (l *Locale) Problem(p models.Problem) string { return l.T(p.Code, p.Args...) }

// LanguageName is the name of one of the six languages in this language; any
// other code is returned as it is.
func (l *Locale) LanguageName(code string) string {
	if !models.IsLanguage(code) {
		return code
	}
	return l.T("language." + code)
}

// Fragment is a text that people wrote, in the language in which it is shown,
// which may differ from that of the page.
type Fragment struct {
	Text, Lang, Dir string
	Missing         bool // not translated into the reader's language: the original is shown
}

// Text picks what the reader sees of a text: the translation, or the original
// marked as such. A text that nobody wrote is empty and not called missing.
func (l *Locale) Text(t models.Text) Fragment {
	text, in := t.Pick(l.code)
	if text == "" {
		return Fragment{}
	}
	dir := "auto" // a language other than the six
	if other, ok := byCode[in]; ok {
		dir = other.dir
	}
	return Fragment{Text: text, Lang: in, Dir: dir, Missing: in != l.code}
}

// isolate prevents a name in letters of the other direction from disturbing
// the sentence around it (Unicode TR9, isolates). Addresses are not changed:
// they are copied and must not contain invisible characters.
func (l *Locale) isolate(s string) string {
	if strings.Contains(s, "://") || strings.Contains(s, "@") {
		return s
	}
	for rest := s; rest != ""; {
		p, size := bidi.LookupString(rest)
		size = max(size, 1)
		switch p.Class() {
		case bidi.L:
			if l.dir == "rtl" {
				return "\u2068" + s + "\u2069"
			}
		case bidi.R, bidi.AL:
			if l.dir == "ltr" {
				return "\u2068" + s + "\u2069"
			}
		}
		rest = rest[size:]
	}
	return s
}

// OrEnglish is the language of a mail to somebody who asked for it in
// code; English when that is not one of the six.
func OrEnglish(code string) *Locale {
	if l, ok := For(code); ok {
		return l
	}
	return byCode["en"]
}

// Plain is a text in the page's own language as a Fragment.
func Plain(l *Locale, text string) Fragment {
	return Fragment{Text: text, Lang: l.Code(), Dir: l.Dir()}
}

// Direction is the direction of a language; unknown ones find their own.
func Direction(code string) string {
	if l, ok := For(code); ok {
		return l.Dir()
	}
	return "auto"
}
