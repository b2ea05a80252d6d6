package pdf

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// summary returns a summary of fifteen points in one language with the template
// for published summaries.
func summary(t *testing.T, lang string) Document {
	t.Helper()
	template, err := os.ReadFile("../../views/print/summary.typ")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/summary_" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return Document{Template: template, Data: data, Lang: lang}
}

// poppler runs one of poppler's programs on the document.
func poppler(t *testing.T, program string, pdf []byte, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("%s is missing; this test needs it. On Debian or Ubuntu: sudo apt-get install poppler-utils", program)
	}
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	arguments = append(arguments, file)
	if program == "pdftotext" {
		arguments = append(arguments, "-")
	}
	out, err := exec.Command(path, arguments...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out)
}

// invisible removes the direction marks that extraction adds.
var invisible = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u2066", "", "\u2067", "", "\u2069", "")

var word = regexp.MustCompile(`\p{L}+`)

// recovered returns the share of the words of wanted that text contains. Chinese has
// no spaces; there a word is everything between two punctuation marks.
func recovered(wanted, text string) float64 {
	words := word.FindAllString(wanted, -1)
	found := 0
	for _, w := range words {
		if strings.Contains(text, w) {
			found++
		}
	}
	return float64(found) / float64(len(words))
}

func spaceless(text string) string { return strings.Join(strings.Fields(text), "") }

func TestASummaryCanBeReadSearchedAndCopiedInEveryLanguage(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	for lang, share := range map[string]float64{"ar": 0.9, "zh": 1, "en": 1, "fr": 1, "ru": 1, "es": 1} {
		t.Run(lang, func(t *testing.T) {
			document := summary(t, lang)
			var data struct {
				Series, Subtitle, Title string
				StatusLine              string `json:"status_line"`
				Groups                  []struct {
					Heading string
					Points  []struct{ Text, Theme, Voice, Lang string }
				}
			}
			if err := json.Unmarshal(document.Data, &data); err != nil {
				t.Fatal(err)
			}
			wanted := []string{data.Series, data.Subtitle, data.Title, data.StatusLine}
			for _, g := range data.Groups {
				wanted = append(wanted, g.Heading)
				for _, p := range g.Points {
					if p.Lang == lang {
						wanted = append(wanted, p.Text, p.Theme, p.Voice)
					}
				}
			}

			pdf := must(t, r, document)

			text := invisible.Replace(poppler(t, "pdftotext", pdf))
			text = strings.Join(strings.Fields(text), " ")
			if lang == "zh" { // lines may break anywhere
				text = spaceless(text)
			}
			if got := recovered(strings.Join(wanted, " "), text); got < share {
				t.Errorf("%.0f %% of the words can be copied, want %.0f %%; the text is\n%s", 100*got, 100*share, text)
			}
			info := poppler(t, "pdfinfo", pdf)
			for _, line := range []string{`Title:\s+` + regexp.QuoteMeta(data.Title), `Tagged:\s+yes`, `Page size:.*A4`} {
				if !regexp.MustCompile(line).MatchString(info) {
					t.Errorf("pdfinfo has no line %q:\n%s", line, info)
				}
			}
			for _, mark := range []string{"<pdfuaid:part>1</pdfuaid:part>", "/DisplayDocTitle true", "/Lang (" + lang} {
				if !bytes.Contains(pdf, []byte(mark)) {
					t.Errorf("the document does not say %s", mark)
				}
			}
			if again := must(t, r, document); !bytes.Equal(pdf, again) {
				t.Error("the same summary gives different bytes the second time")
			}
		})
	}
}

func TestASummaryIsStructuredForReadingAloud(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})

	structure := poppler(t, "pdfinfo", must(t, r, summary(t, "en")), "-struct-text")

	for _, part := range []string{`H1 "Beijing Proceedings[^"]*"`, `H2 "Trends"`, `L \(block\)`, `LI \(block\)`, `Lbl \(block\)\s+Link \(inline\)\s+"15\."`, `LBody \(block\)\s+P \(block\)\s+"Operations take in`} {
		if !regexp.MustCompile(part).MatchString(structure) {
			t.Errorf("the structure has no %s:\n%s", part, structure)
		}
	}
}

func TestUserTextsAreNeverMarkup(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	document := summary(t, "en")
	var data map[string]any
	if err := json.Unmarshal(document.Data, &data); err != nil {
		t.Fatal(err)
	}
	written := []string{
		`#panic("gone") *bold* _under_ $x^2$ @ref <label> = heading \ end`,
		`trailer << endobj stream startxref 0 %%EOF 1 0 obj`,
		"`raw` // comment /* more */ ~ -- --- #include \"/data.json\"",
		`</rdf:Description><pdfuaid:part>9</pdfuaid:part> & "quoted"`,
	}
	for _, text := range written {
		data["title"], data["series"], data["cite"] = text, text, text
		data["groups"] = []any{map[string]any{"heading": text, "points": []any{
			map[string]any{"number": "1", "anchor": "point-1", "text": text, "lang": "en", "dir": "ltr", "theme": text, "voice": text, "strength": text, "addressees": text},
		}}}
		document.Data, _ = json.Marshal(data)

		shown := poppler(t, "pdftotext", must(t, r, document))

		if n := strings.Count(spaceless(shown), spaceless(text)); n < 6 { // lines may break anywhere
			t.Errorf("%s is shown %d times:\n%s", text, n, shown)
		}
	}
}

