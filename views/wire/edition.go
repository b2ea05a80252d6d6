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
// such an edition has no fingerprint of a cleared text.
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
		PublishedAt string             `json:"published_at"`
		Fingerprint string             `json:"fingerprint_sha256,omitempty"`
		Earlier     any                `json:"earlier_publication"`
		Statement   string             `json:"statement,omitempty"`
		Document    models.Document    `json:"document"`
	}{base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), e.Number, e.EditionKind, e.Reason, e.PublishedAt.UTC().Format("2006-01-02T15:04:05Z"), fingerprint, earlierShape(d.EarlierPublication), EarlierStatement(inLanguageOf(english, d), d.EarlierPublication), d}, "", "  ")
}

// BibTeX is the reference of an edition for reference managers.
func BibTeX(l *locale.Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	clean := strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`)
	var b strings.Builder
	b.WriteString("@techreport{" + e.SeminarSlug + "-" + locale.Year(e.Number) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + clean.Replace(value) + "},\n")
		}
	}
	field("title", l.Text(d.Title).Text)
	field("institution", AuthorLine(l, d))
	field("type", l.T("summary_kind."+string(d.Kind)))
	field("address", l.Text(d.IssuedPlace).Text)
	field("note", locale.JoinDots([]string{EarlierStatement(l, d.EarlierPublication), l.Text(d.Series).Text, Meeting(l, d), l.T("document.number", "number", e.Number)}))
	field("year", citationYear(e))
	b.WriteString("  url = {" + base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number) + "},\n}\n")
	return []byte(b.String())
}

// RIS is the same reference in RIS format.
func RIS(l *locale.Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	var b strings.Builder
	field := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + strings.Join(strings.Fields(value), " ") + "\r\n")
		}
	}
	field("TY", "RPRT")
	field("TI", l.Text(d.Title).Text)
	field("PB", AuthorLine(l, d))
	field("CY", l.Text(d.IssuedPlace).Text)
	field("T3", l.Text(d.Series).Text)
	field("PY", citationYear(e))
	field("LA", d.Language)
	field("N1", EarlierStatement(l, d.EarlierPublication))
	field("UR", base+models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number))
	b.WriteString("ER  - \r\n")
	return []byte(b.String())
}
