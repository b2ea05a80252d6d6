package models

import (
	"database/sql/driver"
	"slices"
	"strings"
	"time"
)

// SitemapParts is the number of files that list the series and the seminars
// for search engines.
type SitemapParts struct{ Series, Seminars int }

// SitemapTexts are the texts of a seminar with an edition that is not withdrawn,
// by their kinds; an empty kind is the text that was published first.
type SitemapTexts []SummaryKind

// Scan reads a list of kinds with commas between them; null is none.
func (t *SitemapTexts) Scan(src any) error {
	if *t = nil; src == nil {
		return nil
	}
	kinds, err := jsonBytes(src)
	for kind := range strings.SplitSeq(string(kinds), ",") {
		*t = append(*t, SummaryKind(kind))
	}
	slices.Sort(*t)
	return err
}

// Value makes the texts a column; they are never written.
func (SitemapTexts) Value() (driver.Value, error) { return "", nil }

// SitemapSeminar is a seminar with the pages that it has.
type SitemapSeminar struct {
	SeriesSlug, Slug string
	AgendaPublished  bool
	Texts            SitemapTexts // that are published
	UpdatedAt        time.Time
}
