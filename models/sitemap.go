package models

import "time"

// SitemapParts is the number of files that list the series and the seminars
// for search engines.
type SitemapParts struct{ Series, Seminars int }

// SitemapSeminar is a seminar with the pages that it has.
type SitemapSeminar struct {
	SeriesSlug, Slug string
	AgendaPublished  bool
	Published        bool // an edition
	UpdatedAt        time.Time
}
