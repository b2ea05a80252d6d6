package views

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
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

// A text in the other direction that is as wide as its longest line, or narrower
// than the column, begins at a place of its own.
func TestTextsInTheOtherDirectionShareOneEdge(t *testing.T) {
	if strings.Contains(source(t, "assets/src/css/point.css"), `.point-text[dir=`) {
		t.Error("points in the other direction are not as wide as the column")
	}
	if !strings.Contains(source(t, "assets/src/css/document.css"), "[dir=\"rtl\"] .document .prose[dir=\"ltr\"],\n[dir=\"ltr\"] .document .prose[dir=\"rtl\"] { max-inline-size: none; }") {
		t.Error("an introduction in the other direction does not begin at the edge of the points")
	}
	if !strings.Contains(source(t, "assets/src/css/print.css"), ".prose, .cite-text { max-inline-size: none; }") {
		t.Error("a text in the other direction does not reach the edge of the paper's column")
	}
}

func TestNarrowPagesBreakNoFigureAndBeginNoLineWithADot(t *testing.T) {
	for file, rule := range map[string]string{
		"document.css": ".contents .num { flex: none; ",
		"page.css":     `.dots > :not(:last-child)::after { content: "\2060·\200b"; `,
		"table.css":    ".table-stacked code { overflow-wrap: anywhere; }",
	} {
		if !strings.Contains(source(t, "assets/src/css/"+file), rule) {
			t.Errorf("%s does not have %q", file, rule)
		}
	}
	if got := rendered(t, APIShow{Frame: frame()}); !strings.Contains(got, "table-stacked") {
		t.Errorf("a phone shows only the paths of the API: %s", got)
	}
}

// A reader of paper can press nothing and unfold nothing.
func TestOnPaperLinksAreLeftOutAndWhatIsFoldedAwayIsPrinted(t *testing.T) {
	sheet := source(t, "assets/src/css/print.css")
	for _, rule := range []string{".on-screen, ", ".section-head > a, ", ".point-cite { display: none; }", "details::details-content { content-visibility: visible; ", ".on-paper { display: block; "} {
		if !strings.Contains(sheet, rule) {
			t.Errorf("the style sheet for paper does not have %q", rule)
		}
	}
	if !strings.Contains(source(t, "assets/src/css/utilities.css"), ".on-paper { display: none; }") {
		t.Error("the screen shows what is for paper")
	}

	public := SeminarShow{Frame: frame(), Seminar: kampala()}
	personal := RegistrationShow{Frame: frame(), Of: models.RegistrationPage{RegistrationSeminar: nairobi(), Status: models.Confirmed}}
	list := RegistrationList{Frame: frame(), List: models.RegistrationList{Page: models.Page[models.RegistrationRow]{Items: []models.RegistrationRow{{ID: "r", Status: models.Pending}}}}}
	for _, c := range []struct {
		page page
		link string
	}{{public, "/agenda"}, {public, "/calendar.ics"}, {personal, "/series/peace/nairobi-2027"}, {personal, "/agenda"}, {personal, "/calendar.ics"}, {list, ".csv"}} {
		html := rendered(t, c.page)
		before, _, found := strings.Cut(html, c.link+`"`)
		line := before[max(strings.LastIndex(before, "<div"), strings.LastIndex(before, "<p")):]
		if !found || !strings.Contains(line, "on-screen") {
			t.Errorf("%T prints the link %s: %s", c.page, c.link, line)
		}
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
