package parts

import (
	"bytes"
	"context"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"consultations/models"
	"consultations/views/locale"
)

// TokenField is the name under which a form sends the token of the reader.
const TokenField = "csrf_token"

// Form is what the fields of one form share. Create one in the template where
// the form is: it records its fields while they are drawn, so that the list
// of problems at the top has the same order.
type Form struct {
	L        *locale.Locale
	CSRF     string
	Problems models.Problems
	ID       string // set if a page has several forms with the same fields
	Files    bool   // the form sends files
	Unsaved  bool   // leaving the page with unsaved text asks first
	Draft    string // name under which the browser keeps unsaved text, for one account; needs Unsaved

	drawn []drawnField
}

// drawnField is a field to which problems can link.
type drawnField struct{ Name, ID, Label string }

// NewForm is a form of the page; problems are those of the last attempt.
func NewForm(f Frame, problems models.Problems) *Form {
	return &Form{L: f.L, CSRF: f.CSRF, Problems: problems}
}

// NamedForm is one of several forms of a page; id is unique on it.
func NamedForm(f Frame, id string, problems models.Problems) *Form {
	form := NewForm(f, problems)
	form.ID = id
	return form
}

// LongForm is a form with a long text: leaving it unsaved asks first.
func LongForm(f Frame, problems models.Problems) *Form {
	form := NewForm(f, problems)
	form.Unsaved = true
	return form
}

// Input is a field for typing.
type Input struct {
	Name, Label, Value string
	Hint               string // what to write
	Type               string // text (default), email, password, search, number, date, time, datetime-local, url, tel, file
	Required           bool   // the others are marked optional
	Unmarked           bool   // not marked: the form says when it is needed
	Autocomplete       string // token of the HTML standard: name, email, organization, …
	Width              int    // about how many characters are expected; 0 is the whole line
	Min, Max, Step     string
	Rows               int    // of a TextArea
	Lang               string // language in which it is to be written, if not the page's
}

// TextInput is a field for a text that exists per language. It shows one
// language at a time, with the original beside it if that is another one.
type TextInput struct {
	Input
	In   string      // language that is being written
	Text models.Text // current values
}

// Choice is a field with a list of options.
type Choice struct {
	Name, Label, Hint string
	Value             string   // the answer
	Values            []string // the answers, of Checkboxes
	Blank             string   // words of the empty option of a Select; empty for none
	Options           []Option
	Required          bool
	Unmarked          bool // not marked optional: the form says when it is needed
}

// Option is one option of a Choice.
type Option struct {
	Value, Label, Hint string
	Group              string // options of the same group are together in a Select
}

// Check is a checkbox. It sends "true", or nothing.
type Check struct {
	Name, Label, Hint string
	Checked           bool
}

var inID = strings.NewReplacer(" ", "-", "[", "-", "]", "")

// id is the id of a field; characters that a link cannot contain are
// replaced.
func (f *Form) id(name string) string {
	name = inID.Replace(name)
	if f.ID != "" {
		return f.ID + "-" + name
	}
	return "f-" + name
}

// draw records that the field was drawn and returns its id.
func (f *Form) draw(name, label string) string {
	id := f.id(name)
	for _, d := range f.drawn {
		if d.Name == name {
			return id
		}
	}
	f.drawn = append(f.drawn, drawnField{name, id, label})
	return id
}

// problem is the text of the field's problem.
func (f *Form) problem(name string) string {
	if p, wrong := f.Problems[name]; wrong {
		return f.L.Problem(p)
	}
	return ""
}

// hidden is the value of a hidden field. The version that was seen stays what it
// was in a form that is to be sent again.
func (f *Form) hidden(name, value string) string {
	if p := f.Problems[name]; p.Code == "form.send_again" || p.Code == "form.send_kept" {
		if sent, ok := p.Args[1].(string); ok {
			return sent
		}
	}
	return value
}

// present is what somebody else has saved in the field, in words.
func (f *Form) present(name string, options []Option) (words []string, differs bool) {
	p := f.Problems[name]
	if p.Code != "form.changed_differs" {
		return nil, false
	}
	values, _ := p.Args[1].([]string)
	for _, value := range values {
		if i := slices.IndexFunc(options, func(o Option) bool { return o.Value == value }); i >= 0 {
			value = options[i].Label
		}
		words = append(words, value)
	}
	if len(words) == 0 {
		words = []string{f.L.T("form.changed_empty")}
	}
	return words, true
}

// explained connects the field to its hint and its problem.
func (f *Form) explained(name, hint string) templ.Attributes {
	a := templ.Attributes{}
	var ids []string
	if hint != "" {
		ids = append(ids, f.id(name)+"-hint")
	}
	if f.problem(name) != "" {
		ids = append(ids, f.id(name)+"-problem")
		a["aria-invalid"] = "true"
	}
	if len(ids) > 0 {
		a["aria-describedby"] = strings.Join(ids, " ")
	}
	return a
}

