package views

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"consultations/models"
)

// EditionShow is a published summary as the public reads it.
type EditionShow struct {
	Frame
	Edition models.PublicEdition
	PDF     bool // the program was built with the typesetter
}

// Render writes the page.
func (p EditionShow) Render(ctx context.Context, w io.Writer) error {
	return editionShow(p).Render(ctx, w)
}

func (p EditionShow) doc() models.Document { return p.Edition.Document }

// address is the lasting address of this very edition.
func (p EditionShow) address() string {
	return p.BaseURL + EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, p.Edition.Number)
}

func (p EditionShow) path(rest string) string {
	return EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, p.Edition.Number) + rest
}

// head is the title page. Place and date of issue are those of the document,
// which need not be those of the meeting.
func (p EditionShow) head() DocumentHead {
	d := p.doc()
	return DocumentHead{
		L: p.L, Series: p.L.Say(d.Series), Kind: p.L.T("summary_kind." + string(d.Kind)), Title: p.L.Say(d.Title),
		Author: authorLine(p.L, d), Issued: issuedLine(p.L, d), Status: statusLine(p.L, d),
	}
}

// organisersLine names the organisers as the document prints them.
func organisersLine(l *Locale, d models.Document) string {
	var names []string
	for _, o := range d.Organisers {
		if o.Role == "host" || o.Role == "co_host" || o.Role == "co_organiser" {
			names = append(names, l.Say(o.ShownAs).Text)
		}
	}
	return l.List(names)
}

// authorLine names the organisers as authors. They have not written what is
// restated or reproduced here.
func authorLine(l *Locale, d models.Document) string {
	if d.EarlierPublication != nil {
		return ""
	}
	return organisersLine(l, d)
}

