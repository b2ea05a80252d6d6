package locale

import "testing"

func TestTheNoticeAboutTranslationsIsTrue(t *testing.T) {
	here, original, none := Fragment{Text: "a"}, Fragment{Text: "b", Missing: true}, Fragment{}
	for _, c := range []struct {
		says string
		all  []Fragment
		want string
	}{
		{"all there", []Fragment{here, here}, ""},
		{"nothing written", []Fragment{none, here}, ""},
		{"only the last one missing", []Fragment{here, here, original}, "text.partly_translated"},
		{"only the first one missing", []Fragment{original, here}, "text.partly_translated"},
		{"all missing, and no introduction", []Fragment{original, none, original}, "text.missing_translation"},
		{"nothing at all", nil, ""},
	} {
		l, want := OrEnglish("fr"), ""
		if c.want != "" {
			want = l.T(c.want, "language", "français")
		}
		if got := l.UntranslatedNotice(c.all); got != want {
			t.Errorf("%s: %q", c.says, got)
		}
	}
}
