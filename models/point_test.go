package models

import (
	"strings"
	"testing"
)

func TestAPointNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*PointInput)
		want   string
	}{
		{"well filled", func(*PointInput) {}, ""},
		{"no text", func(i *PointInput) { i.Body = " " }, "body form.required"},
		{"no kind, voice or strength", func(i *PointInput) { i.Kind, i.Voice, i.Strength = "", "", "" }, "kind form.choice, strength form.choice, voice form.choice"},
		{"a code of every character", func(i *PointInput) { i.Code = "az.AZ-09" }, ""},
		{"a code at its limit", func(i *PointInput) { i.Code = strings.Repeat("a", 12) }, ""},
		{"a code over its limit", func(i *PointInput) { i.Code = strings.Repeat("a", 13) }, "code point.code_form"},
		{"a code that no address has", func(i *PointInput) { i.Code = "a/b" }, "code point.code_form"},
		{"a code that is taken", func(i *PointInput) { i.Code = "T1" }, "code point.code_taken"},
		{"forty themes", func(i *PointInput) { i.Themes = make([]string, 40) }, ""},
		{"forty-one themes", func(i *PointInput) { i.Themes = make([]string, 41) }, "themes form.range"},
		{"forty sources", func(i *PointInput) { i.Sessions, i.Notes = make([]string, 20), make([]string, 20) }, ""},
		{"forty-one sources", func(i *PointInput) { i.Sessions, i.Notes = make([]string, 20), make([]string, 21) }, "sessions form.range"},
	} {
		in := PointInput{Kind: "trend", Body: "It rains.", Voice: "document", Strength: "noted", Language: "en"}
		c.change(&in)
		_, err := in.Check(Point{}, []string{"T1"})
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

func TestAReferenceIsAWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "https://example.org/a": "", "http://example.org": "", "ftp://example.org": "reference_url summary.url_form",
		"https://localhost": "reference_url summary.url_form", "javascript:alert(1)": "reference_url summary.url_form", "https://%": "reference_url summary.url_form",
	} {
		_, err := SummaryInput{Kind: "executive_summary", Title: "Summary", Language: "en", ReferenceURL: address}.Check(Summary{})
		if got := ProblemsOf(err).String(); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
