package parts

import (
	"strings"

	"consultations/views/locale"
)

// Tone is the colour of a state; its words always say the same.
type Tone string

// The tones.
const (
	Neutral Tone = "neutral" // a fact
	Active  Tone = "active"  // under way, or to be done by the reader
	Good    Tone = "good"    // done, confirmed, cleared
	Caution Tone = "caution" // waiting, provisional
	Bad     Tone = "bad"     // refused, cancelled, objected
)

// Column is the head of a column of a table.
type Column struct {
	Label  string
	Number bool // figures stand at the end of the cell
	Hidden bool // the label is read out only, as over a column of buttons
}

// TableProps describes a table. Rows are its children.
type TableProps struct {
	Caption string // what the table lists; always read out
	Silent  bool   // the caption is not shown, because a heading above says the same
	// Stacked turns each row into an entry on a narrow screen, for tables whose
	// cells need no column heads.
	Stacked bool
	Grouped bool   // the children are tbody elements, one per group of rows
	Class   string // of its own look, such as "agenda"
	Columns []Column
}

// CountLink is a figure with a link to the things that it counts.
type CountLink struct {
	Count int
	Label string // what is counted, in the form that fits the figure
	Href  string
}

// BarProps is a whole and how it is divided, such as seats taken and free.
type BarProps struct {
	L     *locale.Locale
	Title string // the whole in a sentence: "31 of 40 seats are taken."
	Parts []BarPart
	Total int // of the whole; what the parts leave stays empty
}

// BarPart is one share of a Bar.
type BarPart struct {
	Label string
	Count int
	Tone  Tone
}

// named are the parts that are not empty; only they have a label below the bar.
func (b BarProps) named() []BarPart {
	var out []BarPart
	for _, p := range b.Parts {
		if p.Count > 0 {
			out = append(out, p)
		}
	}
	return out
}

// segment is a part as drawn: where it begins and how long it is, in
// thousandths of the whole.
type segment struct {
	From, Length int
	Tone         Tone
}

// segments divides the whole; when the parts are more than the whole, they
// share all of it.
func (b BarProps) segments() []segment {
	sum := 0
	for _, p := range b.Parts {
		sum += max(p.Count, 0)
	}
	whole := max(sum, b.Total, 1)
	var out []segment
	from := 0
	for _, p := range b.Parts {
		length := max(p.Count, 0) * 1000 / whole
		if length > 0 {
			out = append(out, segment{from, length, p.Tone})
		}
		from += length
	}
	return out
}

// Item is one line of a checklist.
type Item struct {
	Text string
	Done bool
	Href string // where it can be done
}

// EntryProps is one line of a list of documents or meetings: what it is, with
// the date or place in the margin.
type EntryProps struct {
	Margin string // date or place; short
	Title  locale.Fragment
	Href   string // empty when there is nothing more to read
	Meta   string // who, where
	Status string // words of a StatusTag; empty for none
	Tone   Tone
}

// paragraphs divides a text at its empty lines.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if strings.TrimSpace(p) != "" { // indented lines stay indented
			out = append(out, strings.TrimRight(strings.Trim(p, "\n"), " \t\n"))
		}
	}
	return out
}
