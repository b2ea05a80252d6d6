package locale

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/zh"

	"consultations/views/locales"
)

// SingleLine keeps a text of people on one line: a line break of any sort
// could begin a line that the calendar takes for one of its own. Spaces at
// which a line must not break stay, such as the one before a French colon.
func SingleLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' })
	return strings.TrimSpace(strings.Join(words, " "))
}

// loadLocales creates the six languages in the order of models.Languages.
// Digits are Latin in all of them, including Arabic, so that dates, document
// symbols and codes look the same everywhere; the separators of thousands are
// those of CLDR for Latin digits.
func loadLocales() []*Locale {
	plain := dateStyle{ofMonth: " ", ofYear: " ", weekday: ", ", clock: ", "}
	with := func(change func(*dateStyle)) dateStyle {
		style := plain
		change(&style)
		return style
	}
	six := []*Locale{
		{
			code: "ar", dir: "rtl", nativeName: "العربية", cldr: ar.New(),
			thousands: ",", comma: " و", and: " و",
			dates: with(func(d *dateStyle) { d.weekday, d.clock, d.months = "، ", "، ", arabicMonths }),
		},
		{
			code: "zh", dir: "ltr", nativeName: "中文", cldr: zh.New(),
			thousands: ",", comma: "、", and: "和",
			dates: with(func(d *dateStyle) { d.clock = "，" }),
		},
		{
			code: "en", dir: "ltr", nativeName: "English", cldr: en_GB.New(),
			thousands: ",", comma: ", ", and: " and ",
			dates: plain,
		},
		{
			code: "fr", dir: "ltr", nativeName: "Français", cldr: fr.New(),
			thousands: "\u202f", comma: ", ", and: " et ",
			dates: with(func(d *dateStyle) { d.first, d.weekday = "1er", " " }),
		},
		{
			code: "ru", dir: "ltr", nativeName: "Русский", cldr: ru.New(),
			thousands: "\u00a0", comma: ", ", and: " и ",
			dates: with(func(d *dateStyle) { d.era = " г." }),
		},
		{
			code: "es", dir: "ltr", nativeName: "Español", cldr: es.New(),
			thousands: ".", wholeFour: true, comma: ", ", and: " y ",
			dates: with(func(d *dateStyle) { d.ofMonth, d.ofYear = " de ", " de " }),
		},
	}
	for _, l := range six {
		l.load(locales.Files)
	}
	return six
}

// Number writes a whole number with the language's groups of thousands.
func (l *Locale) Number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "−"
	}
	if len(digits) == 4 && l.wholeFour {
		return sign + digits
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(l.thousands)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// List joins items as a sentence does: A, B and C.
func (l *Locale) List(items []string) string {
	var b strings.Builder
	for i, item := range items {
		b.WriteString(l.Between(items, i))
		b.WriteString(l.isolate(item))
	}
	return b.String()
}

// Between is the separator before item i of a list: a comma, or "and".
func (l *Locale) Between(items []string, i int) string {
	switch i {
	case 0:
		return ""
	case len(items) - 1:
		return l.andBefore(items[i])
	}
	return l.comma
}

// andBefore is the word "and" in the form that the next word requires: in
// Spanish, y becomes e before the sound of i.
func (l *Locale) andBefore(word string) string {
	if l.code != "es" {
		return l.and
	}
	word = strings.ToLower(word)
	hi := strings.HasPrefix(word, "hi") && !strings.HasPrefix(word, "hia") && !strings.HasPrefix(word, "hie")
	if hi || strings.HasPrefix(word, "i") || strings.HasPrefix(word, "í") {
		return " e "
	}
	return l.and
}

// JoinDots puts short facts on one line.
func JoinDots(words []string) string {
	out := ""
	for _, w := range words {
		if w == "" {
			continue
		}
		if out != "" {
			out += " · "
		}
		out += w
	}
	return out
}

// Year is a year without the groups that other numbers have.
func Year(y int) string { return strconv.Itoa(y) }
