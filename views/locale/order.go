package locale

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"consultations/models"
)

// SortByName puts what people named, such as States, in the order in which the
// reader's language lists names. named gives a name and the text under which it
// is listed where it is shown as it was written, if that is not the name.
func SortByName[T any](l *Locale, all []T, named func(T) (name models.Text, under string)) []T {
	type keyed struct {
		key []byte
		of  T
	}
	c, rows := collate.New(language.Make(l.Code())), make([]keyed, len(all))
	var buffer collate.Buffer
	for i, x := range all {
		name, under := named(x)
		shown, in := name.Pick(l.Code())
		if under != "" && in == name.Original {
			shown = under
		}
		rows[i] = keyed{c.KeyFromString(&buffer, listedAs(l, shown)), x}
	}
	slices.SortStableFunc(rows, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	ordered := make([]T, len(rows))
	for i, r := range rows {
		ordered[i] = r.of
	}
	return ordered
}

// alef writes all forms of alef like the plain one.
var alef = strings.NewReplacer("آ", "ا", "أ", "ا", "إ", "ا")

// listedAs is what counts for the place of a name in a list. Arabic directories,
// those of the United Nations among them, ignore the article and the hamza of an
// alef; the rules of Unicode do not.
func listedAs(l *Locale, name string) string {
	if l.Code() != "ar" {
		return name
	}
	return alef.Replace(strings.TrimPrefix(name, "ال"))
}
