package analysis

import (
	"encoding/hex"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// plain are letters that people replace when they lack them on the keyboard,
// and that Unicode does not take apart by itself.
var plain = strings.NewReplacer(
	"ł", "l", "đ", "d", "ð", "d", "ø", "o", "œ", "oe", "æ", "ae", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t", "ŋ", "n", "ɓ", "b", "ɗ", "d", "ƙ", "k", "ɛ", "e", "ɔ", "o", "ə", "e", "ґ", "г",
	"ى", "ي", "ی", "ي", "ک", "ك", "ة", "ه", "ٱ", "ا", "ـ", "",
	"’", "'", "‘", "'", "ʼ", "'", "ʻ", "'", "ʿ", "'", "ʾ", "'", "`", "'", "´", "'",
)

// fold is a text in the letters that everybody can type: without case and
// accents, each letter that is a variant of another written as that one.
func fold(text string) string {
	// An accent that stands alone is a space and a mark after NFKD.
	folded := cases.Fold().String(norm.NFKD.String(strings.ReplaceAll(text, "´", "'")))
	return plain.Replace(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			return -1
		}
		return r
	}, folded))
}

// FindKey is what a list looks for words in: its texts, folded, without
// apostrophes, and hyphens only in e-mail addresses.
func FindKey(texts ...string) string {
	return strings.Join(FindWords(strings.Join(texts, "\n")), " ")
}

// FindWords are the words that must all be parts of a FindKey.
func FindWords(text string) []string {
	var words []string
	for _, word := range strings.Fields(fold(text)) {
		if IsAddress(word) {
			words = append(words, word)
			continue
		}
		words = append(words, strings.Fields(strings.Map(func(r rune) rune {
			switch {
			case r == '\'' || r == 0:
				return -1
			case unicode.Is(unicode.Pd, r):
				return ' '
			}
			return r
		}, word))...)
	}
	return words
}

// IsAddress reports whether a word is an e-mail address, or the beginning of
// one with its sign. It is found from its beginning only: whoever looks for
// ann@ does not mean joann@.
func IsAddress(word string) bool { return strings.Contains(word, "@") && !strings.HasPrefix(word, "@") }

// longestOrderKey limits an OrderKey, which is indexed and part of cursors.
const longestOrderKey = 240

// collation sorts as the root of all languages does; one serves one caller at a
// time.
type collation struct {
	*collate.Collator
	keys collate.Buffer
}

var collations = sync.Pool{New: func() any { return &collation{Collator: collate.New(language.Und)} }}

// OrderKey is a text whose bytes rank as the words of a name do in a list of
// names in any script: Étienne stands between Esposito and Evans.
func OrderKey(name string) string {
	c := collations.Get().(*collation)
	defer collations.Put(c)
	c.keys.Reset()
	key := c.KeyFromString(&c.keys, name)
	return hex.EncodeToString(key[:min(len(key), longestOrderKey)])
}
