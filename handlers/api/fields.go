package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/unicode/norm"

	"consultations/models"
)

// Fields is the body of a request that sets what an input of models declares.
// A field that was not sent keeps the value it has, and null clears it: a
// JSON merge patch (RFC 7396). What the fields may hold is decided by the
// Check of the input and nowhere else.
type Fields[In any] struct {
	sent  map[string]json.RawMessage
	twice []string // fields that were sent more than once
}

// UnmarshalJSON keeps the fields as they were sent.
func (f *Fields[In]) UnmarshalJSON(body []byte) (err error) {
	f.sent, f.twice, err = fieldsOf(body)
	return err
}

// fieldsOf reads the fields of a JSON object, and the names of those that
// occur more than once: which of them counts would be a guess.
func fieldsOf(body []byte) (sent map[string]json.RawMessage, twice []string, err error) {
	if !isObject(body) {
		return nil, nil, errors.New("not an object")
	}
	sent = map[string]json.RawMessage{}
	object := json.NewDecoder(bytes.NewReader(body))
	if _, err := object.Token(); err != nil { // the opening brace
		return nil, nil, err
	}
	for object.More() {
		name, err := object.Token()
		if err != nil {
			return nil, nil, err
		}
		field := name.(string)
		if _, ok := sent[field]; ok {
			twice = append(twice, field)
		}
		var value json.RawMessage
		if err := object.Decode(&value); err != nil {
			return nil, nil, err
		}
		sent[field] = value
	}
	return sent, twice, nil
}

// isObject says whether a body is one JSON object, to its end.
func isObject(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) && json.Valid(body)
}

// Over puts what was sent over the values that are there. Fields that do not
// exist or were sent twice, and values that a field cannot hold, are refused
// by name.
func (f Fields[In]) Over(in In) (In, error) {
	problems := models.Problems{}
	for i, name := range f.twice {
		if i == mostUnknown {
			break
		}
		problems.Add(printable(name), "form.twice")
	}
	fields := reflect.ValueOf(&in).Elem()
	known := 0
	for i, name := range namesOf(fields.Type()) {
		value, ok := f.sent[name]
		if !ok {
			continue
		}
		known++
		fresh := reflect.New(fields.Field(i).Type())
		if string(value) != "null" {
			if err := json.Unmarshal(value, fresh.Interface()); err != nil {
				problems.Add(name, refusalOf(fresh.Elem().Kind()))
				continue
			}
		}
		compose(fresh.Elem())
		fields.Field(i).Set(fresh.Elem())
	}
	if known < len(f.sent) {
		refuseUnknown(f.sent, namesOf(fields.Type()), problems)
	}
	return in, problems.Err()
}

// mostUnknown is how many fields that do not exist are refused by name. An
// answer must not grow with what anybody sends.
const mostUnknown = 10

func refuseUnknown(sent map[string]json.RawMessage, known []string, problems models.Problems) {
	unknown := 0
	for name := range sent {
		if slices.Contains(known, name) {
			continue
		}
		if unknown++; unknown > mostUnknown {
			problems.Add("body", "form.unknown_field")
			return
		}
		problems.Add(printable(name), "form.unknown_field")
	}
}

// compose converts texts to composed characters, as forms are read. It comes
// after the decoding, because a text may be sent in escapes.
func compose(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(norm.NFC.String(v.String()))
	case reflect.Slice:
		for i := range v.Len() {
			compose(v.Index(i))
		}
	}
}

// refusalOf is what is said of a value that a field of this kind cannot hold.
func refusalOf(kind reflect.Kind) string {
	if kind == reflect.Int {
		return "form.not_a_number"
	}
	return "form.wrong_type"
}

// language is the language of the texts that were sent; without one it is
// that in which they were written, and English for new ones.
func (f Fields[In]) language(original string) string {
	var sent string
	if json.Unmarshal(f.sent["language"], &sent) == nil && models.IsLanguage(sent) {
		return sent
	}
	if original == "" {
		return "en"
	}
	return original
}

// Schema describes the fields. None is required here: Check says what is
// missing, in the reader's language.
func (Fields[In]) Schema(r huma.Registry) *huma.Schema {
	t := reflect.TypeFor[In]()
	s := huma.SchemaFromType(r, t)
	s.Required = nil
	for _, property := range s.Properties {
		property.Nullable = property.Enum == nil && property.Type != huma.TypeArray
	}
	if language := s.Properties["language"]; language != nil {
		for _, code := range models.Languages {
			language.Enum, language.Nullable = append(language.Enum, code), false
		}
	}
	return s
}

// Patch is the body of a change: the fields that were sent, and the version
// of the thing that the caller had read.
type Patch[In any] struct {
	Fields[In]
	version int
}

// UnmarshalJSON keeps the fields as they were sent.
func (p *Patch[In]) UnmarshalJSON(body []byte) error {
	if err := p.Fields.UnmarshalJSON(body); err != nil {
		return err
	}
	version, ok := p.sent["version"]
	if !ok {
		return nil
	}
	delete(p.sent, "version")
	if json.Unmarshal(version, &p.version) != nil || p.version < 0 {
		p.version = noVersion
	}
	return nil
}

// noVersion stands for a version that was sent and is none.
const noVersion = -1

// Over puts what was sent over the values that are there. A version that is
// none, and another value of a field that is set only once, are refused.
func (p Patch[In]) Over(in In) (In, error) {
	out, err := p.Fields.Over(in)
	problems := models.ProblemsOf(err)
	if problems == nil {
		problems = models.Problems{}
	}
	problems.Require(p.version != noVersion, "version", "form.not_a_number")
	before, after := reflect.ValueOf(in), reflect.ValueOf(out)
	for i, name := range namesOf(before.Type()) {
		if before.Type().Field(i).Tag.Get("set") == "once" {
			problems.Require(before.Field(i).Equal(after.Field(i)), name, "form.fixed")
		}
	}
	return out, problems.Err()
}

// Version is the version that the caller had read; without one, the present
// one.
func (p Patch[In]) Version(present int) int {
	if p.version != 0 {
		return p.version
	}
	return present
}

// Schema describes the fields and the version.
func (p Patch[In]) Schema(r huma.Registry) *huma.Schema {
	s := p.Fields.Schema(r)
	s.Properties["version"] = &huma.Schema{Type: huma.TypeInteger, Description: "Version that was read; the change is refused when the thing has changed since"}
	return s
}

// namesOf lists what the fields of an input are called in JSON, in order.
func namesOf(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Field(i).Tag.Get("json")
	}
	return names
}

// printable keeps an answer from repeating whatever was sent in the place of
// a field's name.
func printable(name string) string {
	if fieldName.MatchString(name) {
		return name
	}
	return "body"
}

var fieldName = regexp.MustCompile(`^[a-z_]{1,60}$`)