func TestEqualSummariesGiveEqualBytesFromEveryWorker(t *testing.T) {
	typesetting(t)
	first := must(t, renderer(t, Options{}), summary(t, "ar"))

	second := must(t, renderer(t, Options{}), summary(t, "ar"))

	if !bytes.Equal(first, second) {
		t.Error("another worker gives different bytes for the same summary")
	}
	if bytes.Contains(first, []byte("D:197")) {
		t.Error("the document has a date that was not set")
	}
}

func TestASummaryLeavesOutEmptyFields(t *testing.T) {
	typesetting(t)
	document := summary(t, "en")
	r := renderer(t, Options{})
	for name, c := range map[string]struct{ data, want string }{
		"nothing but a title": {`{"lang": "en", "dir": "ltr", "title": "Bare", "series": "Series"}`,
			"Series Bare 1/1"},
		"empty lists": {`{"lang": "en", "dir": "ltr", "title": "Bare", "series": "Series", "meta": null, "labels": null,
			"groups": [{"heading": "Trends", "points": null}, {"heading": "", "points": []}], "reference": null}`,
			"Series Bare Trends 1/1"},
		"texts without labels": {`{"lang": "en", "dir": "ltr", "title": "Bare", "series": "Series", "issued": "Issued at Oslo", "cite": "Cited so",
			"url": "https://consultations.example/s", "meta": [{"label": "Place", "value": ""}],
			"groups": [{"heading": "", "points": [{"number": "T1", "anchor": "", "text": "A point", "addressees": "Addressed to all"}]}]}`,
			"Series Bare Issued at Oslo T1 A point Addressed to all Cited so https://consultations.example/s https://consultations.example/s 1/1"},
	} {
		t.Run(name, func(t *testing.T) {
			document.Data = []byte(c.data)

			shown := strings.Join(strings.Fields(poppler(t, "pdftotext", must(t, r, document))), " ")

			if shown != c.want {
				t.Errorf("it reads\n%s\nwant\n%s", shown, c.want)
			}
		})
	}
}

func TestAnArabicSummaryHasOneFontFamilyAndSetsEnglishFromLeftToRight(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	document := summary(t, "ar")
	var data map[string]any
	if err := json.Unmarshal(document.Data, &data); err != nil {
		t.Fatal(err)
	}
	data["title"] = "Executive Summary (draft)."
	data["reference"] = map[string]any{"label": "الأصل", "text": "Issued in Oslo. " + strings.Repeat("The points here restate it. ", 9) + "The count is P1 to P12."}
	data["groups"] = []any{map[string]any{"heading": "الاتجاهات", "points": []any{
		map[string]any{"number": "T1", "text": "The UN is central.", "lang": "en", "dir": "ltr", "theme": "UN role.", "voice": "المشاركون"},
		map[string]any{"number": "T2", "text": "دور الأمم المتحدة.", "lang": "ar", "dir": "rtl", "addressees": "Member States."},
	}}}
	document.Data, _ = json.Marshal(data)

	pdf := must(t, r, document)

	for _, line := range strings.Split(strings.TrimSpace(poppler(t, "pdffonts", pdf)), "\n")[2:] {
		if !strings.Contains(line, "+Amiri-") {
			t.Errorf("another font is used: %s", line)
		}
	}
	text := strings.Join(strings.Fields(invisible.Replace(poppler(t, "pdftotext", pdf))), " ")
	for _, end := range []string{"Summary (draft).", "P1 to P12.", "The UN is central.", "UN role.", "Member States."} {
		if !strings.Contains(text, end) {
			t.Errorf("%q is not read from left to right:\n%s", end, text)
		}
	}
}

func TestTheIntroductionKeepsItsLinesInItsOwnDirection(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	document := summary(t, "en")
	text := "First lines:\n- one\n  - two\n\nSecond paragraph."
	document.Data, _ = json.Marshal(map[string]any{"lang": "en", "dir": "ltr", "title": "Bare", "series": "Series", "intro": map[string]any{"text": text, "lang": "en", "dir": "ltr"},
		"groups": []any{map[string]any{"heading": "Trends", "points": []any{map[string]any{"number": "T1", "anchor": "", "text": "A point:\n- three"}}}}})

	shown := poppler(t, "pdftotext", must(t, r, document), "-layout")

	var lines []string
	for line := range strings.Lines(shown) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	want := []string{"Series", "Bare", "First lines:", "- one", "- two", "Second paragraph.", "Trends", "T1 A point:", "- three", "1/1"}
	if !slices.Equal(lines, want) {
		t.Errorf("it reads %q instead of %q", lines, want)
	}

	document.Data, _ = json.Marshal(map[string]any{"lang": "en", "dir": "ltr", "title": "Bare", "series": "Series", "intro": map[string]any{"text": "نص المقدمة", "lang": "ar", "dir": "rtl"}})
	if shown = invisible.Replace(poppler(t, "pdftotext", must(t, r, document))); !strings.Contains(shown, "المقدمة") {
		t.Errorf("an introduction in Arabic reads %q", shown)
	}
}
