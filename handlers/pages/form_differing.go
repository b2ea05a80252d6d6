package pages

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"consultations/models"
)

// differing adds the present value of each field whose typed value is another
// one.
func differing[I any](problems models.Problems, present, typed I) {
	there, sent := formValues(reflect.ValueOf(present)), formValues(reflect.ValueOf(typed))
	for field, values := range there {
		if !slices.Equal(values, sent[field]) {
			problems.Add(field, "form.changed_differs", "present", values)
		}
	}
}

// formValues are the values of an input by the names of its fields, without
// those that are empty.
func formValues(in reflect.Value) map[string][]string {
	all := map[string][]string{}
	for f, v := range in.Fields() {
		name := f.Tag.Get("form")
		switch {
		case f.Anonymous:
			for name, values := range formValues(v) {
				all[name] = values
			}
		case name != "":
			all[name] = formTexts(v)
		}
	}
	return all
}

func formTexts(v reflect.Value) []string {
	var texts []string
	switch {
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			return formTexts(v.Elem())
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			texts = append(texts, formTexts(v.Index(i))...)
		}
	case !v.IsZero():
		text := strings.TrimSpace(strings.ReplaceAll(fmt.Sprint(v.Interface()), "\r\n", "\n"))
		if text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
