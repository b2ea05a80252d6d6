package wire

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// citedEdition is an edition that went online long after its seminar.
func citedEdition(change func(*models.Document)) models.PublicEdition {
	d := models.Document{
		Kind: "executive_summary", Language: "en", Title: models.NewText("en", "a ~ b ^ c <d> | 5 %"), Series: models.NewText("en", "Peace operations"),
		Place: models.NewText("en", "Beijing"), StartsOn: "2007-03-26", EndsOn: "2007-03-27",
		Organisers: []models.DocumentOrganiser{
			{ShownAs: models.NewText("en", "Ministry of Trade and Industry"), Role: "host"}, {ShownAs: models.NewText("ar", "\u2068وزارة الخارجية\u2069"), Role: "co_organiser"},
			{ShownAs: models.NewText("en", "A partner"), Role: "partner"},
		},
	}
	change(&d)
	return models.PublicEdition{Document: d, EditionRow: models.EditionRow{
		SeriesSlug: "peace", SeminarSlug: "beijing", Number: 1, EditionKind: "original", EarlierPublication: d.EarlierPublication,
		PublishedAt: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC),
	}}
}

func TestEveryFormatHasTheSameDate(t *testing.T) {
	l, _ := locale.For("en")
	for name, c := range map[string]struct {
		change                  func(*models.Document)
		day, year, slashed, ris string
	}{
		"issued":         {func(d *models.Document) { d.IssuedOn = "2008-01-15" }, "2008-01-15", "2008", "2008/01/15", "2008/01/15/"},
		"not known":      {func(*models.Document) {}, "2007-03-26", "2007", "2007/03/26", "2007/03/26/"},
		"no date at all": {func(d *models.Document) { d.StartsOn, d.EndsOn = "", "" }, "2026-11-27", "2026", "2026/11/27", "2026/11/27/"},
		"reproduced": {func(d *models.Document) {
			d.EarlierPublication = &models.EarlierPublication{Kind: models.Reproduced, IssuedOn: "2007"}
		}, "2007", "2007", "2007", "2007///"},
		"restated, so it was written here": {func(d *models.Document) {
			d.EarlierPublication = &models.EarlierPublication{Kind: models.Restated, IssuedOn: "2007"}
		}, "2026-11-27", "2026", "2026/11/27", "2026/11/27/"},
	} {
		t.Run(name, func(t *testing.T) {
			e := citedEdition(c.change)
			ld := EditionLD(l, "https://site.example", e)
			meta, online := CitationDates(e)

			if ld["datePublished"] != c.day || ld["dateModified"] != "2026-11-27" {
				t.Errorf("linked data has %v and %v", ld["datePublished"], ld["dateModified"])
			}
			if meta != c.slashed || online != "2026/11/27" {
				t.Errorf("the page has %s and %s", meta, online)
			}
			if bib := string(BibTeX(l, "", e)); !strings.Contains(bib, "\n  year = {"+c.year+"},\n") || !strings.Contains(bib, "27 November 2026") {
				t.Errorf("BibTeX has other dates: %s", bib)
			}
			if ris := string(RIS(l, "", e)); !strings.Contains(ris, "\r\nPY  - "+c.year+"\r\nDA  - "+c.ris+"\r\n") || !strings.Contains(ris, "27 November 2026") {
				t.Errorf("RIS has other dates: %s", ris)
			}
		})
	}
}

func TestEveryFormatSaysWhyAnEditionWasPublishedAndThatANewerOneExists(t *testing.T) {
	l, _ := locale.For("en")
	corrigendum := citedEdition(func(*models.Document) {})
	corrigendum.Number, corrigendum.Latest, corrigendum.EditionKind, corrigendum.Reason = 2, 3, "corrigendum", "A name was wrong."
	newest := corrigendum
	newest.Number = 3
	original := citedEdition(func(*models.Document) {})
	original.Latest = 1
	for name, c := range map[string]struct {
		edition       models.PublicEdition
		reason, newer bool
	}{"replaced": {corrigendum, true, true}, "the newest": {newest, true, false}, "the only one": {original, false, false}} {
		data, err := EditionJSON("https://site.example", c.edition)
		if err != nil {
			t.Fatal(err)
		}
		for format, file := range map[string]string{"JSON": string(data), "BibTeX": string(BibTeX(l, "https://site.example", c.edition)), "RIS": string(RIS(l, "https://site.example", c.edition))} {
			if strings.Contains(file, "A name was wrong.") != c.reason || strings.Contains(file, "https://site.example/series/peace/beijing/summary/editions/3") != (c.newer || c.edition.Number == 3) {
				t.Errorf("%s, %s: %s", name, format, file)
			}
			if format != "JSON" && (strings.Contains(file, "Corrigendum: A name was wrong.") != c.reason || strings.Contains(file, "A newer edition is available: https://") != c.newer) {
				t.Errorf("%s, %s: %s", name, format, file)
			}
		}
		if strings.Contains(string(data), `"newer_edition"`) != c.newer {
			t.Errorf("%s: %s", name, data)
		}
	}
}

