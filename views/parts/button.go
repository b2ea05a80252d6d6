package parts

import (
	"github.com/a-h/templ"

	"consultations/views/locale"
)

// Look is how prominent a button is.
type Look string

// The looks. A page has one Primary button.
const (
	Primary Look = ""
	Quiet   Look = "quiet"  // everything beside the main thing to do
	Bare    Look = "bare"   // without a border, as in the bar on top
	Danger  Look = "danger" // takes something away
)

// Button is a button or a link that looks like one.
type Button struct {
	Text  string
	Href  string // of ButtonLink
	Look  Look
	Small bool // in rows of tables
	Icon  bool // as narrow as its icon

	Name, Value string // what the form sends when this button was pressed
	Hint        string // what the text leaves unsaid, such as the name of the row; read out, not shown
	// ID, of a PostButton, is unique on the page. With scripts the page then
	// changes where it is, and the button keeps the focus.
	ID string
}

// stays are the attributes with which a form is sent by script, so that the
// reader stays in place.
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
	if b.Icon {
		class += " btn-icon"
	}
	return class
}

// inMenu is the class of the button as a line of a menu.
func (b Button) inMenu() string {
	if b.Look == Danger {
		return "btn-danger"
	}
	return ""
}

// Confirm is a step that needs confirmation.
type Confirm struct {
	ID     string   // of the question; unique on the page
	Title  string   // the question, which names the thing: "Remove T1?"
	Says   []string // what follows, a paragraph each
	Button Button   // takes the step and is named after it
	Keep   string   // words of the way out; "Cancel" when empty
}

// keep is the label of the button that cancels.
func (c Confirm) keep(l *locale.Locale) string {
	if c.Keep != "" {
		return c.Keep
	}
	return l.T("action.cancel")
}

// step is the button that confirms, in full size.
func (c Confirm) step() Button {
	b := c.Button
	b.Small, b.ID = false, ""
	if b.Look != Danger {
		b.Look = Primary
	}
	return b
}
