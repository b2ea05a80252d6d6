package parts

import "consultations/views/locale"

// DocumentHead is the title page of a document: what it belongs to, the title as
// printed, place and date of issue, and the status line.
type DocumentHead struct {
	L      *locale.Locale
	PartOf locale.Fragment // what the document belongs to
	Kind   string          // of the document, as printed
	Title  locale.Fragment // as printed: the h1
	Author string          // the author line of this kind of document; empty for none
	Issued string          // place and date of issue, or that the date is not known
	Status string          // the status line, such as "not negotiated"
}

// Paragraph is a numbered paragraph of a document, with its own address.
type Paragraph struct {
	L       *locale.Locale
	Number  string          // as printed
	Anchor  string          // id of the paragraph; the page's address ends with it
	Href    string          // address of the paragraph, "#" and Anchor when empty
	Kind    string          // of the paragraph; shown beside the number
	Text    locale.Fragment // what the document says
	Remarks []Remark        // the line beside it
}

// Remark is one fact beside a paragraph.
type Remark struct {
	Label string
	Value locale.Fragment
	Href  string // link to more of the same; empty for none
}

// CiteProps is how a document is cited.
type CiteProps struct {
	L       *locale.Locale
	Text    string    // the reference, complete
	Lang    string    // language of the reference
	Address string    // permanent address of the document
	Formats []NavLink // the reference as BibTeX, RIS and so on
}

// Download is another format of a document.
type Download struct {
	Label, Href string
	Type        string // media type
	Size        string // as people read it, such as "62 KB"; empty when not known
}

// href is the link of the paragraph's number.
func (p Paragraph) href() string {
	if p.Href != "" {
		return p.Href
	}
	return "#" + p.Anchor
}
