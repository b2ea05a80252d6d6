package views

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	lightValue = regexp.MustCompile(`light-dark\((#[0-9a-f]{6}),`)
	colour     = regexp.MustCompile(`#[0-9a-fA-F]{6}\b`)
)

// Mail programs and the typesetter cannot read the style sheet, so its colours
// are written there once more.
func TestMailsAndPrintedDocumentsHaveTheColoursOfTheSite(t *testing.T) {
	light := map[string]bool{}
	for _, found := range lightValue.FindAllStringSubmatch(source(t, "assets/src/css/tokens.css"), -1) {
		light[found[1]] = true
	}
	for _, file := range []string{"mail/mail.templ", "print/summary.typ"} {
		found := colour.FindAllString(source(t, file), -1)
		if len(found) == 0 {
			t.Errorf("%s has no colour", file)
		}
		for _, c := range found {
			if !light[strings.ToLower(c)] {
				t.Errorf("%s: %s is no light value of tokens.css", file, c)
			}
		}
	}
	if !strings.Contains(source(t, "assets/src/mark.svg"), "color:#0f4a5c") || !light["#0f4a5c"] {
		t.Error("the mark does not have the accent of the site")
	}
}

// On the screen a text in the other direction stays next to its number. On paper
// short and long ones would then begin at different places.
func TestOnPaperTextsInTheOtherDirectionShareOneEdge(t *testing.T) {
	const both = `[dir="rtl"] .point-text[dir="ltr"], [dir="ltr"] .point-text[dir="rtl"] { inline-size: `
	if !strings.Contains(source(t, "assets/src/css/point.css"), both+"fit-content; }") || !strings.Contains(source(t, "assets/src/css/print.css"), both+"auto; }") {
		t.Error("the width of points in the other direction is not what it was, on the screen or on paper")
	}
	if !strings.Contains(source(t, "assets/src/css/print.css"), ".prose, .cite-text { max-inline-size: none; }") {
		t.Error("a text in the other direction does not reach the edge of the paper's column")
	}
}

func source(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
