// Package wire holds the shapes that programs read: JSON of the API, calendars,
// feeds, references for reference managers and descriptions for search engines.
package wire

import (
	"encoding/json"
	"strings"

	"consultations/models"
	"consultations/views/locale"
)

// EditionJSON is an edition as data: the frozen document with its imprint. The
// statement of an earlier publication stands in the language of the document;
// such an edition has no fingerprint of a cleared text. An edition that was
// replaced gives the address of the newest one.
func EditionJSON(base string, e models.PublicEdition) ([]byte, error) {
	d, fingerprint := e.Document, e.Fingerprint
	english, _ := locale.For("en")
	if d.EarlierPublication != nil {
		fingerprint = ""
	}
	return json.MarshalIndent(struct {
		Address     string             `json:"address"`
		Number      int                `json:"number"`
		Kind        models.EditionKind `json:"edition_kind"`
		Reason      string             `json:"reason,omitempty"`
		Newer       string             `json:"newer_edition,omitempty"`
		PublishedAt string             `json:"published_at"`
		Fingerprint string             `json:"fingerprint_sha256,omitempty"`
		Earlier     any                `json:"earlier_publication"`
		Statement   string             `json:"statement,omitempty"`
		Document    models.Document    `json:"document"`
	}{base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), e.Number, e.EditionKind, e.Reason, NewerEdition(base, e), e.PublishedAt.UTC().Format("2006-01-02T15:04:05Z"), fingerprint, earlierShape(d.EarlierPublication), EarlierStatement(inLanguageOf(english, d), d.EarlierPublication), d}, "", "  ")
}

// bibtex writes what BibTeX and LaTeX would read as instructions.
var bibtex = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "<", `\textless{}`, ">", `\textgreater{}`, "|", `\textbar{}`)

// BibTeX is the reference of an edition for reference managers.
func BibTeX(l *locale.Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	var b strings.Builder
	b.WriteString("@techreport{" + e.SeminarSlug + "-" + locale.Year(e.Number) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + bibtex.Replace(Visible(value)) + "},\n")
		}
	}
	if names := Authors(l, d); len(names) > 0 { // in braces, or "and" in a name would separate two people
		for i, name := range names {
			names[i] = "{" + bibtex.Replace(Visible(name)) + "}"
		}
		b.WriteString("  author = {" + strings.Join(names, " and ") + "},\n")
	}
	field("title", l.Text(d.Title).Text)
	field("institution", AuthorLine(l, d))
	field("type", l.T("summary_kind."+string(d.Kind)))
	field("address", l.Text(d.IssuedPlace).Text)
	field("note", locale.JoinDots([]string{EarlierStatement(l, d.EarlierPublication), l.Text(d.Series).Text, Meeting(l, d), Imprint(l, e), reasonLine(l, e), newerLine(l, base, e)}))
	field("year", CitedOn(e).Year())
	b.WriteString("  url = {" + base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number) + "},\n}\n")
	return []byte(b.String())
}

// RIS is the same reference in RIS format.
func RIS(l *locale.Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	var b strings.Builder
	field := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + strings.Join(strings.Fields(Visible(value)), " ") + "\r\n")
		}
	}
	field("TY", "RPRT")
	field("TI", l.Text(d.Title).Text)
	for _, name := range Authors(l, d) {
		field("AU", name)
	}
	field("PB", AuthorLine(l, d))
	field("CY", l.Text(d.IssuedPlace).Text)
	field("T3", l.Text(d.Series).Text)
	field("PY", CitedOn(e).Year())
	field("DA", slashed(CitedOn(e))+strings.Repeat("/", 3-strings.Count(slashed(CitedOn(e)), "/")))
	field("ET", locale.Year(e.Number))
	field("LA", d.Language)
	field("N1", EarlierStatement(l, d.EarlierPublication))
	field("N1", Imprint(l, e))
	field("N1", reasonLine(l, e))
	field("N1", newerLine(l, base, e))
	field("UR", base+models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number))
	b.WriteString("ER  - \r\n")
	return []byte(b.String())
}

// slashed is a date as reference managers read it: 2007/03/26, 2007/03 or 2007.
func slashed(d models.PartialDate) string { return strings.ReplaceAll(string(d), "-", "/") }

// CitationDates are the dates of an edition for the head of its page: under
// which it is cited, and since when it is online.
func CitationDates(e models.PublicEdition) (cited, online string) {
	return slashed(CitedOn(e)), slashed(models.PartialDate(OnlineOn(e)))
}
