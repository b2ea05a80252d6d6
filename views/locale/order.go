package locale

import (
	"bytes"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"consultations/models"
)

// SortByName puts what people named, such as States, in the order in which the
// reader's language lists names. A list that was written in the reader's
// language stays as it is: its order is what its authors chose.
func SortByName[T any](l *Locale, all []T, name func(T) models.Text) []T {
	if !slices.ContainsFunc(all, func(x T) bool { return name(x).Original != l.Code() }) {
		return all
	}
	type keyed struct {
		key []byte
		of  T
	}
	c, rows := collate.New(language.Make(l.Code())), make([]keyed, len(all))
	var buffer collate.Buffer
	for i, x := range all {
		shown, _ := name(x).Pick(l.Code())
		rows[i] = keyed{c.KeyFromString(&buffer, shown), x}
	}
	slices.SortStableFunc(rows, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	ordered := make([]T, len(rows))
	for i, r := range rows {
		ordered[i] = r.of
	}
	return ordered
}
