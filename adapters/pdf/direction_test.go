package pdf

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestEveryPartHasItsOwnLanguageAndDirection(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	of := func(text, lang, dir string) map[string]any {
		return map[string]any{"text": text, "lang": lang, "dir": dir}
	}
	document := summary(t, "en")
	document.Data, _ = json.Marshal(map[string]any{
		"lang": "en", "dir": "ltr", "title": of("العنوان (2).", "ar", "rtl"), "series": of("Series", "en", "ltr"), "kind": "Executive summary",
		"authors": []string{"Ministry of Trade and Industry", "外交部"},
		"notices": [][]any{{of("Corrigendum: ", "", ""), of("A finding was missing.", "", "")}},
		"meta":    []any{map[string]any{"label": "Place", "value": []any{of("内罗毕", "zh", "ltr")}}, map[string]any{"label": "Date", "value": []any{of("", "", "")}}},
		"groups": []any{map[string]any{"heading": "Findings", "points": []any{map[string]any{
			"number": "F1", "text": "A point", "lang": "en", "dir": "ltr", "theme": []any{of("UN", "en", "ltr"), of(" and ", "", ""), of("دور (المنظمة).", "ar", "rtl")},
			"paragraph": "¶ 2", "addressees": [][]any{{of("Addressed to: ", "", ""), of("States", "en", "ltr")}, {of("Addressed to (inferred): ", "", ""), of("AU", "en", "ltr")}},
		}}}},
		"references":  []any{map[string]any{"label": "Original", "value": []any{of("Held at Gigiri", "en", "ltr")}}, map[string]any{"label": "Original", "value": []any{of("https://ref.example", "en", "ltr")}}},
		"cite":        of("الاستشهاد (2).", "ar", "rtl"),
		"labels":      map[string]any{"cite": "Cite this"},
		"fingerprint": map[string]any{"label": "Fingerprint", "value": []any{of("3a7b", "", "")}},
	})

	pdf := must(t, r, document)

	info := poppler(t, "pdfinfo", pdf)
	for _, line := range []string{`Title:\s+العنوان \(2\)\.`, `Author:\s+Ministry of Trade and Industry, 外交部`} {
		if !regexp.MustCompile(line).MatchString(info) {
			t.Errorf("pdfinfo has no line %q:\n%s", line, info)
		}
	}
	shown := strings.Join(strings.Fields(invisible.Replace(poppler(t, "pdftotext", pdf))), " ")
	for _, part := range []string{"Executive summary", "Corrigendum: A finding was missing.", "内罗毕", "¶", "Addressed to: States", "Addressed to (inferred): AU", "Held at Gigiri", "https://ref.example", "Cite this", "Fingerprint 3a7b"} {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not printed:\n%s", part, shown)
		}
	}
	if strings.Contains(shown, "Date") || strings.Count(shown, "Original") != 1 {
		t.Errorf("an empty fact or a repeated label is printed:\n%s", shown)
	}
	// On paper, from left to right: Arabic begins on the right, its full stop is
	// on the left, and the English beside it keeps its order.
	var words []string
	for _, found := range regexp.MustCompile(`">([^<]*)</word>`).FindAllStringSubmatch(poppler(t, "pdftotext", pdf, "-bbox"), -1) {
		words = append(words, strings.Fields(invisible.Replace(found[1]))...)
	}
	line := strings.Join(words, " ")
	for _, part := range []string{".) 2 ( ناونعلا", ".) 2 ( داهشتسالا", "UN and .)ةمظنملا( رود · ¶ 2 · Addressed"} {
		if !strings.Contains(line, part) {
			t.Errorf("%q does not stand on the paper:\n%s", part, line)
		}
	}
}
