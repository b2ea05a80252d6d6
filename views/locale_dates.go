package views

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/zh"

	"consultations/models"
)

// loadLocales makes the six languages. Digits are Latin in all of them, also
// in Arabic, so that dates, symbols of documents and codes read alike
// everywhere; the separators are those that CLDR gives for Latin digits.
func loadLocales() []*Locale {
	six := []*Locale{
		{code: "ar", dir: "rtl", ownName: "العربية", cldr: ar.New(), group: ",", join: [2]string{" و", " و"}},
		{code: "zh", dir: "ltr", ownName: "中文", cldr: zh.New(), group: ",", join: [2]string{"、", "和"}},
		{code: "en", dir: "ltr", ownName: "English", cldr: en_GB.New(), group: ",", join: [2]string{", ", " and "}},
		{code: "fr", dir: "ltr", ownName: "Français", cldr: fr.New(), group: "\u202f", join: [2]string{", ", " et "}},
		{code: "ru", dir: "ltr", ownName: "Русский", cldr: ru.New(), group: "\u00a0", join: [2]string{", ", " и "}},
		{code: "es", dir: "ltr", ownName: "Español", cldr: es.New(), group: ".", grouped: 10_000, join: [2]string{", ", " y "}},
	}
	for _, l := range six {
		l.load()
	}
	return six
}

// Number writes a whole number with the language's groups of thousands.
func (l *Locale) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	if len(s) <= 3 || (len(s) == 4 && l.grouped > 1000) {
		return sign + s
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, digit := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// Day writes a date with the name of the month, 26 March 2007; a day that is
// not known is the empty string.
func (l *Locale) Day(d models.Day) string { return "" }

// Days writes the dates from first to last as one span, 26–27 March 2007.
func (l *Locale) Days(from, to models.Day) string { return "" }

// Weekday writes a date with the day of the week, Monday, 26 March 2007.
func (l *Locale) Weekday(d models.Day) string { return "" }

// Clock writes the hour and minute, 09:00, by the 24-hour clock.
func (l *Locale) Clock(w models.WallTime) string { return w.Clock() }

// Moment writes an instant on the clock of a zone.
func (l *Locale) Moment(t time.Time, zone string) string { return fmt.Sprint(t) }

// List joins items as a sentence does: A, B and C.
func (l *Locale) List(items []string) string { return strings.Join(items, l.join[0]) }
