package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Speaker is somebody who took part in a session, with the rule under which it
// was held.
type Speaker struct {
	Name        string
	Attribution Attribution
}

// ForbidsNames reports whether nobody who took part may be named under the rule.
func (a Attribution) ForbidsNames() bool { return a == ChathamHouse || a == Closed }

// NamedSpeakers lists, by field, the texts of a document that name somebody who
// took part in a session of the seminar under a rule of non-attribution,
// whether the point cites that session or not.
func NamedSpeakers(m Summary, points []Point, speakers []Speaker) Problems {
	problems := m.namedSpeakers(speakers)
	for _, p := range points {
		for _, found := range p.namedSpeakers(speakers) {
			problems.Add("points", "edition.names_speaker", append([]any{"point", p.Code}, found.Args...)...)
		}
	}
	return problems
}

// CheckSpeakers refuses a title or an introduction that names a speaker.
func (m Summary) CheckSpeakers(speakers []Speaker) error { return m.namedSpeakers(speakers).Err() }

// CheckSpeakers refuses a point that names a speaker.
func (p Point) CheckSpeakers(speakers []Speaker) error { return p.namedSpeakers(speakers).Err() }

// namedSpeakers looks at the texts around the points. They may name somebody
// who also spoke on the record, such as the minister who opened the seminar.
func (m Summary) namedSpeakers(speakers []Speaker) Problems {
	var onRecord []string
	for _, s := range speakers {
		if s.Attribution == OnRecord {
			onRecord = append(onRecord, NameKey(s.Name))
		}
	}
	speakers = slices.DeleteFunc(slices.Clone(speakers), func(s Speaker) bool { return slices.Contains(onRecord, NameKey(s.Name)) })
	problems := Problems{}
	for field, text := range map[string]Text{"title": m.Title, "intro": m.Intro, "reference": m.Reference} {
		for _, s := range text.In {
			problems.addNamed(field, s, speakers)
		}
	}
	return problems
}

func (p Point) namedSpeakers(speakers []Speaker) Problems {
	problems := Problems{}
	for _, s := range p.Body.In {
		problems.addNamed("body", s, speakers)
	}
	for _, a := range p.Addressees {
		field := "addressees"
		if a.Basis == Inferred {
			field = "addressees_inferred"
		}
		problems.addNamed(field, a.Name, speakers)
	}
	return problems
}

// addNamed adds a problem of the field if the text names one of the speakers
// who spoke under a rule of non-attribution.
func (p Problems) addNamed(field, text string, speakers []Speaker) {
	for _, s := range speakers {
		if !s.Attribution.ForbidsNames() {
			continue
		}
		if word := nameIn(text, s.Name); word != "" {
			p.Add(field, "point.names_speaker", "word", word, "name", s.Name)
			return
		}
	}
}

// nameIn is the name as a text contains it, in full or the family name alone;
// empty if it does not. Names are compared as whole words: the panellist Li is
// not found in "liberty", but is in "as Li said". A name of several words counts
// in any letter case; one word alone only with a capital, because many names are
// words too.
func nameIn(text, name string) string {
	name = bare(strings.Join(strings.Fields(name), " "))
	text = bare(strings.Join(strings.Fields(text), " "))
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	alone := familyNames(name)
	if len(words) == 1 {
		alone = append(alone, capitalForms(name)...)
	} else if holdsName(strings.ToLower(text), strings.ToLower(name)) {
		return name
	}
	for _, word := range alone {
		if holdsName(text, word) {
			return word
		}
	}
	return ""
}

// shortestFamily is how many letters a family name must have to count alone in
// a script without capitals, where shorter ones are too often other words.
const shortestFamily = 4

// familyNames lists how the family name of a person is written when it stands
// alone. It is the part in capitals (WANG Yi, Amara DIALLO) or, without such a
// part, the last word. Chinese names have no spaces: their first character
// counts before a form of address.
func familyNames(name string) []string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return chineseFamily(name)
	}
	family := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return utf8.RuneCountInString(w) < 2 || w != strings.ToUpper(w) || w == strings.ToLower(w)
	})
	if len(family) == 0 || len(family) == len(words) {
		family = words[len(words)-1:]
	}
	var written []string
	for _, w := range family {
		if w == strings.ToUpper(w) && w == strings.ToLower(w) { // no capitals
			if utf8.RuneCountInString(w) >= shortestFamily {
				written = append(written, w)
			}
			continue
		}
		written = append(written, capitalForms(w)...)
	}
	return written
}

// capitalForms are the ways in which a name of one word is written with a
// capital; in a script without capitals, the name itself.
func capitalForms(w string) []string {
	forms := []string{strings.ToUpper(w), capitalised(w)}
	if w != strings.ToLower(w) {
		forms = append([]string{w}, forms...)
	}
	return forms
}

// capitalised writes a word with its first letter alone as a capital, also
// after a hyphen.
func capitalised(w string) string {
	parts := strings.Split(strings.ToLower(w), "-")
	for i, p := range parts {
		first, size := utf8.DecodeRuneInString(p)
		if size > 0 {
			parts[i] = string(unicode.ToUpper(first)) + p[size:]
		}
	}
	return strings.Join(parts, "-")
}

// chineseForms are forms of address that follow a Chinese family name.
var chineseForms = []string{"先生", "女士", "教授", "博士", "大使", "部长", "司长", "主任", "将军", "研究员"}

func chineseFamily(name string) []string {
	r, size := utf8.DecodeRuneInString(name)
	if !unicode.Is(unicode.Han, r) || size == len(name) {
		return nil
	}
	var written []string
	for _, form := range chineseForms {
		written = append(written, string(r)+form)
	}
	return written
}

// bare removes what does not count when a name is read: hidden hyphens,
// direction marks, and vowel signs and elongations of Arabic.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Mn) || r == 0x0640 {
			return -1
		}
		return r
	}, s)
}

func holdsName(text, name string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(name)
		if !joinsWord(text[:start], name, true) && !joinsWord(text[end:], name, false) && !isDate(text[:start], name, text[end:]) {
			return true
		}
		from = start + 1
	}
}

// namedMonths are the months that are family names too. Of the six languages,
// English alone writes them with a capital.
var namedMonths = []string{"march", "april", "may", "june", "august"}

// isDate reports whether a name is the month of a date: 12 May, May 2007.
func isDate(before, name, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
	return slices.Contains(namedMonths, strings.ToLower(name)) && (unicode.IsDigit(last) || unicode.IsDigit(next))
}

// joinsWord reports whether a word continues beyond the end of a name, so
// that the name is only part of a longer word. Scripts that are written
// without spaces have no such ends.
func joinsWord(beside, name string, before bool) bool {
	outer, _ := utf8.DecodeRuneInString(beside)
	inner, _ := utf8.DecodeLastRuneInString(name)
	if before {
		outer, _ = utf8.DecodeLastRuneInString(beside)
		inner, _ = utf8.DecodeRuneInString(name)
	}
	return partOfWord(outer) && partOfWord(inner)
}

func partOfWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
