package api

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
)

// Fields is the body of a request that sets what an input of models declares.
// A field that was not sent keeps the value it has, and null clears it: a
// JSON merge patch (RFC 7396). What the fields may hold is decided by the
// Check of the input and nowhere else.
type Fields[In any] struct {
	sent map[string]json.RawMessage
}

// UnmarshalJSON keeps the fields as they were sent.
func (f *Fields[In]) UnmarshalJSON(body []byte) error { return json.Unmarshal(body, &f.sent) }

// Over puts what was sent over the values that are there. Fields that do not
// exist, and values that a field cannot hold, are refused by name.
func (f Fields[In]) Over(in In) (In, error) {
	problems := models.Problems{}
	fields := reflect.ValueOf(&in).Elem()
	for name, value := range f.sent {
		i := slices.Index(namesOf(fields.Type()), name)
		if i < 0 {
			problems.Add(printable(name), "form.unknown_field")
			continue
		}
		fresh := reflect.New(fields.Field(i).Type())
		if string(value) != "null" {
			if err := json.Unmarshal(value, fresh.Interface()); err != nil {
				problems.Add(name, refusalOf(fresh.Elem().Kind()))
				continue
			}
		}
		fields.Field(i).Set(fresh.Elem())
	}
	return in, problems.Err()
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
	return json.Unmarshal(version, &p.version)
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
	if regexp.MustCompile(`^[a-z_]{1,60}$`).MatchString(name) {
		return name
	}
	return "body"
}
