package models

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
)

// Languages lists the six languages of the product in the order in which the
// United Nations lists them.
var Languages = []string{"ar", "zh", "en", "fr", "ru", "es"}

// IsLanguage reports whether code is one of the six.
func IsLanguage(code string) bool {
	for _, l := range Languages {
		if l == code {
			return true
		}
	}
	return false
}

// Text is a text for people, once per language. Original is the language in
// which it was written; the others are translations. A missing language is
// shown as missing, never filled in.
type Text struct {
	Original string            `json:"original"`
	In       map[string]string `json:"in"`
}

// NewText makes a text that exists in its original language only.
func NewText(lang, s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{Original: lang, In: map[string]string{lang: s}}
}

// IsZero reports whether there is no text in any language.
func (t Text) IsZero() bool { return t.In[t.Original] == "" }

// Pick returns the text in lang, or in the original language if there is no
// translation, and its language.
func (t Text) Pick(lang string) (text, in string) {
	if s := t.In[lang]; s != "" {
		return s, lang
	}
	return t.In[t.Original], t.Original
}

// Source returns the text as it was written.
func (t Text) Source() string { return t.In[t.Original] }

// With returns a copy in which the text in lang is s; an empty s removes a
// translation. A text without an original gets lang as its original.
func (t Text) With(lang, s string) Text {
	in := make(map[string]string, len(t.In)+1)
	for k, v := range t.In {
		in[k] = v
	}
	if s == "" {
		delete(in, lang)
	} else {
		in[lang] = s
	}
	original := t.Original
	if in[original] == "" {
		original = ""
		if s != "" {
			original = lang
		}
	}
	return Text{Original: original, In: in}
}

// Value stores the text as JSON.
func (t Text) Value() (driver.Value, error) {
	b, err := json.Marshal(t)
	return string(b), err
}

// Scan reads the text back from JSON.
func (t *Text) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*t = Text{}
		return err
	}
	return json.Unmarshal(b, t)
}

// List is a short list in one JSON column, such as languages or regions.
type List []string

// Value stores the list as JSON; no entries are an empty list, not null.
func (l List) Value() (driver.Value, error) {
	if l == nil {
		return "[]", nil
	}
	b, err := json.Marshal([]string(l))
	return string(b), err
}

// Scan reads the list back from JSON.
func (l *List) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*l = nil
		return err
	}
	return json.Unmarshal(b, (*[]string)(l))
}

// Has reports whether s is in the list.
func (l List) Has(s string) bool {
	for _, x := range l {
		if x == s {
			return true
		}
	}
	return false
}

func jsonBytes(src any) ([]byte, error) {
	switch v := src.(type) {
	case nil:
		return nil, nil
	case []byte:
		return v, nil
	case string:
		return []byte(v), nil
	}
	return nil, errors.Join(errNotJSON, fmt.Errorf("%T", src))
}

var errNotJSON = errors.New("a JSON column holds something else")
