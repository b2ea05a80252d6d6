package parts

// Kept is a form that was sent and not saved: its address and its fields. The
// page for signing in carries it if its sender was not signed in, and so does a
// page that can be read in another language, so that nothing is stored.
type Kept struct {
	To     string
	Fields []KeptField
}

// KeptField is a field as it was sent.
type KeptField struct{ Name, Value string }

// The names under which the page for signing in carries a form, and the mark of
// a form that is to be shown again and not saved.
const (
	KeptTo     = "kept_to"
	KeptPrefix = "kept-"
	KeptMark   = "kept_form"

	// KeptLanguage is the language in which to show such a form.
	KeptLanguage = "kept_language"
)

// IsEmpty reports whether nothing was kept.
func (k Kept) IsEmpty() bool { return len(k.Fields) == 0 }
