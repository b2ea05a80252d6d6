package print

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

func edition() models.PublicEdition {
	english := func(s string) models.Text { return models.NewText("en", s) }
	both := english("Peace operations")
	both.In["ar"] = "عمليات السلام"
	d := models.Document{
		Kind: "executive_summary", Language: "en", Series: both, Subtitle: english("Revisited"), Seminar: english("Regional seminar"), Place: english("Nairobi"),
		StartsOn: "2027-02-01", EndsOn: "2027-02-02", Title: english("Executive summary"), Intro: english("Two days."), Reference: english("Held at Gigiri"), ReferenceURL: "https://ref.example",
		Organisers: []models.DocumentOrganiser{{ShownAs: english("Ministry of Trade and Industry"), Role: "host"}, {ShownAs: models.NewText("ar", "وزارة"), Role: "co_organiser"}, {ShownAs: english("A partner"), Role: "partner"}},
		Points: []models.DocumentPoint{{Code: "F1", Kind: "finding", Body: english("A finding"), Voice: "participants", Strength: "noted", Paragraph: "P2", Themes: []models.Text{both},
			Addressees: []models.Addressee{{Name: "States", Basis: models.Explicit}, {Name: "African Union", Basis: models.Inferred}}}},
	}
	return models.PublicEdition{Document: d, Fingerprint: "3a7b", Latest: 3, EditionRow: models.EditionRow{
		SeriesSlug: "peace", SeminarSlug: "nairobi", Number: 2, EditionKind: "corrigendum", Reason: "A finding was missing.", PublishedAt: time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC),
	}}
}

func printed(t *testing.T, lang string, e models.PublicEdition) printedEdition {
	t.Helper()
	l, _ := locale.For(lang)
	p, err := EditionPrint(l, "https://site.example", e)
	if err != nil {
		t.Fatal(err)
	}
	var d printedEdition
	if err := json.Unmarshal(p.Data, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func words(parts []printedText) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestThePrintedPageSaysWhatTheWebPageSays(t *testing.T) {
	d := printed(t, "en", edition())

	var said []string
	for _, n := range d.Notices {
		said = append(said, words(n))
	}
	for _, f := range append(append(d.Meta, d.References...), d.Fingerprint) {
		said = append(said, f.Label+": "+words(f.Value))
	}
	pt := d.Groups[0].Points[0]
	said = append(said, pt.Paragraph, words(pt.Addressees[0]), words(pt.Addressees[1]), d.Kind, d.Intro.Text)
	want := []string{
		"A newer edition is available: https://site.example/series/peace/nairobi/summary/editions/3", "Corrigendum: A finding was missing.",
		"Seminar: Regional seminar", "Place: Nairobi", "Date: 1–2 February 2027", "Hosted by: Ministry of Trade and Industry", "Co-organised by: وزارة",
		"Original document: Held at Gigiri", "Original document: https://ref.example", "Fingerprint of the cleared text (SHA-256): 3a7b",
		"¶ 2", "Addressed to: States", "Addressed to (inferred): African Union", "Executive summary", "Two days.",
	}
	if !reflect.DeepEqual(said, want) {
		t.Errorf("it says\n%q\nwant\n%q", said, want)
	}
	if !reflect.DeepEqual(d.Authors, []string{"Ministry of Trade and Industry", "وزارة"}) {
		t.Errorf("the authors are %q", d.Authors)
	}
}

func TestPrintedTextsHaveTheirOwnLanguageAndDirection(t *testing.T) {
	d := printed(t, "ar", edition())

	if d.Series != (printedText{"عمليات السلام", "ar", "rtl"}) || d.Subtitle != (printedText{"Revisited", "en", "ltr"}) || d.Title.Lang != "en" {
		t.Errorf("series, subtitle and title are %v, %v, %v", d.Series, d.Subtitle, d.Title)
	}
	if d.Cite.Lang != "en" || d.Cite.Dir != "ltr" || !strings.Contains(d.Cite.Text, "Edition 2") {
		t.Errorf("the citation is %v", d.Cite)
	}
	if to := d.Groups[0].Points[0].Addressees[0]; to[1] != (printedText{"States", "en", "ltr"}) {
		t.Errorf("the addressee is %v", to)
	}
	if last := words(d.Notices[len(d.Notices)-1]); !strings.Contains(last, "يُعرض النص الأصلي") {
		t.Errorf("nothing says that the text is not translated: %s", last)
	}
}

// TestAFingerprintStandsForEverythingThatIsSet: another language, another notice
// and another typesetter give another file.
func TestAFingerprintStandsForEverythingThatIsSet(t *testing.T) {
	english, _ := locale.For("en")
	french, _ := locale.For("fr")
	of := func(l *locale.Locale, latest int, typesetter string) string {
		e := edition()
		e.Latest = latest
		p, err := EditionPrint(l, "https://site.example", e)
		if err != nil {
			t.Fatal(err)
		}
		return p.Fingerprint(typesetter)
	}
	same := of(english, 2, "1")

	if of(english, 2, "1") != same {
		t.Error("the same document has two fingerprints")
	}
	for name, other := range map[string]string{"language": of(french, 2, "1"), "newer edition": of(english, 3, "1"), "typesetter": of(english, 2, "2")} {
		if other == same {
			t.Errorf("another %s does not change the fingerprint", name)
		}
	}
}
