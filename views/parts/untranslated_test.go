package parts

import (
	"testing"

	"consultations/views/locale"
)

func TestTheNoticeAboutTranslationsIsTrue(t *testing.T) {
	here, original, none := locale.Fragment{Text: "a"}, locale.Fragment{Text: "b", Missing: true}, locale.Fragment{}
	for _, c := range []struct {
		says string
		all  []locale.Fragment
		want string
	}{
		{"all there", []locale.Fragment{here, here}, ""},
		{"nothing written", []locale.Fragment{none, here}, ""},
		{"only the last one missing", []locale.Fragment{here, here, original}, "text.partly_translated"},
		{"only the first one missing", []locale.Fragment{original, here}, "text.partly_translated"},
		{"all missing, and no introduction", []locale.Fragment{original, none, original}, "text.missing_translation"},
		{"nothing at all", nil, ""},
	} {
		if got := missing(c.all); got != c.want {
			t.Errorf("%s: %q", c.says, got)
		}
	}
}
