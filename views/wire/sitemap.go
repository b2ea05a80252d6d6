package wire

import (
	"encoding/xml"
	"fmt"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// sitemapPage is one address in a sitemap, in the format of sitemaps.org.
type sitemapPage struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

// SitemapIndex lists the parts of the sitemap.
func SitemapIndex(base string, parts models.SitemapParts) ([]byte, error) {
	var index struct {
		XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Parts   []sitemapPage `xml:"sitemap"`
	}
	for n := range max(parts.Series, 1) { // the first has the home page too
		index.Parts = append(index.Parts, sitemapPage{Loc: fmt.Sprintf("%s/sitemap/series-%d.xml", base, n+1)})
	}
	for n := range parts.Seminars {
		index.Parts = append(index.Parts, sitemapPage{Loc: fmt.Sprintf("%s/sitemap/seminars-%d.xml", base, n+1)})
	}
	return encodeXML(index)
}

// sitemap is a set of pages, each in every language: a page names the address
// in the reader's language as its own.
type sitemap struct {
	XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Pages   []sitemapPage `xml:"url"`
}

func (s *sitemap) add(address, updated string) {
	for _, l := range locale.All() {
		s.Pages = append(s.Pages, sitemapPage{address + "?lang=" + l.Code(), updated})
	}
}

// SitemapSeries lists the pages of series; the first part also has the home
// page.
func SitemapSeries(base string, first bool, series []models.PublicSeries) ([]byte, error) {
	var set sitemap
	if first {
		set.add(base+"/", "")
	}
	for _, s := range series {
		set.add(base+models.SeriesPath(s.Slug), s.UpdatedAt.UTC().Format(time.DateOnly))
	}
	return encodeXML(set)
}

// SitemapSeminars lists the pages of seminars.
func SitemapSeminars(base string, seminars []models.SitemapSeminar) ([]byte, error) {
	var set sitemap
	for _, m := range seminars {
		page, updated := base+models.SeminarPath(m.SeriesSlug, m.Slug), m.UpdatedAt.UTC().Format(time.DateOnly)
		set.add(page, updated)
		if m.AgendaPublished {
			set.add(page+"/agenda", updated)
		}
		for _, kind := range m.Texts {
			set.add(base+models.TextPath(m.SeriesSlug, m.Slug, kind), updated)
		}
	}
	return encodeXML(set)
}
