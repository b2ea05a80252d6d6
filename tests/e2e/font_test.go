package e2e

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fontScripts are the letters for which each font file is there.
var fontScripts = map[string]*regexp.Regexp{
	"-arabic-":   regexp.MustCompile(`\p{Arabic}`),
	"-cyrillic-": regexp.MustCompile(`\p{Cyrillic}`),
}

// TestNoPageLoadsAFontThatItDoesNotShow: names of languages are set in the
// fonts of the system, so an English page needs no Arabic or Cyrillic font. An
// Arabic page asks for its fonts early and does not move when they arrive.
func TestNoPageLoadsAFontThatItDoesNotShow(t *testing.T) {
	s := serve(t, "sqlite:"+t.TempDir()+"/site.db")
	for _, lang := range []string{"en", "fr", "es", "zh", "ru", "ar"} {
		p := s.person(browser(t), "reader of "+lang)
		for _, path := range []string{"/", seriesPath, seminarPath, summaryPath, "/search?q=mandates", "/sign-in"} {
			at := path + "?lang=" + lang
			if strings.Contains(path, "?") {
				at = path + "&lang=" + lang
			}
			p.open(at)
			files := ask[[]string](p, `document.fonts.ready.then(() => performance.getEntriesByType("resource").map(r => r.name).filter(n => n.endsWith(".woff2")))`)
			text := ask[string](p, `(() => { const b = document.body.cloneNode(true); b.querySelectorAll(".languages, #languages, script").forEach(e => e.remove()); return b.textContent })()`)
			for script, letters := range fontScripts {
				loads := slices.ContainsFunc(files, func(f string) bool { return strings.Contains(f, script) })
				if loads && !letters.MatchString(text) {
					t.Errorf("%s loads a font for %s, which it does not show: %v", at, letters, files)
				}
			}
			if lang == "ar" && !slices.ContainsFunc(files, func(f string) bool { return strings.Contains(f, "noto-sans-arabic-") }) {
				t.Errorf("%s loads no Arabic font: %v", at, files)
			}
			moved := ask[float64](p, `new Promise(done => { let sum = 0; new PerformanceObserver(l => l.getEntries().forEach(e => sum += e.value)).observe({type: "layout-shift", buffered: true}); setTimeout(() => done(sum), 300) })`)
			if moved > 0.05 {
				t.Errorf("%s moves by %.3f while it loads", at, moved)
			}
		}
	}
}
