package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// paths searches to the last page and returns all addresses found.
func paths(t *testing.T, g *given.Given, query string) []string {
	t.Helper()
	var all []string
	for cursor, pages := "", 0; pages == 0 || cursor != ""; pages++ {
		if pages == 20 {
			t.Fatalf("the search for %q never ends", query)
		}
		p, err := g.Store.Search(context.Background(), models.Public, query, cursor)
		must(t, err)
		for _, f := range p.Items {
			all = append(all, f.Path)
		}
		cursor = p.Next
	}
	return all
}

func TestASearchFindsWhatIsPublishedAndNothingElse(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(0)
		o.Point("Ceasefires need verification")
		must(t, addNote(g, o, "Ceasefires, said in confidence"))
		if found := paths(t, g, "ceasefire"); len(found) != 0 {
			t.Errorf("a draft is found: %v", found)
		}
		o.Submitted().Cleared()
		if found := paths(t, g, "ceasefire"); len(found) != 0 {
			t.Errorf("a cleared text is found before it is published: %v", found)
		}

		o.Published(models.EditionInput{})

		address := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug + "/summary/editions/1"
		if found := paths(t, g, "ceasefire"); !slices.Equal(found, []string{address + "#F1"}) {
			t.Errorf("found %v", found)
		}
		if found := paths(t, g, "executive summary"); !slices.Equal(found, []string{address}) {
			t.Errorf("by its title: %v", found)
		}
		hidden, err := g.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: "Ceasefires not announced", Language: "en"})
		must(t, err)
		_, err = g.Store.EditSeries(ctx, models.System, hidden.ID, hidden.Version, models.SeriesInput{Title: "Ceasefires still not announced", Language: "en"})
		must(t, err)
		if found := paths(t, g, "ceasefire"); len(found) != 1 {
			t.Errorf("a series that is not announced is found: %v", found)
		}
	})
}

func TestASearchUsesTheNewAddressAfterARename(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(0)
		o.Point("Ceasefires need verification")
		o.Submitted().Cleared().Published(models.EditionInput{})
		series, err := g.Store.Series(ctx, models.System, o.Series)
		must(t, err)
		in := series.Input("en")
		in.Slug = o.SeriesSlug + "-renamed"
		_, err = g.Store.EditSeries(ctx, models.System, o.Series, series.Version, in)
		must(t, err)
		seminar, err := g.Store.Seminar(ctx, models.System, o.Seminar)
		must(t, err)
		form := seminar.Input("en")
		form.Slug = "peking"
		_, err = g.Store.EditSeminar(ctx, models.System, o.Seminar, seminar.Version, form)
		must(t, err)

		want := "/series/" + in.Slug + "/peking/summary/editions/1#F1"
		if found := paths(t, g, "ceasefire"); !slices.Equal(found, []string{want}) {
			t.Errorf("found at %v, want %s", found, want)
		}
	})
}

func TestASearchReturnsAllResultsPageByPage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(0)
		for i := range 45 {
			o.Point(fmt.Sprintf("Ceasefire %d", i+1))
		}
		o.Submitted().Cleared().Published(models.EditionInput{})

		found := paths(t, g, "ceasefires")

		if len(found) != 45 || distinct(found) != 45 {
			t.Errorf("%d found, %d different; want 45", len(found), distinct(found))
		}
		for _, query := range []string{"", "   ", "&|!()", `"`, "'; DROP TABLE found_texts; --", "*", "NEAR(", string(make([]rune, 5000))} {
			if _, err := g.Store.Search(context.Background(), models.Public, query, ""); err != nil {
				t.Errorf("%q: %v", query, err)
			}
		}
		if _, err := g.Store.Search(context.Background(), models.Public, "ceasefire", "nonsense"); models.KindOf(err) != models.Invalid {
			t.Errorf("a cursor of another list: %v", err)
		}
		if _, err := g.Store.Search(context.Background(), models.Public, "ceasefire", models.EncodeCursor("yesterday", "x")); models.KindOf(err) != models.Invalid {
			t.Errorf("a cursor with other contents: %v", err)
		}
	})
}

func addNote(g *given.Given, o *given.Outcome, body string) error {
	_, err := g.Store.AddNote(context.Background(), o.Drafter, o.Seminar, o.Session, models.NoteInput{Language: "en", Body: body})
	return err
}
