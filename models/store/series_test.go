package store_test

import (
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheCreatorOfASeriesIsItsOrganiserAndSecretariat(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()

		if !p.By.Organises(p.Series, "") || !p.By.ServesSeries(p.Series) {
			t.Errorf("the roles are %+v", p.By.Grants)
		}
		if _, err := g.Store.CreateSeries(t.Context(), g.Actor("Nobody"), models.SeriesInput{Title: "Mine", Language: "en"}); models.KindOf(err) != models.NotFound {
			t.Errorf("an account without a role creates a series: %v", err)
		}
	})
}

func TestASeriesIsHiddenUntilItsFirstSeminarIsAnnounced(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()

		if _, err := g.Store.Series(t.Context(), models.Public, p.Series); models.KindOf(err) != models.NotFound {
			t.Errorf("before: %v", err)
		}
		p.Announced()
		if _, err := g.Store.Series(t.Context(), models.Public, p.Series); err != nil {
			t.Errorf("after: %v", err)
		}
	})
}

func TestTheSecondOfTwoEditsOfASeriesIsRefused(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		edit := func(about string) error {
			_, err := g.Store.EditSeries(t.Context(), p.By, p.Series, 1, models.SeriesInput{Title: "Programme", About: about, Language: "en"})
			return err
		}

		var group sync.WaitGroup
		errs := make([]error, 2)
		for i, about := range []string{"one", "two"} {
			group.Go(func() { errs[i] = edit(about) })
		}
		group.Wait()

		saved, refused := 0, 0
		for _, err := range errs {
			switch models.CodeOf(err) {
			case "page.changed_meanwhile":
				refused++
			case "":
				if err != nil {
					t.Fatal(err)
				}
				saved++
			}
		}
		if saved != 1 || refused != 1 {
			t.Errorf("%d saved, %d refused: %v", saved, refused, errs)
		}
	})
}

func TestTwoSeriesCannotHaveOneAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		_, err := g.Store.CreateSeries(t.Context(), p.By, models.SeriesInput{Title: "Another", Slug: p.SeriesSlug, Language: "en"})
		if got := models.ProblemsOf(err).String(); got != "slug form.slug_taken" {
			t.Errorf("%v", err)
		}
		for _, want := range []string{"dialogues", "dialogues-2"} {
			series, err := g.Store.CreateSeries(t.Context(), models.System, models.SeriesInput{Title: "Dialogues", Language: "en"})
			if err != nil || series.Slug != want {
				t.Errorf("at %s, want %s, %v", series.Slug, want, err)
			}
		}
	})
}

func TestATranslatedThemeIsTheSameTheme(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewProgramme()
		if _, err := g.Store.AddTheme(t.Context(), other.By, other.Series, models.ThemeInput{Name: "Financing", Language: "en"}); err != nil {
			t.Fatal(err)
		}
		theme, err := g.Store.AddTheme(t.Context(), p.By, p.Series, models.ThemeInput{Name: "Financing", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.EditTheme(t.Context(), p.By, p.Series, theme.ID, theme.Version, models.ThemeInput{Name: "Financement", Language: "fr"}); err != nil {
			t.Fatal(err)
		}
		if _, err := g.Store.AddTheme(t.Context(), p.By, p.Series, models.ThemeInput{Name: " FINANCING ", Language: "en"}); models.ProblemsOf(err).String() != "name form.taken" {
			t.Errorf("the same name again: %v", err)
		}
		themes, err := g.Store.Themes(t.Context(), p.By, p.Series)
		if err != nil || len(themes) != 1 || themes[0].Name.In["fr"] != "Financement" || themes[0].Name.Source() != "Financing" {
			t.Errorf("%+v, %v", themes, err)
		}
	})
}
