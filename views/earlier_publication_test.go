package views

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/print"
	"consultations/views/wire"
)

// edition is a first edition, of our own when earlier is nil.
func edition(earlier *models.EarlierPublication) models.PublicEdition {
	oslo := models.NewText("en", "Oslo").With("ru", "Осло").With("zh", "奥斯陆").With("ar", "أوسلو")
	if earlier != nil {
		earlier.Title, earlier.IssuedPlace = models.NewText("en", "Executive summary"), oslo
	}
	return models.PublicEdition{
		EditionRow: models.EditionRow{
			ID: models.NewID(time.Now()), SeriesSlug: "series", SeminarSlug: "beijing-2007", Number: 1, EditionKind: "original", Kind: "executive_summary", Title: models.NewText("en", "Executive summary"),
			PublishedAt: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), EarlierPublication: earlier,
		},
		Fingerprint: "f1f1",
		Document: models.Document{
			Kind: "executive_summary", Title: models.NewText("en", "Executive summary"), Language: "en", StartsOn: "2007-03-26", EndsOn: "2007-03-27", EarlierPublication: earlier,
			Organisers: []models.DocumentOrganiser{{ShownAs: models.NewText("en", "Ministry of Canaries"), Role: "host", Cleared: earlier == nil}},
			Points: []models.DocumentPoint{{
				Code: "R1", Kind: "recommendation", Body: models.NewText("en", "Do it."), Voice: "unattributed", Strength: "suggested",
				Addressees: []models.Addressee{{Name: "Security Council", Basis: models.Explicit}, {Name: "Member States", Basis: models.Inferred}},
			}},
		},
	}
}

// formats writes an edition in every format, each with what it says of itself.
func formats(t *testing.T, l *locale.Locale, e models.PublicEdition) map[string]string {
	t.Helper()
	page := EditionShow{Frame: parts.Frame{L: l, BaseURL: "https://example.org"}, Edition: e}.WithMeta()
	feed, err := wire.Feed(l, "https://example.org", "urn:uuid:1", []models.EditionRow{e.EditionRow})
	if err != nil {
		t.Fatal(err)
	}
	json, err := wire.EditionJSON("https://example.org", e)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := print.EditionPrint(l, "https://example.org", e)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := page.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	start, end := strings.Index(html, "<head>"), strings.Index(html, "</head>")
	return map[string]string{
		"title page": html[strings.Index(html, `class="title-page"`):], "head of the page": html[start:end], "feed": string(feed), "JSON": string(json), "PDF": string(printed.Data),
		"citation": wire.Citation(l, e, "https://example.org"), "BibTeX": string(wire.BibTeX(l, "https://example.org", e)), "RIS": string(wire.RIS(l, "https://example.org", e)),
	}
}

func TestEveryFormatOfARestatementSaysThatNobodyClearedIt(t *testing.T) {
	l, _ := locale.For("en")
	for name, text := range formats(t, l, edition(&models.EarlierPublication{Kind: models.Restated})) {
		if want := "Restated from “Executive summary” (Oslo, date of issue not known); not cleared by the organisers"; !strings.Contains(text, want) {
			t.Errorf("the %s does not say so: %s", name, text)
		}
		for _, claim := range []string{"f1f1", "Prepared by the organisers", "Original edition", `"cleared": true`} {
			if strings.Contains(text, claim) {
				t.Errorf("the %s says %q", name, claim)
			}
		}
		if (name == "citation" || name == "BibTeX" || name == "RIS" || name == "head of the page") && strings.Contains(text, "Canaries") {
			t.Errorf("the %s has the organisers as authors: %s", name, text)
		}
	}
	for name, text := range formats(t, l, edition(nil)) {
		if strings.Contains(text, "Restated") {
			t.Errorf("the %s of a cleared edition: %s", name, text)
		}
	}
	if cleared := formats(t, l, edition(nil)); !strings.Contains(cleared["JSON"], "f1f1") || !strings.Contains(cleared["BibTeX"], "Canaries") || !strings.Contains(cleared["JSON"], `"earlier_publication": null`) {
		t.Errorf("a cleared edition: %s", cleared)
	}
}

