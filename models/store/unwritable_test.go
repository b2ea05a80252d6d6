package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// PostgreSQL refuses such bytes, which anybody can write into an address;
// SQLite accepts them and finds nothing. Both must give the same answer.
func TestANameThatCannotBeStoredIsNotFound(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		for _, id := range []string{"\x00", p.Seminar + "\x00", "\xff", "a\xc3\x28"} {
			for name, err := range map[string]error{
				"series":             errorOf(g.Store.Series(t.Context(), p.By, id)),
				"seminar":            errorOf(g.Store.Seminar(t.Context(), p.By, id)),
				"head":               errorOf(g.Store.SeminarHead(t.Context(), p.By, id)),
				"desk":               errorOf(g.Store.SeminarDesk(t.Context(), p.By, id)),
				"session":            errorOf(g.Store.Session(t.Context(), p.By, p.Seminar, id)),
				"organisation":       errorOf(g.Store.Organisation(t.Context(), p.By, id)),
				"public series":      errorOf(g.Store.PublicSeminar(t.Context(), models.Public, id, p.SeminarSlug)),
				"editing a seminar":  errorOf(g.Store.EditSeminar(t.Context(), p.By, id, 1, given.SeminarIn("Oslo"))),
				"moving a seminar":   given.MoveSeminar(t.Context(), g.Store, p.By, id, models.SeminarAnnounced),
				"removing organiser": g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, id, models.ReasonInput{}),
				"adding a theme":     errorOf(g.Store.AddTheme(t.Context(), p.By, id, models.ThemeInput{Name: "Financing", Language: "en"})),
			} {
				if models.KindOf(err) != models.NotFound {
					t.Errorf("%s %q: %v", name, id, err)
				}
			}
		}
	})
}

func TestAListCanBeSearchedForAnyText(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		p.Organisation("100 % Water")
		for find, want := range map[string]int{"100 %": 1, "%": 1, "10%": 0, "_": 0, "!": 0, "100\x00": 1, "\x00": 2, "\xff": 0, "": 2} {
			page, err := g.Store.Organisations(t.Context(), p.By, find, "", 10)
			if err != nil || len(page.Items) != want {
				t.Errorf("%q finds %d, want %d, %v", find, len(page.Items), want, err)
			}
		}
		for _, cursor := range []string{"zzz", models.EncodeCursor("one"), models.EncodeCursor("a", "b\x00"), models.EncodeCursor("\x00", "b")} {
			if _, err := g.Store.Organisations(t.Context(), p.By, "", cursor, 10); models.KindOf(err) != models.Invalid {
				t.Errorf("the cursor %q: %v", cursor, err)
			}
		}
	})
}

func TestAnUnknownSourceOfAPointIsRefusedBesideItsField(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1)
		for _, id := range []string{"\x00", "\xff", "x", models.NewID(g.Now())} {
			in := models.PointInput{Kind: "trend", Body: "It rains.", Voice: "document", Strength: "noted", Language: "en", Themes: []string{id}, Sessions: []string{id}, Notes: []string{id}}
			_, err := g.Store.AddPoint(t.Context(), o.Drafter, o.Summary, in)
			if got := models.ProblemsOf(err).String(); got != "notes form.choice, sessions form.choice, themes form.choice" {
				t.Errorf("%q: %v", id, err)
			}
		}
	})
}
