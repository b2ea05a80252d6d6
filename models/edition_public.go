package models

import (
	"database/sql/driver"
	"strings"
	"time"
)

// EditionRow is a published edition in a list: on the home page, in feeds and
// in sitemaps.
type EditionRow struct {
	ID           string
	SeriesSlug   string
	SeriesTitle  Text
	SeminarSlug  string
	SeminarTitle Text
	SeminarLabel Text
	Place        Text
	Kind         SummaryKind // of the summary
	First        bool        // an edition of the first text that the seminar published
	Number       int
	EditionKind  EditionKind
	Reason       string
	Title        Text
	Intro        Text
	Language     string
	PublishedAt  time.Time
	WithdrawnAt  *time.Time
	WithdrawnWhy string

	EarlierPublication *EarlierPublication // null unless the edition restates or reproduces one
	Points             PointCounts         // of the newest edition of a summary; not read everywhere
}

// TextPath is the address of the text in its newest edition.
func (e EditionRow) TextPath() string {
	if e.First {
		return TextPath(e.SeriesSlug, e.SeminarSlug, "")
	}
	return TextPath(e.SeriesSlug, e.SeminarSlug, e.Kind)
}

// Shown is the edition as anybody may read it: of a withdrawn one, what it was
// called and why it is gone, and nothing of its text.
func (e EditionRow) Shown() EditionRow {
	if e.WithdrawnAt != nil {
		e.Intro = Text{}
	}
	return e
}

// ChangedAt is when an edition was withdrawn or, if it was not, published.
func (e EditionRow) ChangedAt() time.Time {
	if e.WithdrawnAt != nil {
		return *e.WithdrawnAt
	}
	return e.PublishedAt
}

// PointCounts are the points of an edition, counted by kind.
type PointCounts map[PointKind]int

// Scan counts a list of kinds with commas between them.
func (c *PointCounts) Scan(src any) error {
	kinds, err := jsonBytes(src)
	*c = PointCounts{}
	for kind := range strings.SplitSeq(string(kinds), ",") {
		if kind != "" {
			(*c)[PointKind(kind)]++
		}
	}
	return err
}

// Value makes the counts a column; they are never written.
func (c PointCounts) Value() (driver.Value, error) { return "", nil }

// Total is the number of all points.
func (c PointCounts) Total() int {
	total := 0
	for _, n := range c {
		total += n
	}
	return total
}

// PublicEdition is an edition as its page shows it.
type PublicEdition struct {
	EditionRow
	Document    Document
	Fingerprint string
	Latest      int           // number of the newest edition that is not withdrawn; 0 when there is none
	Others      []EditionLine `gorm:"-"` // all editions of the summary, newest first
}

// Shown is the edition as anybody may read it: of a withdrawn one, what it was
// called and why it is gone, and nothing of its text.
func (e PublicEdition) Shown() PublicEdition {
	if e.WithdrawnAt == nil {
		return e
	}
	e.EditionRow, e.Fingerprint = e.EditionRow.Shown(), ""
	e.Document.Intro, e.Document.Points, e.Document.Reference, e.Document.ReferenceURL = Text{}, nil, Text{}, ""
	return e
}