func TestEveryFormatHasTheSameAuthorsEachOfWhichIsOne(t *testing.T) {
	l, _ := locale.For("en")
	e := citedEdition(func(*models.Document) {})

	if bib := string(BibTeX(l, "", e)); !strings.Contains(bib, "\n  author = {{Ministry of Trade and Industry} and {وزارة الخارجية}},\n") {
		t.Errorf("BibTeX: %s", bib)
	}
	if ris := string(RIS(l, "", e)); !strings.Contains(ris, "\r\nAU  - Ministry of Trade and Industry\r\nAU  - وزارة الخارجية\r\n") {
		t.Errorf("RIS: %s", ris)
	}
	ld, _ := json.Marshal(EditionLD(l, "", e)["author"])
	if string(ld) != `[{"@type":"Organization","name":"Ministry of Trade and Industry"},{"@type":"Organization","name":"وزارة الخارجية"}]` {
		t.Errorf("linked data: %s", ld)
	}
	earlier := citedEdition(func(d *models.Document) { d.EarlierPublication = &models.EarlierPublication{Kind: models.Restated} })
	if bib := string(BibTeX(l, "", earlier)); strings.Contains(bib, "Ministry") {
		t.Errorf("the organisers have not written a restatement: %s", bib)
	}
}

func TestReferencesAreReadAsTextAndHaveNoInvisibleCharacters(t *testing.T) {
	for _, l := range locale.All() {
		e := citedEdition(func(*models.Document) {})
		bib, ris := string(BibTeX(l, "", e)), string(RIS(l, "", e))
		if want := `title = {a \textasciitilde{} b \textasciicircum{} c \textless{}d\textgreater{} \textbar{} 5 \%},`; !strings.Contains(bib, want) {
			t.Errorf("%s: BibTeX has no %s: %s", l.Code(), want, bib)
		}
		if want := "TI  - a ~ b ^ c <d> | 5 %\r\n"; !strings.Contains(ris, want) {
			t.Errorf("%s: RIS has no %s: %s", l.Code(), want, ris)
		}
		if !strings.Contains(AuthorLine(l, e.Document), "\u2068") {
			t.Errorf("control, %s: on the page the names are isolated", l.Code())
		}
		for name, text := range map[string]string{"BibTeX": bib, "RIS": ris} {
			if Visible(text) != text {
				t.Errorf("%s: %s has invisible characters: %q", l.Code(), name, text)
			}
		}
	}
	if joined := "می\u200cخواهم"; Visible(joined) != joined {
		t.Error("a joiner is removed")
	}
}

// TestACitationHasNoGaps: seminars recorded after the event may lack an organiser
// or a place.
func TestACitationHasNoGaps(t *testing.T) {
	for _, l := range locale.All() {
		e := citedEdition(func(d *models.Document) {
			d.Language, d.Organisers, d.Place, d.Title = l.Code(), nil, models.Text{}, models.NewText(l.Code(), "Title")
		})
		got := Visible(Citation(l, e, "https://site.example/s"))

		if strings.HasPrefix(got, ",") || strings.HasPrefix(got, "،") || strings.HasPrefix(got, "：") || strings.Contains(got, ", ,") || strings.Contains(got, "، ،") || strings.Contains(got, "，，") {
			t.Errorf("%s: %s", l.Code(), got)
		}
		if !strings.Contains(got, "Title") || !strings.Contains(got, "https://site.example/s") {
			t.Errorf("%s: the citation lost something: %s", l.Code(), got)
		}
	}
}
