// Package wire holds the shapes that programs read: JSON of the API, calendars,
// feeds, references for reference managers and descriptions for search engines.
package wire

import (
	"encoding/json"
	"strings"

	"consultations/models"
	"consultations/views/locale"
)

// EditionJSON is an edition as data: the frozen document with its imprint.
func EditionJSON(base string, e models.PublicEdition) ([]byte, error) {
	return json.MarshalIndent(struct {
		Address     string             `json:"address"`
		Number      int                `json:"number"`
		Kind        models.EditionKind `json:"edition_kind"`
		Reason      string             `json:"reason,omitempty"`
		PublishedAt string             `json:"published_at"`
		Fingerprint string             `json:"fingerprint_sha256"`
		Document    models.Document    `json:"document"`
	}{base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), e.Number, e.EditionKind, e.Reason, e.PublishedAt.UTC().Format("2006-01-02T15:04:05Z"), e.Fingerprint, e.Document}, "", "  ")
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
	field("institution", OrganisersLine(l, d))
	field("type", l.T("summary_kind."+string(d.Kind)))
	field("address", l.Text(d.IssuedPlace).Text)
	field("note", locale.JoinDots([]string{l.Text(d.Series).Text, Meeting(l, d), l.T("document.number", "number", e.Number)}))
	if d.StartsOn != "" {
		field("year", string(d.StartsOn[:4]))
	}
	b.WriteString("  url = {" + base + models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number) + "},\n}\n")
	return []byte(b.String())
}

// RIS is the same reference in the format of RIS.
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
	field("PB", OrganisersLine(l, d))
	field("CY", l.Text(d.IssuedPlace).Text)
	field("T3", l.Text(d.Series).Text)
	if d.StartsOn != "" {
		field("PY", string(d.StartsOn[:4]))
	}
	field("LA", d.Language)
	field("UR", base+models.EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number))
	b.WriteString("ER  - \r\n")
	return []byte(b.String())
}
