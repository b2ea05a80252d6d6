package models

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on a name that was typed into a form open to all, before the holder of
// the address has confirmed it.
const (
	mostNameLetters = 80 // in the greeting of any e-mail
	mostNameParts   = 6  // besides words such as "de la" and "bin"
	mostTitledParts = 8  // with a form of address
	mostSmallParts  = 2  // if one of them has no capital letter
	mostPartLetters = 20 // of one part
	mostPartHan     = 7  // of one part in Chinese characters
	mostAbbreviated = 4  // letters before a full stop
)

// linkLike finds what an e-mail program would turn into a link.
var linkLike = regexp.MustCompile(`(?i)://|www\.|@|[/\\]|[\p{L}\p{N}]\.[\p{L}\p{N}]{2,}`)

// isPrintableName reports whether a name consists of what names are written
// with, letters and few other characters, while messages have digits, prices,
// links, and marks that end a sentence.
func isPrintableName(name string) bool {
	return name != "" && utf8.RuneCountInString(name) <= mostNameLetters && !linkLike.MatchString(name) && strings.IndexFunc(name, isForeignToNames) < 0
}

// isForeignToNames reports whether no name is written with the character.
func isForeignToNames(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" \u00a0.,'’‘ʼ`´-‐‑–·・()\u200c\u200d", r)
}

// LooksLikeName reports whether somebody whom nobody knows may have a name
// printed in an e-mail to an address that may not be theirs: "Your account is
// closed, please call" consists of letters too. Names are few words, each with
// a capital letter if its script has them, except small words such as "de la"
// and "bin".
func LooksLikeName(name string) bool { return hasParts(name, mostNameParts) }

func hasParts(name string, most int) bool {
	if !isPrintableName(name) || strings.Count(name, ",") > 1 {
		return false
	}
	parts, small := 0, false
	for _, word := range strings.FieldsFunc(name, isBetweenParts) {
		bare := strings.Trim(word, ".,()")
		if bare == "" || smallWords[bare] {
			continue
		}
		if strings.HasSuffix(strings.TrimRight(word, ",()"), ".") && utf8.RuneCountInString(bare) > mostAbbreviated || isTooLong(bare) {
			return false
		}
		parts++
		small = small || isSmall(bare)
	}
	return parts > 0 && parts <= most && (!small || parts <= mostSmallParts)
}

func isBetweenParts(r rune) bool { return r == ' ' || r == '\u00a0' || r == '·' || r == '・' }

func isTooLong(part string) bool {
	letters, han := 0, 0
	for _, r := range part {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			han++
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return han > mostPartHan || letters > mostPartLetters
}

// isSmall reports a word without the capital letter that its script has.
// Georgian has capital letters, but does not write names with them.
func isSmall(word string) bool {
	small := false
	for _, r := range word {
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return false
		}
		small = small || unicode.IsLower(r) && !unicode.Is(unicode.Georgian, r)
	}
	return small
}

// smallWords join the parts of a name and do not count as one.
var smallWords = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`
		de del della dei degli di da do dos das du des la le los las lo el al y e i et
		von vom van der den zu zur ter ten af av
		bin bint binti ibn ben abu ould wa oglu oğlu qizi kyzy uulu zade
		бин ибн фон де ди да дер аль эль оглы кызы уулу угли заде
		بن ابن بنت عبد آل ال أبو ابو أم ولد`) {
		words[w] = true
	}
	return words
}()

// Greeting is the name with which an e-mail greets a person: their name after
// their form of address, or only the name, or nothing if it could be a message.
// The registration form is open to all, and the e-mail goes to whatever address
// was entered, so what was typed into it is judged more strictly until that
// address is confirmed.
func Greeting(honorific, name string, isConfirmed bool) string {
	fits := func(s string, most int) bool {
		return isPrintableName(s) && (isConfirmed || hasParts(s, most))
	}
	if !fits(name, mostNameParts) {
		return ""
	}
	if full := honorific + " " + name; honorific != "" && fits(full, mostTitledParts) {
		return full
	}
	return name
}

// Greeting is the name with which an e-mail about the registration greets its
// holder; empty if there is none that may be printed.
func (l RegistrationLetter) Greeting() string {
	return Greeting(l.Honorific, l.Name, l.AddressConfirmedAt != nil)
}

// AttendeeName is the name in the calendar file of an e-mail; the address if
// nobody has confirmed it and the name does not look like one.
func (l RegistrationLetter) AttendeeName() string {
	if l.AddressConfirmedAt == nil && !LooksLikeName(l.Name) {
		return l.Email
	}
	return l.Name
}
