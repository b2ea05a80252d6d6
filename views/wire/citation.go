package wire

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"consultations/models"
	"consultations/views/locale"
)

// Organisers are those who organised the seminar in one of these roles, as the
// document prints them.
func Organisers(l *locale.Locale, d models.Document, roles ...models.OrganiserRoleKind) []locale.Fragment {
	var all []locale.Fragment
	for _, o := range d.Organisers {
		if slices.Contains(roles, o.Role) {
			all = append(all, l.Text(o.ShownAs))
		}
	}
	return all
}

// Authors are the organisers as authors, each of whom is one, whatever its name
// contains. They have not written what is restated or reproduced here.
func Authors(l *locale.Locale, d models.Document) []string {
	names := []string{}
	if d.EarlierPublication == nil {
		for _, o := range Organisers(l, d, models.ClearingRoles...) {
			names = append(names, Visible(o.Text))
		}
	}
	return names
}

// CitedOn is the date under which an edition is cited, in every format. A
// restatement was written here. Everything else has the date of the document
// itself: when it was issued or, if nobody knows, the first day of its seminar.
func CitedOn(e models.PublicEdition) models.PartialDate {
	d := e.Document
	switch p := d.EarlierPublication; {
	case p != nil && p.Kind == models.Reproduced && p.IssuedOn != "":
		return p.IssuedOn
	case p != nil:
	case d.IssuedOn != "":
		return models.PartialDate(d.IssuedOn)
	case d.StartsOn != "":
		return models.PartialDate(d.StartsOn)
	}
	return models.PartialDate(OnlineOn(e))
}

// OnlineOn is the day on which an edition was published on this site.
func OnlineOn(e models.PublicEdition) models.Day { return models.DayOf(e.PublishedAt) }

// Visible is a text without marks of direction and other invisible characters,
// for programs that compare and sort. Joiners stay, because they change how
// words are written.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' {
			return -1
		}
		return r
	}, s)
}

// Texts are what a reader reads of a document: title, introduction and points.
func Texts(l *locale.Locale, d models.Document) []locale.Fragment {
	all := []locale.Fragment{l.Text(d.Title), l.Text(d.Intro)}
	for _, pt := range d.Points {
		all = append(all, l.Text(pt.Body))
	}
	return all
}

// paragraphNumber is a paragraph of the original as it is often written, P2.
var paragraphNumber = regexp.MustCompile(`^[Pp]\.? ?(\d+)$`)

// ParagraphOfOriginal is the paragraph of the original document to which a point
// belongs; empty if it has none.
func ParagraphOfOriginal(l *locale.Locale, pt models.DocumentPoint) string {
	if pt.Paragraph == "" {
		return ""
	}
	return l.T("document.paragraph_short", "number", paragraphNumber.ReplaceAllString(pt.Paragraph, "$1"))
}

// IssuedLine says where and when the document was issued.
func IssuedLine(l *locale.Locale, d models.Document) string {
	place := l.Text(d.IssuedPlace).Text
	switch {
	case place == "" && d.IssuedOn == "":
		return ""
	case d.IssuedOn == "":
		return l.T("document.issued_place", "place", place)
	case place == "":
		return l.T("document.issued_on", "day", l.Day(d.IssuedOn))
	}
	return l.T("document.issued", "place", place, "day", l.Day(d.IssuedOn))
}

// AuthorLine names the authors in a sentence.
func AuthorLine(l *locale.Locale, d models.Document) string { return l.List(Authors(l, d)) }

// StatusLine says how firm a document of this kind is, or from what it is
// restated or reproduced.
func StatusLine(l *locale.Locale, d models.Document) string {
	if d.EarlierPublication != nil {
		return EarlierStatement(l, d.EarlierPublication)
	}
	return l.T("document_status." + string(d.Kind))
}

// Meeting says which meeting the document is about.
func Meeting(l *locale.Locale, d models.Document) string {
	return locale.JoinDots([]string{l.Text(d.Seminar).Text, l.Text(d.Place).Text, l.Days(d.StartsOn, d.EndsOn)})
}

