package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/wire"
)

// EditionShow is the public page of a published summary.
type EditionShow struct {
	parts.Frame
	Edition models.PublicEdition
	PDF     bool // the program was built with the typesetter
}

// Render writes the page.
func (p EditionShow) Render(ctx context.Context, w io.Writer) error {
	return editionShow(p).Render(ctx, w)
}

func (p EditionShow) doc() models.Document { return p.Edition.Document }

// address is the permanent address of this edition.
func (p EditionShow) address() string {
	return p.BaseURL + models.EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, p.Edition.Number)
}

func (p EditionShow) path(rest string) string {
	return models.EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, p.Edition.Number) + rest
}

// head is the title page. Place and date of issue are those of the document,
// which may differ from those of the meeting.
func (p EditionShow) head() parts.DocumentHead {
	d := p.doc()
	head := parts.DocumentHead{
		L: p.L, Kind: p.L.T("summary_kind." + string(d.Kind)), Title: p.L.Text(d.Title),
		Author: wire.AuthorLine(p.L, d), Line: []string{wire.Meeting(p.L, d), wire.IssuedLine(p.L, d)}, Corrects: wire.EditionWord(p.L, p.Edition.EditionKind, d.EarlierPublication), Reason: p.Edition.Reason, Status: wire.StatusLine(p.L, d),
	}
	if d.EarlierPublication != nil {
		head.Why = parts.NavLink{Href: "#reference", Label: p.L.T("document.reference")}
	}
	if p.Edition.WithdrawnAt == nil {
		if p.PDF {
			head.Print = parts.Download{Label: "PDF", Href: p.path(".pdf") + "?lang=" + p.L.Code(), Type: "application/pdf"}
		}
		head.Files = []parts.Download{{Label: "JSON", Href: p.path(".json"), Type: "application/json"}}
	}
	head.Files = append(head.Files,
		parts.Download{Label: p.L.T("frame.cite_point"), Href: "#cite"},
		parts.Download{Label: p.L.T("document.number", "number", p.Edition.Number), Href: "#editions"})
	return head
}

// contents are the parts of the page.
func (p EditionShow) contents() []parts.ContentsLine {
	var lines []parts.ContentsLine
	if p.Edition.WithdrawnAt == nil {
		if !p.doc().Intro.IsZero() {
			lines = append(lines, parts.ContentsLine{Href: "#introduction", Label: p.L.T("document.introduction")})
		}
		for _, g := range wire.PointGroups(p.doc()) {
			lines = append(lines, parts.ContentsLine{Href: "#" + partID(g.Kind), Label: p.L.T("document_part." + string(g.Kind)), Count: len(g.Points)})
		}
	}
	if p.hasReference() {
		lines = append(lines, parts.ContentsLine{Href: "#reference", Label: p.L.T("document.reference")})
	}
	return append(lines,
		parts.ContentsLine{Href: "#cite", Label: p.L.T("frame.cite")},
		parts.ContentsLine{Href: "#editions", Label: p.L.T("document.editions")})
}

// partID is where the points of a kind begin.
func partID(kind models.PointKind) string { return string(kind) + "s" }

// hasReference reports whether the text was first published elsewhere.
func (p EditionShow) hasReference() bool {
	return !p.doc().Reference.IsZero() || p.doc().EarlierPublication != nil
}

// paragraph is a point on the page: its text, and below it the themes, whose
// view it is and how firmly it is put.
func (p EditionShow) paragraph(pt models.DocumentPoint) parts.Paragraph {
	var notes []parts.Remark
	for _, t := range pt.Themes {
		name := p.L.Text(t)
		notes = append(notes, parts.Remark{Label: p.L.T("document.theme"), Value: name, Href: searchFor(name)})
	}
	notes = append(notes,
		parts.Remark{Label: p.L.T("document.voice"), Value: locale.Plain(p.L, p.L.T("voice."+string(pt.Voice)))},
		parts.Remark{Label: p.L.T("document.strength"), Value: locale.Plain(p.L, p.L.T("strength."+string(pt.Strength)))})
	if original := wire.ParagraphOfOriginal(p.L, pt); original != "" {
		notes = append(notes, parts.Remark{Label: p.L.T("document.paragraph"), Value: locale.Plain(p.L, original)})
	}
	point := parts.Paragraph{
		L: p.L, Number: pt.Code, Anchor: pt.Code, Text: p.L.Text(pt.Body), Remarks: notes,
		Cite: wire.PointCitation(p.L, p.Edition, p.address(), pt.Code), Lang: p.doc().Language,
	}
	point.To = addressees(pt.Addressees, p.doc().Language)
	return point
}

