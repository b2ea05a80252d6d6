package views

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// editionPage is the page of an edition, from its first notice on.
func editionPage(t *testing.T, e models.PublicEdition) string {
	t.Helper()
	l, _ := locale.For("en")
	return shown(t, EditionShow{Frame: parts.Frame{L: l, BaseURL: "https://example.org"}, Edition: e})
}

func TestACorrigendumSaysOnItsTitlePageWhatItIs(t *testing.T) {
	e := edition(nil)
	e.Number, e.EditionKind, e.Reason = 2, "corrigendum", "A name was wrong."
	e.Others = []models.EditionLine{{Number: 2, EditionKind: "corrigendum", Reason: "A name was wrong."}, {Number: 1, EditionKind: "original"}}

	html := editionPage(t, e)

	if page := says(html); !strings.Contains(page, "Corrigendum: A name was wrong.") {
		t.Errorf("the title page does not name the corrigendum: %s", page)
	}
	if !regexp.MustCompile(`Edition 2 · Corrigendum</span>\s+<span class="meta"`).MatchString(html) {
		t.Errorf("the reason runs into the name of the edition: %s", html)
	}
}

func TestAWithdrawnEditionLeadsToTheOneInForce(t *testing.T) {
	withdrawn := time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name           string
		number, latest int
		withdrawn      *time.Time
		says, leads    bool // that there is a newer edition; to the newest one
	}{
		{"the newest", 2, 2, nil, false, false},
		{"one with a successor", 1, 2, nil, true, true},
		{"a withdrawn one with a successor", 1, 2, &withdrawn, false, true},
		{"a withdrawn correction", 2, 1, &withdrawn, false, true},
		{"the only one, withdrawn", 1, 0, &withdrawn, false, false},
	} {
		e := edition(nil)
		e.Number, e.Latest, e.WithdrawnAt, e.Fingerprint = c.number, c.latest, c.withdrawn, "abc"

		page := says(editionPage(t, e.Shown()))

		if strings.Contains(page, "A newer edition is available") != c.says || strings.Contains(page, "Read the latest edition") != c.leads {
			t.Errorf("%s: %s", c.name, page)
		}
		if strings.Contains(page, "Fingerprint") != (c.withdrawn == nil) {
			t.Errorf("%s: the fingerprint of a text that is not shown, or none of one that is: %s", c.name, page)
		}
	}
}

func TestACorrigendumSaysWhatItIsWhereItIsFeatured(t *testing.T) {
	e := edition(nil)
	e.Document.Kind = "executive_summary"
	e.Kind, e.Number, e.EditionKind, e.Reason = "executive_summary", 2, "corrigendum", "A name was wrong."
	seminar := models.SeminarPage{PublicSeminar: models.PublicSeminar{Status: models.SeminarConcluded}, Editions: []models.EditionLine{{Kind: e.Kind, Number: 2, EditionKind: e.EditionKind, Reason: e.Reason}}}
	for name, page := range map[string]parts.Page{
		"home":    HomeShow{Frame: frame(), Home: models.Home{Published: []models.PublicEdition{e}}},
		"series":  SeriesShow{Frame: frame(), Published: []models.EditionRow{e.EditionRow}},
		"seminar": SeminarShow{Frame: frame(), Seminar: seminar},
	} {
		if got := says(shown(t, page)); !strings.Contains(got, "Executive summary Corrigendum") || name != "series" && !strings.Contains(got, "A name was wrong.") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestAThemeLeadsToThePointsOnIt(t *testing.T) {
	const link = `<a href="/search?q=Women+%26+peace">`
	name := models.NewText("en", "Women & peace")
	e := edition(nil)
	e.Document.Points[0].Themes = []models.Text{name}
	if html := editionPage(t, e); !strings.Contains(html, link) {
		t.Errorf("an edition: %s", html)
	}
	d := textOf(models.SummaryDraft, whoDrafts)
	d.Of.Themes, d.Of.Points[0].Themes = []models.Theme{{ID: "t", Name: name}}, models.List{"t"}
	if html := shown(t, DeskShow{d}); !strings.Contains(html, link) {
		t.Errorf("a working text: %s", html)
	}
	desk := SeriesDesk{Frame: d.Frame, SeriesDesk: models.SeriesDesk{Themes: d.Of.Themes}}
	if html := shown(t, desk); !strings.Contains(html, link) {
		t.Errorf("a series: %s", html)
	}
	d.Of.Summary.Status = models.SummaryClearance
	if html := shown(t, ClearanceShow{Desk: d}); strings.Contains(html, link) || !strings.Contains(says(html), "Women &amp; peace") {
		t.Errorf("a text under clearance, whose replies may not be saved yet: %s", html)
	}
}
