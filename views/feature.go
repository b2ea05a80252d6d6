package views

import (
	"slices"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// feature is one publication in front of the others: what it is, how it came
// about, and how many points of each kind it has.
type feature struct {
	L      *locale.Locale
	Kicker []locale.Fragment
	Title  locale.Fragment
	Href   string
	Author string
	Line   []locale.Fragment
	Status string // how firm the text is
	Lead   bool   // the page's main thing to do is to read it
	Files  []parts.Download
	Counts []parts.CountLink
}

// countLinks are the points of a summary by kind, each with the way to them.
func countLinks(l *locale.Locale, counts models.PointCounts, summary string) []parts.CountLink {
	var links []parts.CountLink
	for _, kind := range models.PointKinds {
		if n := counts[kind]; n > 0 {
			links = append(links, parts.CountLink{Count: n, Label: l.N("count."+string(kind), n), Href: summary + "#" + partID(kind)})
		}
	}
	return links
}

// countsOf counts the points of a document.
func countsOf(d models.Document) models.PointCounts {
	counts := models.PointCounts{}
	for _, p := range d.Points {
		counts[p.Kind]++
	}
	return counts
}

// kindOf is what was published: the kind of the text and, of a further edition,
// that of the edition.
func kindOf(l *locale.Locale, kind models.SummaryKind, edition models.EditionKind) []locale.Fragment {
	words := []locale.Fragment{locale.Plain(l, l.T("summary_kind."+string(kind)))}
	if slices.Contains(models.EditionKinds[1:], edition) {
		words = append(words, locale.Plain(l, l.T("edition_kind."+string(edition))))
	}
	return words
}

// featureOf is an edition in front of the others of a series.
func featureOf(l *locale.Locale, e models.EditionRow, counts models.PointCounts) feature {
	summary := e.TextPath()
	return feature{
		L: l, Kicker: append([]locale.Fragment{l.Text(e.Place)}, kindOf(l, e.Kind, e.EditionKind)...), Title: l.Text(e.Title), Href: summary,
		Line: []locale.Fragment{
			locale.Plain(l, l.T("document.number", "number", e.Number)),
			locale.Plain(l, l.Day(models.DayOf(e.PublishedAt))),
			locale.Plain(l, l.LanguageName(e.Language)),
		},
		Status: wire.EarlierStatement(l, e.EarlierPublication), Counts: countLinks(l, counts, summary),
	}
}

// publishedOn says when an edition was published: on this site, if the text had
// been issued elsewhere before.
func publishedOn(l *locale.Locale, day models.Day, earlier *models.EarlierPublication) string {
	if earlier != nil {
		return l.T("public.published_here_on", "day", l.Day(day))
	}
	return l.T("public.published_on", "day", l.Day(day))
}

// newestOf keeps the newest edition of each summary; the editions come newest
// first.
func newestOf(editions []models.EditionRow) []models.EditionRow {
	type summary struct {
		Seminar string
		Kind    models.SummaryKind
	}
	var newest []models.EditionRow
	seen := map[summary]bool{}
	for _, e := range editions {
		s := summary{e.SeriesSlug + "/" + e.SeminarSlug, e.Kind}
		if !seen[s] {
			seen[s] = true
			newest = append(newest, e)
		}
	}
	return newest
}
