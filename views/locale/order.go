package locale

import (
	"bytes"
	"slices"

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
		rows[i] = keyed{c.KeyFromString(&buffer, shown), x}
	}
	slices.SortStableFunc(rows, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	ordered := make([]T, len(rows))
	for i, r := range rows {
		ordered[i] = r.of
	}
	return ordered
}