func issuedLine(l *Locale, d models.Document) string {
	place := l.Say(d.IssuedPlace).Text
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

// statusLine says how firm a document of this kind is, or from what it is
// restated or reproduced.
func statusLine(l *Locale, d models.Document) string {
	if d.EarlierPublication != nil {
		return earlierStatement(l, d.EarlierPublication)
	}
	return l.T("document_status." + string(d.Kind))
}

// meeting says which meeting the document is about.
func meeting(l *Locale, d models.Document) string {
	return join([]string{l.Say(d.Seminar).Text, l.Say(d.Place).Text, l.Days(d.StartsOn, d.EndsOn)})
}

// line says which edition this is and when it was published here.
func (p EditionShow) line() string {
	return imprint(p.L, p.Edition)
}

func imprint(l *Locale, e models.PublicEdition) string {
	return l.T("document.edition", "number", e.Number, "kind", editionWord(l, e.EditionKind, e.EarlierPublication), "day", l.Day(dayOf(e.PublishedAt)))
}

// editionWord is the word for the kind of an edition. The first edition of a
// restatement is not an original.
func editionWord(l *Locale, kind models.EditionKind, earlier *models.EarlierPublication) string {
	if kind == "original" && earlier != nil {
		return earlierTag(l, earlier)
	}
	return l.T("edition_kind." + string(kind))
}

// group is the points of one kind, under one heading.
type group struct {
	Kind   models.PointKind
	Points []models.DocumentPoint
}

// grouped divides the points by kind and keeps their order.
func grouped(d models.Document) []group {
	var groups []group
	for _, kind := range models.PointKinds {
		g := group{Kind: kind}
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

// paragraph is a point on the page: its text, and beside it the theme, whose
// view it is and how firmly it is put.
func (p EditionShow) paragraph(pt models.DocumentPoint) Paragraph {
	notes := []Note{
		{Label: p.L.T("document.voice"), Value: Plain(p.L, p.L.T("voice."+string(pt.Voice)))},
		{Label: p.L.T("document.strength"), Value: Plain(p.L, p.L.T("strength."+string(pt.Strength)))},
	}
	for _, t := range pt.Themes {
		notes = append([]Note{{Label: p.L.T("document.theme"), Value: p.L.Say(t)}}, notes...)
	}
	for _, a := range pt.Addressees {
		label := "document.addressee"
		if a.Basis == models.Inferred {
			label = "document.addressee_inferred"
		}
		notes = append(notes, Note{Label: p.L.T(label), Value: Fragment{Text: a.Name, Lang: p.doc().Language, Dir: direction(p.doc().Language)}})
	}
	if pt.Paragraph != "" {
		notes = append(notes, Note{Label: p.L.T("document.paragraph"), Value: Plain(p.L, pt.Paragraph)})
	}
	return Paragraph{L: p.L, Number: pt.Code, Anchor: pt.Code, Text: p.L.Say(pt.Body), Notes: notes}
}

// untranslated is whether points are shown in the original language.
func (p EditionShow) untranslated() Fragment {
	for _, pt := range p.doc().Points {
		if f := p.L.Say(pt.Body); f.Missing {
			return f
		}
	}
	return p.L.Say(p.doc().Title)
}

// citation is how the edition is cited, in the language of the document.
func citation(l *Locale, e models.PublicEdition, address string) string {
	d := e.Document
	in := inLanguageOf(l, d)
	if d.EarlierPublication != nil {
		return in.T("document.citation_earlier", "title", in.Say(d.Title).Text, "series", in.Say(d.Series).Text, "place", in.Say(d.Place).Text,
			"days", in.Days(d.StartsOn, d.EndsOn), "statement", earlierStatement(in, d.EarlierPublication), "number", e.Number, "address", address)
	}
	year := ""
	if d.IssuedOn != "" {
		year = string(d.IssuedOn[:4])
	} else if d.StartsOn != "" {
		year = string(d.StartsOn[:4])
	}
	return in.T("document.citation", "by", organisersLine(in, d), "title", in.Say(d.Title).Text, "series", in.Say(d.Series).Text,
		"place", in.Say(d.Place).Text, "days", in.Days(d.StartsOn, d.EndsOn), "year", year, "number", e.Number, "address", address)
}

func (p EditionShow) cite() CiteProps {
	return CiteProps{
		L: p.L, Text: citation(p.L, p.Edition, p.address()), Lang: p.doc().Language, Address: p.address(),
		Formats: []NavLink{{Href: p.latest(".bib"), Label: "BibTeX"}, {Href: p.latest(".ris"), Label: "RIS"}},
	}
}

// latest is the address of the summary in another shape.
func (p EditionShow) latest(suffix string) string {
	return SeminarPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug) + "/summary" + suffix
}

func (p EditionShow) downloads() []Download {
	files := []Download{{Label: "JSON", Href: p.path(".json"), Type: "application/json"}}
	if p.PDF {
		files = append([]Download{{Label: "PDF", Href: p.path(".pdf") + "?lang=" + p.L.Code(), Type: "application/pdf"}}, files...)
	}
	return files
}

// history lists the other editions.
func (p EditionShow) history() []EntryProps {
	var lines []EntryProps
	for _, e := range p.Edition.Others {
		line := EntryProps{
			Margin: p.L.Day(dayOf(e.PublishedAt)),
			Title:  Plain(p.L, p.L.T("document.number", "number", e.Number)+" · "+editionWord(p.L, e.EditionKind, p.doc().EarlierPublication)),
			Meta:   e.Reason,
		}
		if e.Number != p.Edition.Number {
			line.Href = EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, e.Number)
		} else {
			line.Status, line.Tone = p.L.T("document.this_one"), Active
		}
		if e.WithdrawnAt != nil {
			line.Status, line.Tone = p.L.T("document.withdrawn_tag"), Bad
		}
		lines = append(lines, line)
	}
	return lines
}

// editionEntry is an edition as a line on the first page.
func editionEntry(l *Locale, e models.EditionRow) EntryProps {
	entry := EntryProps{
		Margin: l.Day(dayOf(e.PublishedAt)), Title: l.Say(e.Title),
		Href: SeminarPath(e.SeriesSlug, e.SeminarSlug) + "/summary",
		Meta: join([]string{l.Say(e.SeriesTitle).Text, l.T("summary_kind." + string(e.Kind)), l.T("document.number", "number", e.Number), earlierTag(l, e.EarlierPublication)}),
	}
	if e.EditionKind != "original" {
		entry.Status, entry.Tone = l.T("edition_kind."+string(e.EditionKind)), Caution
	}
	return entry
}

// WithMeta adds what reference managers and search engines read.
func (p EditionShow) WithMeta() EditionShow {
	d := p.doc()
	title := p.L.Say(d.Title).Text
	p.Meta = append(p.Meta,
		Meta{Name: "citation_title", Content: title},
		Meta{Name: "citation_language", Content: d.Language},
		Meta{Name: "citation_publication_date", Content: p.Edition.PublishedAt.UTC().Format("2006/01/02")},
		Meta{Name: "DCTERMS.identifier", Content: p.address()},
		Meta{Name: "DCTERMS.title", Content: title},
		Meta{Name: "DCTERMS.isPartOf", Content: p.L.Say(d.Series).Text},
	)
	if by := authorLine(p.L, d); by != "" {
		p.Meta = append(p.Meta, Meta{Name: "citation_technical_report_institution", Content: by})
	}
	if p.PDF {
		p.Meta = append(p.Meta, Meta{Name: "citation_pdf_url", Content: p.address() + ".pdf"})
	}
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "Report", "name": title, "url": p.address(), "inLanguage": d.Language,
		"datePublished": p.Edition.PublishedAt.UTC().Format("2006-01-02"), "version": p.Edition.Number,
		"isPartOf": map[string]any{"@type": "CreativeWorkSeries", "name": p.L.Say(d.Series).Text},
	}
	if earlier := d.EarlierPublication; earlier != nil {
		p.Description = earlierStatement(p.L, earlier)
		p.Meta = append(p.Meta, Meta{Name: "DCTERMS.source", Content: earlierSource(p.L, *earlier)}, Meta{Name: "DCTERMS.description", Content: p.Description})
		ld["description"], ld["isBasedOn"] = p.Description, earlierLD(p.L, *earlier)
	}
	p.JSONLD = ld
	return p
}

