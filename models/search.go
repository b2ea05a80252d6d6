package models

// Found is one result of a search: what it is, where it stands, and the text
// around it in the language in which it was written or translated.
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
