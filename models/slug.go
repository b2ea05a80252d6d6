package models

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gosimple/slug"
)

// maxSlug is the number of characters that one part of an address may have.
const maxSlug = 100

// Slug makes the part of an address from a title in any script: a to z,
// digits, hyphens. It is empty for a title of signs only, and then a person
// must choose one. A slug gives itself.
func Slug(title string) string {
	words := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			return r
		case unicode.IsMark(r): // accents and vowel marks written as characters of their own
			return -1
		}
		return ' '
	}, title)
	return cutSlug(slug.Make(slug.SubstituteRune(strings.ToLower(words), latin)))
}

// latin corrects letters that the general table drops or turns into a hyphen.
// Arabic words would be left with bare consonants (lqhr for Cairo), and a
// Russian soft sign would split a word.
var latin = map[rune]string{
	'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ٱ': "a", 'ى': "a", 'ة': "a",
	'و': "u", 'ؤ': "u", 'ي': "i", 'ئ': "i", 'ء': "", 'ع': "a", 'ـ': "",
	'ь': "", 'ъ': "", 'ё': "e", 'й': "y", 'ю': "yu", 'я': "ya",
	'ʼ': "", 'ʾ': "", 'ʿ': "", 'ʹ': "", 'ʺ': "", 'ˍ': " ",
}

// cutSlug shortens a slug after its last whole word. A first word that is too
// long by itself is cut.
func cutSlug(s string) string {
	if len(s) <= maxSlug {
		return s
	}
	if i := strings.LastIndexByte(s[:maxSlug+1], '-'); i > 0 {
		return s[:i]
	}
	return s[:maxSlug]
}

// SlugStem is what every slug begins with that FreeSlug may make of one.
func SlugStem(slug string) string { return slug[:min(len(slug), maxSlug-10)] }

// FreeSlug is a slug that was made from a name or, if that is taken, the slug
// with the first number from 2 that is not.
func FreeSlug(slug string, taken []string) string {
	free := slug
	for n := 2; slices.Contains(taken, free); n++ {
		number := "-" + strconv.Itoa(n)
		free = strings.TrimRight(slug[:min(len(slug), maxSlug-len(number))], "-") + number
	}
	return free
}

// slugSource is the text that an address is made from: a translation in Latin
// letters if there is one, because it needs no transliteration.
func (t Text) slugSource() string {
	for _, lang := range []string{t.Original, "en", "fr", "es"} {
		if s := t.In[lang]; s != "" && lang != "ar" && lang != "zh" && lang != "ru" {
			return s
		}
	}
	return t.Source()
}

// slug checks the part of an address that was given or made from a title.
func (in input) slug(field, s string) string {
	s = visible(s)
	in.Require(s != "", field, "form.slug_none")
	in.Require(len(s) <= maxSlug, field, "form.too_long", "max", maxSlug, "there", len(s))
	in.Require(s == Slug(s), field, "form.slug")
	return s
}
