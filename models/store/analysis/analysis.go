// Package analysis derives search tokens from texts in the six languages, in
// the same way for stored texts and for queries. Both databases store the
// tokens as plain words, so they find the same; the stemmers of a database
// know only some of the languages.
package analysis

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar" // registers its analyser, as do those below
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

// Version changes whenever the tokens change, or the texts that the index holds:
// texts with another version must be analysed again.
const Version = 3

// longest is how much of one text is analysed, in bytes.
const longest = 200_000

// analysers are named after the language they read; Chinese is read as pairs
// of characters, because it is written without spaces.
var analysers = func() map[string]analysis.Analyzer {
	cache := registry.NewCache()
	m := map[string]analysis.Analyzer{}
	for lang, name := range map[string]string{"ar": "ar", "zh": "cjk", "en": "en", "fr": "fr", "ru": "ru", "es": "es"} {
		a, err := cache.AnalyzerNamed(name)
		if err != nil {
			panic(err) // the analyser is part of the program
		}
		m[lang] = a
	}
	return m
}()

// Tokens returns the tokens of a text that exists in several languages, each
// once, separated by spaces. They contain letters and digits only.
func Tokens(in map[string]string) string {
	var all []string
	seen := map[string]bool{}
	for lang, text := range in {
		for _, token := range analyse(lang, text) {
			if !seen[token] {
				seen[token] = true
				all = append(all, token)
			}
		}
	}
	return strings.Join(all, " ")
}

// Query returns what a query looks for: one group of tokens for each reading;
// all tokens of one group must be found. The language of a query is not
// known, so it is read in all six, as typed and folded, and word by word.
func Query(text string) [][]string {
	folded := fold(text)
	all := [][]string{}
	for _, lang := range []string{"ar", "zh", "en", "fr", "ru", "es"} {
		all = append(all, readings(lang, text), readings(lang, folded))
	}
	all = append(all, words(elision.ReplaceAllString(folded, "$1")))
	var groups [][]string
	seen := map[string]bool{}
	for _, group := range all {
		key := strings.Join(group, " ")
		if len(group) > 0 && !seen[key] {
			seen[key] = true
			groups = append(groups, group)
		}
	}
	return groups
}

// elision is an article or a pronoun that has lost its vowel before the next
// word, as in l'Afrique, whatever the language of the text around it.
var elision = regexp.MustCompile(`(^|[^\pL\pN'])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|sull)'`)

// words are the words of a folded text as they are, for names and for words of
// another language than that of the text. Chinese is not written in words.
func words(folded string) []string {
	var all []string
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.Is(unicode.Han, r) }) {
		if word = clean(word); word != "" {
			all = append(all, word)
		}
	}
	return all
}

// readings returns one token for each word of a query in one language.
func readings(lang, text string) []string {
	var words []string
	for _, t := range analysers[lang].Analyze([]byte(prepare(lang, text))) {
		if token := clean(string(t.Term)); token != "" {
			words = append(words, token)
		}
	}
	return words
}

// analyse returns all tokens under which the words of a text can be found, as
// they are and folded, because people leave out accents when they search.
func analyse(lang, text string) []string {
	if analysers[lang] == nil {
		lang = "en"
	}
	folded := fold(cut(text))
	return slices.Concat(readings(lang, text), readings(lang, folded), words(folded))
}

// prepare unifies spellings that readers of the language treat as the same.
func prepare(lang, text string) string {
	text = norm.NFC.String(cut(text))
	switch lang {
	case "ru":
		return yo.Replace(text)
	case "ar":
		return alef.Replace(text)
	}
	return text
}

var (
	yo   = strings.NewReplacer("ё", "е", "Ё", "Е")
	alef = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ى", "ي", "ئ", "ي", "ؤ", "و", "ـ", "")
)

// cut is the part of a text that is analysed.
func cut(text string) string {
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "")
	}
	return text
}

// clean keeps letters and digits only: tokens are part of database queries, in
// which other characters have a meaning.
func clean(token string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFC.String(token))
}