// EditionJSON is an edition as data: the frozen document with its imprint. The
// statement of an earlier publication stands in the language of the document;
// such an edition has no fingerprint of a cleared text.
func EditionJSON(base string, e models.PublicEdition) ([]byte, error) {
	d, fingerprint := e.Document, e.Fingerprint
	english, _ := LocaleFor("en")
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
	}{base + EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number), e.Number, e.EditionKind, e.Reason, e.PublishedAt.UTC().Format("2006-01-02T15:04:05Z"), fingerprint, earlierShape(d.EarlierPublication), earlierStatement(inLanguageOf(english, d), d.EarlierPublication), d}, "", "  ")
}

// BibTeX is the reference of an edition for reference managers.
func BibTeX(l *Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	clean := strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`)
	var b strings.Builder
	b.WriteString("@techreport{" + e.SeminarSlug + "-" + plainYear(e.Number) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + clean.Replace(value) + "},\n")
		}
	}
	field("title", l.Say(d.Title).Text)
	field("institution", authorLine(l, d))
	field("type", l.T("summary_kind."+string(d.Kind)))
	field("address", l.Say(d.IssuedPlace).Text)
	field("note", join([]string{earlierStatement(l, d.EarlierPublication), l.Say(d.Series).Text, meeting(l, d), l.T("document.number", "number", e.Number)}))
	field("year", yearOf(e))
	b.WriteString("  url = {" + base + EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number) + "},\n}\n")
	return []byte(b.String())
}

// RIS is the same reference in the format of RIS.
func RIS(l *Locale, base string, e models.PublicEdition) []byte {
	d := e.Document
	var b strings.Builder
	field := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + strings.Join(strings.Fields(value), " ") + "\r\n")
		}
	}
	field("TY", "RPRT")
	field("TI", l.Say(d.Title).Text)
	field("PB", authorLine(l, d))
	field("CY", l.Say(d.IssuedPlace).Text)
	field("T3", l.Say(d.Series).Text)
	field("PY", yearOf(e))
	field("LA", d.Language)
	field("N1", earlierStatement(l, d.EarlierPublication))
	field("UR", base+EditionPath(e.SeriesSlug, e.SeminarSlug, e.Number))
	b.WriteString("ER  - \r\n")
	return []byte(b.String())
}
