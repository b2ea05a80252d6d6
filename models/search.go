package models

// Found is one search result: what it is, its address, and the text around
// the match in the language in which it was written or translated.
type Found struct {
	Kind  FoundKind
	Path  string // address on this site, without the origin
	Title Text
	Body  Text
}

// FoundKind says what was found.
type FoundKind string

// What can be found: only what the public may read is ever indexed.
const (
	FoundSeries  FoundKind = "series"
	FoundSeminar FoundKind = "seminar"
	FoundEdition FoundKind = "edition"
	FoundPoint   FoundKind = "point"
)

// Values lists them.
func (FoundKind) Values() []FoundKind {
	return []FoundKind{FoundSeries, FoundSeminar, FoundEdition, FoundPoint}
}
