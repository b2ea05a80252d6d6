package parts

import (
	"strings"

	"github.com/a-h/templ"

	"consultations/views/locale"
)

// Tone is how a status looks; its words always say it as well.
type Tone string

// The tones.
const (
	Neutral Tone = "neutral" // a fact
	Active  Tone = "active"  // in progress, or to be done by the reader
	Good    Tone = "good"    // done, confirmed, cleared
	Caution Tone = "caution" // waiting, provisional
	Bad     Tone = "bad"     // refused, cancelled, objected
)

// Look is how prominent a button is.
type Look string

// The looks. A page has one Primary button.
const (
	Primary Look = ""
	Quiet   Look = "quiet"  // everything besides the main action
	Danger  Look = "danger" // removes something
)

// Button is a button or a link that looks like one.
type Button struct {
	Text  string
	Href  string // of ButtonLink
	Look  Look
	Small bool // in rows of tables

	Name, Value string // what the form sends if this button was pressed
	Hint        string // what the text does not say, such as the name of the row; read out, not shown
	// ID of a PostButton, unique on the page. With scripts the page then
	// keeps its scroll position, and the button the focus.
	ID string
}

// stays is how a form with scripts keeps the reader's place.
func (b Button) stays(action string) templ.Attributes {
	if b.ID == "" {
		return nil
	}
	return templ.Attributes{"hx-post": action, "hx-target": "main", "hx-select": "main", "hx-select-oob": "#flash", "hx-swap": "outerHTML show:none", "hx-disabled-elt": "find button"}
}

func (b Button) class() string {
	class := "btn"
	if b.Look != Primary {
		class += " btn-" + string(b.Look)
	}
	if b.Small {
		class += " btn-small"
	}
	return class
}

// Heading is the top of a page: its one h1 and what surrounds it.
type Heading struct {
	Kicker string          // what the page is part of, in small letters above
	Title  locale.Fragment // the h1
	Lead   locale.Fragment // a sentence or two below
	Status string          // words of a StatusTag beside the title; empty for none
	Tone   Tone
}

// Column is the head of a column of a table.
type Column struct {
	Label  string
	Number bool // figures are aligned at the end of the cell
	Hidden bool // the label is read out only, as over a column of buttons
}

// TableProps describes a table. Rows are its children.
type TableProps struct {
	Caption string // what the table lists; always read out
	Silent  bool   // the caption is not shown, because a heading above has the same text
	// Stacked turns each row into an entry on a narrow screen, for tables
	// whose cells are understandable without the column heads.
	Stacked bool
	Columns []Column
}

// Step is one stage of a process.
type Step struct {
	Label  string
	Status StepState
	Detail string // when, by whom; empty for none
}

// StepState is the status of a step.
type StepState string

// The statuses of a step.
const (
	StepDone    StepState = "done"
	StepCurrent StepState = "current"
	StepAhead   StepState = "ahead"
)

// StepsTo marks the labels before current as done and those after it as
// ahead; if current is not among the labels, all are done.
func StepsTo(current int, labels ...string) []Step {
	steps := make([]Step, len(labels))
	for i, label := range labels {
		state := StepDone
		switch {
		case current < 0 || current >= len(labels):
		case i == current:
			state = StepCurrent
		case i > current:
			state = StepAhead
		}
		steps[i] = Step{Label: label, Status: state}
	}
	return steps
}

// BarProps is a whole and its parts, such as seats taken and free.
type BarProps struct {
	L     *locale.Locale
	Title string // what the whole is
	Parts []BarPart
	Total int // size of the whole; what the parts do not fill stays empty
}

// BarPart is one share of a Bar.
type BarPart struct {
	Label string
	Count int
	Tone  Tone
}

// segment is a part as drawn: its start and its length, in thousandths of the
// whole.
type segment struct {
	From, Length int
	Tone         Tone
}

// segments divides the whole; if the parts exceed it, they share all of it.
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

// EntryProps is one line of a list of documents or meetings, with the date or
// place in the margin.
type EntryProps struct {
	Margin string // date or place; short
	Title  locale.Fragment
	Href   string // empty if there is nothing to open
	Meta   string // who, where
	Status string // words of a StatusTag; empty for none
	Tone   Tone
}

// paragraphs splits a text at its empty lines.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