// addressees are to whom a point speaks. They have no translations: their names
// are in the language of the text.
func addressees(all []models.Addressee, lang string) []parts.Addressee {
	var to []parts.Addressee
	for _, a := range all {
		to = append(to, parts.Addressee{
			Name:     locale.Fragment{Text: a.Name, Lang: lang, Dir: locale.Direction(lang)},
			Inferred: a.Basis == models.Inferred,
		})
	}
	return to
}

func (p EditionShow) cite() parts.CiteProps {
	return parts.CiteProps{
		L: p.L, Text: wire.Citation(p.L, p.Edition, p.address()), Lang: p.doc().Language,
		Formats: p.citeFormats(),
	}
}

// citeFormats are the files with the citation of this edition; a withdrawn one
// has none.
func (p EditionShow) citeFormats() []parts.NavLink {
	if p.Edition.WithdrawnAt != nil {
		return nil
	}
	return []parts.NavLink{{Href: p.path(".bib"), Label: "BibTeX"}, {Href: p.path(".ris"), Label: "RIS"}}
}

// history lists the other editions.
func (p EditionShow) history() []parts.EntryProps {
	var lines []parts.EntryProps
	for _, e := range p.Edition.Others {
		line := parts.EntryProps{
			Margin: p.L.Day(models.DayOf(e.PublishedAt)),
			Title:  locale.Plain(p.L, p.L.T("document.number", "number", e.Number)+" · "+wire.EditionWord(p.L, e.EditionKind, p.doc().EarlierPublication)),
			Meta:   e.Reason,
		}
		if e.Number != p.Edition.Number {
			line.Href = models.EditionPath(p.Edition.SeriesSlug, p.Edition.SeminarSlug, e.Number)
		} else {
			line.Status, line.Tone = p.L.T("document.this_one"), parts.Active
		}
		if e.WithdrawnAt != nil {
			line.Status, line.Tone = p.L.T("document.withdrawn_tag"), parts.Bad
		}
		lines = append(lines, line)
	}
	return lines
}

// editionEntry is an edition as a line on the home page.
func editionEntry(l *locale.Locale, e models.EditionRow) parts.EntryProps {
	entry := parts.EntryProps{
		Margin: l.Day(models.DayOf(e.PublishedAt)), Title: l.Text(e.Title),
		Href: e.TextPath(),
		Meta: locale.JoinDots([]string{l.Text(e.SeriesTitle).Text, l.T("summary_kind." + string(e.Kind)), l.T("document.number", "number", e.Number), wire.EarlierTag(l, e.EarlierPublication)}),
	}
	if e.EditionKind != "original" {
		entry.Status, entry.Tone = l.T("edition_kind."+string(e.EditionKind)), parts.Caution
	}
	return entry
}

// WithMeta adds what reference managers and search engines read.
func (p EditionShow) WithMeta() EditionShow {
	d := p.doc()
	title := p.L.Text(d.Title).Text
	cited, online := wire.CitationDates(p.Edition)
	p.Meta = append(p.Meta,
		parts.Meta{Name: "citation_title", Content: title},
		parts.Meta{Name: "citation_language", Content: d.Language},
		parts.Meta{Name: "citation_publication_date", Content: cited},
		parts.Meta{Name: "citation_online_date", Content: online},
		parts.Meta{Name: "DCTERMS.identifier", Content: p.address()},
		parts.Meta{Name: "DCTERMS.title", Content: title},
		parts.Meta{Name: "DCTERMS.isPartOf", Content: p.L.Text(d.Series).Text},
	)
	for _, name := range wire.Authors(p.L, d) {
		p.Meta = append(p.Meta, parts.Meta{Name: "citation_author", Content: name})
	}
	if by := wire.Visible(wire.AuthorLine(p.L, d)); by != "" {
		p.Meta = append(p.Meta, parts.Meta{Name: "citation_technical_report_institution", Content: by})
	}
	if earlier := d.EarlierPublication; earlier != nil {
		p.Description = wire.EarlierStatement(p.L, earlier)
		p.Meta = append(p.Meta, parts.Meta{Name: "DCTERMS.source", Content: wire.EarlierSource(p.L, *earlier)}, parts.Meta{Name: "DCTERMS.description", Content: p.Description})
	}
	if p.Description == "" {
		p.Description = wire.Meeting(p.L, d)
	}
	if at := p.Edition.WithdrawnAt; at != nil {
		p.Description = p.L.T("document.withdrawn", "day", p.L.Day(models.DayOf(*at)))
	}
	if p.PDF && p.Edition.WithdrawnAt == nil {
		p.Meta = append(p.Meta, parts.Meta{Name: "citation_pdf_url", Content: p.address() + ".pdf"})
	}
	p.JSONLD = wire.EditionLD(p.L, p.BaseURL, p.Edition)
	return p
}
