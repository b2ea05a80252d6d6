package models

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Whole is a whole number as somebody typed or sent it, so that a refused
// form comes back as it was. The empty Whole is no number. Check decides
// whether it is a number at all.
type Whole string

// WholeOf writes a number as a form shows it; nil is empty.
func WholeOf(n *int) Whole {
	if n == nil {
		return ""
	}
	return Whole(strconv.Itoa(*n))
}

// UnmarshalJSON keeps a number or a text as it was sent; null is empty.
func (w *Whole) UnmarshalJSON(sent []byte) error {
	switch {
	case bytes.Equal(sent, []byte("null")):
		*w = ""
	case len(sent) > 0 && sent[0] == '"':
		var s string
		if err := json.Unmarshal(sent, &s); err != nil {
			return err
		}
		*w = Whole(s)
	default:
		*w = Whole(sent)
	}
	return nil
}

// MarshalJSON writes a number as a number and nothing as null.
func (w Whole) MarshalJSON() ([]byte, error) {
	if w == "" {
		return []byte("null"), nil
	}
	if n, err := strconv.Atoi(string(w)); err == nil {
		return json.Marshal(n)
	}
	return json.Marshal(string(w))
}

// Enum is a type whose values are a short list: forms, checks, the
// description of the API and the checks of the database all use that list.
type Enum[T any] interface {
	~string
	Values() []T
}

// Lines is a short list as a form shows it, one entry per line, so that a
// refused form comes back as it was. In JSON it is a list of texts.
type Lines string

// LinesOf writes a list as a form shows it.
func LinesOf(list []string) Lines { return Lines(strings.Join(list, "\n")) }

// Split gives the lines as they were typed.
func (l Lines) Split() []string { return strings.Split(string(l), "\n") }

// UnmarshalJSON reads a list of texts, or one text with an entry per line;
// null is empty.
func (l *Lines) UnmarshalJSON(sent []byte) error {
	var list []string
	if len(sent) > 0 && sent[0] == '[' {
		err := json.Unmarshal(sent, &list)
		*l = LinesOf(list)
		return err
	}
	var s *string
	err := json.Unmarshal(sent, &s)
	if *l = ""; s != nil {
		*l = Lines(*s)
	}
	return err
}

// MarshalJSON writes the list.
func (l Lines) MarshalJSON() ([]byte, error) {
	if l == "" {
		return []byte("[]"), nil
	}
	return json.Marshal(l.Split())
}
