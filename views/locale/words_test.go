package locale

import "testing"

func TestALineKeepsTheSpacesAtWhichItMustNotBreak(t *testing.T) {
	for text, want := range map[string]string{
		"Publié\u00a0: Synthèse":         "Publié\u00a0: Synthèse",
		"Est-ce tout\u202f?":             "Est-ce tout\u202f?",
		" two\r\nlines\u2028\tand more ": "two lines and more",
		"\u00a0 \u202f":                  "",
		"no-break at an end\u00a0":       "no-break at an end",
	} {
		if got := SingleLine(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