// attributes are all attributes of an input except id, name and value.
func (f *Form) attributes(i Input) templ.Attributes {
	a := f.explained(i.Name, i.Hint)
	for name, value := range map[string]string{
		"autocomplete": i.Autocomplete, "min": i.Min, "max": i.Max, "step": i.Step,
		"lang": i.Lang, "dir": i.dir(),
	} {
		if value != "" {
			a[name] = value
		}
	}
	if i.Rows == 0 {
		a["type"] = i.inputType()
	}
	if i.Required {
		a["required"] = true
	}
	return a
}

// listed is one line of the list of problems.
type listed struct{ Href, Label, Problem string }

// listed returns the problems in the order of the fields; those of fields
// that were not drawn come last, so that none is lost.
func (f *Form) listed() []listed {
	var out []listed
	seen := map[string]bool{}
	for _, d := range f.drawn {
		seen[d.Name] = true
		if p := f.problem(d.Name); p != "" {
			out = append(out, listed{"#" + d.ID, d.Label, p})
		}
	}
	var rest []string
	for name, p := range f.Problems {
		if !seen[name] && p.Code != "form.changed_differs" {
			rest = append(rest, name)
		}
	}
	sort.Strings(rest)
	for _, name := range rest {
		out = append(out, listed{"", "", f.problem(name)})
	}
	return out
}

// Post draws the form around its fields, which are the children: the list of
// problems at the top, then the fields with the reader's token.
func (f *Form) Post(action string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fields, err := drawChildren(ctx)
		if err != nil {
			return err
		}
		return f.post(action, fields).Render(templ.ClearChildren(ctx), w)
	})
}

// drawChildren draws the fields before what is above them.
func drawChildren(ctx context.Context) (templ.Component, error) {
	var b bytes.Buffer
	err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), &b)
	return templ.Raw(b.String()), err
}

// inputType is the type attribute.
func (i Input) inputType() string {
	if i.Type == "" {
		return "text"
	}
	return i.Type
}

// dir is the direction of what is typed: texts follow their own letters;
// addresses and passwords are always left to right.
func (i Input) dir() string {
	switch i.inputType() {
	case "text", "search":
		if i.Lang != "" {
			return locale.Direction(i.Lang)
		}
		return "" // the style sheet sets the direction of each line
	case "email", "url", "tel", "password":
		return "ltr"
	}
	return ""
}

// shown is the value that is sent back to the browser: never a password.
func (i Input) shown() string {
	if i.Type == "password" || i.Type == "file" {
		return ""
	}
	return i.Value
}

// width is the class of the expected length.
func (i Input) width() string {
	switch {
	case i.Width == 0:
		return ""
	case i.Width <= 6:
		return "w-6"
	case i.Width <= 12:
		return "w-12"
	case i.Width <= 24:
		return "w-24"
	}
	return "w-40"
}

// lines is the height of a TextArea.
func (i Input) lines() int {
	if i.Rows == 0 {
		return 5
	}
	return i.Rows
}

// written is the input for the language that is being written. For a new text
// the form still asks for the language, so none is declared.
func (t TextInput) written() Input {
	i := t.Input
	if t.Text.Original != "" {
		i.Lang = t.In
	}
	return i
}

// choiceID is the id of the n-th option of a field. The first one has the id
// of the field, so that a link to the field leads to an option.
func choiceID(id string, n int) string {
	if n == 0 {
		return id
	}
	return id + "-" + strconv.Itoa(n)
}

// chosen reports whether the option is selected.
func (c Choice) chosen(o Option) bool {
	for _, v := range c.Values {
		if v == o.Value {
			return true
		}
	}
	return len(c.Values) == 0 && c.Value == o.Value
}

// optionGroup is a run of options under one heading.
type optionGroup struct {
	Label   string
	Options []Option
}

func (c Choice) groups() []optionGroup {
	var out []optionGroup
	for _, o := range c.Options {
		if n := len(out); n > 0 && out[n-1].Label == o.Group {
			out[n-1].Options = append(out[n-1].Options, o)
			continue
		}
		out = append(out, optionGroup{o.Group, []Option{o}})
	}
	return out
}

// original is the text in its original language, if that is not the one being
// written.
func (t TextInput) original(l *locale.Locale) locale.Fragment {
	if t.Text.Original == "" || t.Text.Original == t.In {
		return locale.Fragment{}
	}
	if other, ok := locale.For(t.Text.Original); ok {
		l = other
	}
	return locale.Plain(l, t.Text.Source())
}

// isOriginal reports whether what is being written is the original.
func (t TextInput) isOriginal() bool { return t.Text.Original == t.In }
