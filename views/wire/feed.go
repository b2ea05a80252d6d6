package wire

import (
	"encoding/xml"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// atomFeed is a feed according to RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomPerson  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     atomText   `xml:"title"`
	Published string     `xml:"published"`
	Updated   string     `xml:"updated"`
	Links     []atomLink `xml:"link"`
	Summary   *atomText  `xml:"summary"`
}

type atomText struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Body string `xml:",chardata"`
}

// Feed lists what was published and what was withdrawn, newest first, for feed
// readers. The entry of a withdrawn edition stays, with the reason and without
// its text, and the time of the feed is that of the newest change. The ids of
// the feed and of its entries never change, so that nobody is shown an entry
// twice; addresses do.
func Feed(l *locale.Locale, base, id string, editions []models.EditionRow) ([]byte, error) {
	feed := atomFeed{
		Lang: l.Code(), ID: id, Title: l.T("site.name"), Author: atomPerson{l.T("site.name")},
		Links: []atomLink{{Rel: "self", Href: base + "/feed.atom", Type: "application/atom+xml"}, {Href: base + "/"}},
	}
	updated := time.Date(2007, 3, 27, 0, 0, 0, 0, time.UTC) // before the first publication
	for _, e := range editions {
		urn, err := models.URN(e.ID)
		if err != nil {
			return nil, err
		}
		title := l.Text(e.Title)
		entry := atomEntry{
			ID: urn, Title: atomText{title.Lang, title.Text},
			Published: e.PublishedAt.UTC().Format(time.RFC3339), Updated: e.ChangedAt().UTC().Format(time.RFC3339),
			Links: []atomLink{{Rel: "alternate", Href: base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), Type: "text/html"}},
		}
		switch intro := l.Text(e.Intro); {
		case e.WithdrawnAt != nil:
			entry.Title = atomText{Body: l.T("document.withdrawn_tag") + l.Colon() + title.Text}
			entry.Summary = &atomText{Body: e.WithdrawnWhy}
		case e.Reason != "":
			entry.Summary = &atomText{Body: l.T("edition_kind."+string(e.EditionKind)) + l.Colon() + e.Reason}
		case intro.Text != "":
			entry.Summary = &atomText{intro.Lang, intro.Text}
		}
		if statement := EarlierStatement(l, e.EarlierPublication); statement != "" && e.WithdrawnAt == nil {
			said := []string{statement}
			if entry.Summary != nil {
				said = append(said, entry.Summary.Body)
			}
			entry.Summary = &atomText{Body: locale.JoinDots(said)}
		}
		if e.ChangedAt().After(updated) {
			updated = e.ChangedAt()
		}
		feed.Entries = append(feed.Entries, entry)
	}
	feed.Updated = updated.UTC().Format(time.RFC3339)
	return encodeXML(feed)
}

func encodeXML(v any) ([]byte, error) {
	b, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(b, '\n')...), nil
}