// Imprint says which edition this is and when it was published: on this site,
// if the text had been issued elsewhere before.
func Imprint(l *locale.Locale, e models.PublicEdition) string {
	words, day := EditionWord(l, e.EditionKind, e.EarlierPublication), l.Day(models.DayOf(e.PublishedAt))
	if e.EarlierPublication != nil {
		return l.T("document.edition_here", "number", e.Number, "kind", words, "day", day)
	}
	return l.T("document.edition", "number", e.Number, "kind", words, "day", day)
}

// EditionWord is the word for the kind of an edition. The first edition of a
// restatement is not an original.
func EditionWord(l *locale.Locale, kind models.EditionKind, earlier *models.EarlierPublication) string {
	if kind == "original" && earlier != nil {
		return EarlierTag(l, earlier)
	}
	return l.T("edition_kind." + string(kind))
}

// NewerEdition is the address of the edition that replaces this one; empty if
// none does.
func NewerEdition(base string, e models.PublicEdition) string {
	if e.Latest <= e.Number {
		return ""
	}
	return base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Latest)
}

// reasonLine says why there is a further edition; empty for an original.
func reasonLine(l *locale.Locale, e models.PublicEdition) string {
	if e.Reason == "" {
		return ""
	}
	return EditionWord(l, e.EditionKind, e.EarlierPublication) + l.Colon() + e.Reason
}

// newerLine says that a newer edition replaces this one, and where it is.
func newerLine(l *locale.Locale, base string, e models.PublicEdition) string {
	if address := NewerEdition(base, e); address != "" {
		return l.T("document.superseded") + l.Colon() + address
	}
	return ""
}

// PointGroup is the points of one kind, under one heading.
type PointGroup struct {
	Kind   models.PointKind
	Points []models.DocumentPoint
}

// PointGroups divides the points by kind and keeps their order.
func PointGroups(d models.Document) []PointGroup {
	var groups []PointGroup
	for _, kind := range models.PointKinds {
		g := PointGroup{Kind: kind}
		for _, p := range d.Points {
			if p.Kind == kind {
				g.Points = append(g.Points, p)
			}
		}
		if g.Points != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

// Citation is how the edition is cited, in the language of the document.
func Citation(l *locale.Locale, e models.PublicEdition, address string) string {
	in := inLanguageOf(l, e.Document)
	return cited(in, e, in.Text(e.Document.Title).Text, address)
}

// PointCitation is how one point of the edition is cited.
func PointCitation(l *locale.Locale, e models.PublicEdition, address, code string) string {
	in := inLanguageOf(l, e.Document)
	return cited(in, e, in.T("document.citation_point", "title", in.Text(e.Document.Title).Text, "number", code), address+"#"+code)
}

func cited(in *locale.Locale, e models.PublicEdition, title, address string) string {
	d := e.Document
	if d.EarlierPublication != nil {
		return withoutGaps(in.T("document.citation_earlier", "title", title, "series", in.Text(d.Series).Text, "place", in.Text(d.Place).Text,
			"days", in.Days(d.StartsOn, d.EndsOn), "statement", EarlierStatement(in, d.EarlierPublication), "number", e.Number, "address", address))
	}
	return withoutGaps(in.T("document.citation", "by", AuthorLine(in, d), "title", title, "series", in.Text(d.Series).Text,
		"place", in.Text(d.Place).Text, "days", in.Days(d.StartsOn, d.EndsOn), "number", e.Number, "address", address))
}

var (
	gapAtStart = regexp.MustCompile(`^(?:[,،，：] ?)+`)
	gap        = regexp.MustCompile(`([,،，]) ?(?:[,،，] ?)+`)
)

// withoutGaps removes the commas around what a document does not have.
func withoutGaps(citation string) string {
	return gap.ReplaceAllString(gapAtStart.ReplaceAllString(citation, ""), "$1 ")
}
