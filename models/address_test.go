package models

import "testing"

func TestAnAddressBelongsToAPartOfThePublicSite(t *testing.T) {
	for path, want := range map[string]string{"/series/peace": "series", "/series/peace/beijing-2007/summary": "series", "/search": "search", "/": "", "/series": "", "/account": ""} {
		if got := SectionOf(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
