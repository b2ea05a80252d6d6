package parts

import "consultations/views/locale"

// DocumentHead is the title page of a document: its kind, the title as printed,
// its subject, its status and its other formats.
type DocumentHead struct {
	L        *locale.Locale
	Kind     string          // of document, as printed
	Title    locale.Fragment // as printed: the h1
	Author   string          // the author line that the kind fixes; empty for none
	Line     []string        // the meeting; place and date of issue
	Corrects string          // how it corrects an earlier one, in a word, such as corrigendum; stands before the reason
	Reason   string          // why it corrects an earlier one; empty for none
	Status   string          // the status line, such as "not negotiated"
	Why      NavLink         // where the status is explained; empty for nowhere

	Print Download   // the shape to be printed; empty for none
	Files []Download // other shapes and places of the page
}

// line is the line of the title page about the meeting and the issue.
func (d DocumentHead) line() []locale.Fragment {
	var out []locale.Fragment
	for _, s := range d.Line {
		if s != "" {
			out = append(out, locale.Plain(d.L, s))
		}
	}
	return out
}

// ContentsLine is an entry in the table of contents.
type ContentsLine struct {
	Href, Label string
	Count       int // of the paragraphs in it; 0 for a part without any
}

// Paragraph is a numbered paragraph of a document, with an address of its own.
type Paragraph struct {
	L       *locale.Locale
	Number  string          // as printed
	Anchor  string          // id of the paragraph; the page's address ends with it
	Text    locale.Fragment // what the document says
	To      []Addressee     // to whom it speaks
	Remarks []Remark        // the line below it: theme, voice, strength

	Cite string // how the paragraph is cited; empty for no link and no citation
	Lang string // language of the citation
}

// Addressee is somebody to whom a recommendation is addressed.
type Addressee struct {
	Name     locale.Fragment
	Inferred bool // the text names nobody: it was read into it
}

// addresseeNames are the addressees as text, to be joined.
func addresseeNames(to []Addressee) []string {
	names := make([]string, len(to))
	for i, a := range to {
		names[i] = a.Name.Text
	}
	return names
}

// Remark is one fact about a paragraph.
type Remark struct {
	Label string // read out only, unless Seen
	Seen  bool
	Value locale.Fragment
	Href  string // where more of the same is found; empty for nowhere
}

// CiteProps describes how a document is cited.
type CiteProps struct {
	L       *locale.Locale
	Text    string    // the reference, complete with the lasting address of what is cited
	Lang    string    // language of the reference
	Formats []NavLink // the reference as BibTeX, RIS and so on
}

// Download is another format of a document.
type Download struct {
	Label, Href string
	Type        string // media type
	Size        string // as people read it, such as "62 KB"; empty when not known
}