func TestTheStatementOfARestatementIsWrittenInEveryLanguage(t *testing.T) {
	for code, want := range map[string]string{
		"en": "Restated from “Executive summary” (Ministry, Oslo, May 2007); not cleared by the organisers",
		"fr": "Reformulé d’après «\u00a0Executive summary\u00a0» (Ministry, Oslo, mai 2007)\u202f; non approuvé par les organisateurs",
		"es": "Reformulado a partir de «Executive summary» (Ministry, Oslo, mayo de 2007); no aprobado por los organizadores",
		"ru": "Изложено по документу «Executive summary» (Ministry, Осло, май 2007 г.); с организаторами не согласовано",
		"zh": "据《Executive summary》（Ministry，奥斯陆，2007年5月）转述；未经主办方批准",
	} {
		l, _ := locale.For(code)
		p := edition(&models.EarlierPublication{Kind: models.Restated, IssuedBy: models.NewText("en", "Ministry"), IssuedOn: "2007-05"}).EarlierPublication
		if got := wire.EarlierStatement(l, p); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestInferredAddresseesAreMarkedInEveryFormat(t *testing.T) {
	l, _ := locale.For("en")
	got := formats(t, l, edition(nil))
	for name, want := range map[string]string{
		"PDF":  `{"text":"Addressed to (inferred): ","lang":"","dir":""},{"text":"Member States","lang":"en","dir":"ltr"}`,
		"JSON": "\"basis\": \"inferred\"",
	} {
		if !strings.Contains(got[name], want) {
			t.Errorf("the %s does not mark them: %s", name, got[name])
		}
	}
	if page := got["title page"]; !strings.Contains(page, `Member States</span>   <span class="inferred">inferred</span>`) {
		t.Errorf("the page does not mark them: %s", page)
	}
}

func TestATextIsPublishedHereOnlyIfItWasIssuedElsewhereBefore(t *testing.T) {
	l, _ := locale.For("en")
	for _, c := range []struct {
		name    string
		earlier *models.EarlierPublication
		want    string
		imprint string
	}{
		{"a text of our own", nil, "Published on 1 March 2026", "Original edition · published on 1 March 2026"},
		{"a restatement", &models.EarlierPublication{Kind: models.Restated}, "Published here on 1 March 2026", "published on this site on 1 March 2026"},
	} {
		e := edition(c.earlier)
		line := models.EditionLine{ID: "e", Kind: e.Kind, Number: 1, EditionKind: e.EditionKind, Title: e.Title, PublishedAt: e.PublishedAt, EarlierPublication: c.earlier}
		home := HomeShow{Frame: parts.Frame{L: l}, Home: models.Home{Published: []models.PublicEdition{e}}}.newest()
		seminar := SeminarShow{Frame: parts.Frame{L: l}}.feature(line)
		for place, f := range map[string]feature{"home page": home, "page of the seminar": seminar} {
			if got := f.Line[1].Text; got != c.want {
				t.Errorf("%s on the %s: %q, want %q", c.name, place, got, c.want)
			}
		}
		if got := formats(t, l, e)["PDF"]; !strings.Contains(got, c.imprint) {
			t.Errorf("%s, printed: %s", c.name, got)
		}
	}
}

func TestTheBoxOfTheCitationHasTheAddressOnce(t *testing.T) {
	l, _ := locale.For("en")
	html := formats(t, l, edition(nil))["title page"]
	box := html[strings.Index(html, `id="cite"`):]
	box = box[:strings.Index(box, "</section>")]
	if n := strings.Count(box, "https://example.org/series/series/beijing-2007/summary/editions/1"); n != 1 {
		t.Errorf("the address is there %d times: %s", n, box)
	}
}

func TestPageAndPDFAndJSONCarryTheIntroductionAsTyped(t *testing.T) {
	l, _ := locale.For("fr")
	e := edition(nil)
	e.Document.Intro = models.NewText("en", "Two days:\n- one\n- two")
	all := formats(t, l, e)

	for format, want := range map[string]string{
		"title page": `<div class="prose" lang="en" dir="ltr"><p>` + "Two days:\n- one\n- two</p>",
		"PDF":        `"intro":{"text":"Two days:\n- one\n- two","lang":"en","dir":"ltr"}`,
		"JSON":       `Two days:\n- one\n- two`,
	} {
		if !strings.Contains(all[format], want) {
			t.Errorf("%s: %s", format, all[format])
		}
	}
}
