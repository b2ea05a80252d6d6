package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// movedProgramme has an announced series and seminar, and changes their
// addresses.
type movedProgramme struct {
	*given.Programme
	t *testing.T
}

func (p movedProgramme) series(slug string) error {
	s, err := p.Store.Series(p.t.Context(), p.By, p.Series)
	must(p.t, err)
	in := s.Input("en")
	in.Slug = slug
	_, err = p.Store.EditSeries(p.t.Context(), p.By, p.Series, s.Version, in)
	return err
}

func (p movedProgramme) seminar(id, slug string) error {
	m, err := p.Store.Seminar(p.t.Context(), p.By, id)
	must(p.t, err)
	in := m.Input("en")
	in.Slug = slug
	_, err = p.Store.EditSeminar(p.t.Context(), p.By, id, m.Version, in)
	return err
}

func (p movedProgramme) to(series, seminar string) string {
	to, err := p.Store.MovedTo(p.t.Context(), models.Public, series, seminar)
	if err != nil && models.KindOf(err) != models.NotFound {
		p.t.Fatal(err)
	}
	return to
}

func TestAnEarlierAddressLeadsToThePresentOne(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := movedProgramme{g.NewProgramme().Announced(), t}
		series, seminar := p.SeriesSlug, p.SeminarSlug
		must(t, p.seminar(p.Seminar, "second"))
		must(t, p.series("peace"))
		must(t, p.seminar(p.Seminar, "third"))
		for _, c := range []struct{ series, seminar, want string }{
			{series, "", "/series/peace"},
			{series, seminar, "/series/peace/third"},
			{series, "second", "/series/peace/third"},
			{"peace", "second", "/series/peace/third"},
			{"peace", "third", ""},
			{"peace", "fourth", ""},
			{"war", "third", ""},
		} {
			if got := p.to(c.series, c.seminar); got != c.want {
				t.Errorf("%s/%s leads to %q, want %q", c.series, c.seminar, got, c.want)
			}
		}
		must(t, p.seminar(p.Seminar, "second"))
		if a, b := p.to("peace", "second"), p.to("peace", "third"); a != "" || b != "/series/peace/second" {
			t.Errorf("after the seminar took an address back, that leads to %q and the one it gave up to %q", a, b)
		}
	})
}

func TestAnEarlierAddressIsNotGivenAway(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := movedProgramme{g.NewProgramme().Announced(), t}
		series, seminar := p.SeriesSlug, p.SeminarSlug
		must(t, p.seminar(p.Seminar, "second"))
		must(t, p.series("peace"))

		other := p.NewSeminar("Beijing")
		if other.Slug == seminar {
			t.Errorf("a new seminar was given the earlier address %s", seminar)
		}
		if models.ProblemsOf(p.seminar(other.ID, seminar))["slug"].Code != "form.slug_taken" {
			t.Errorf("another seminar may take the earlier address %s", seminar)
		}
		_, err := g.Store.CreateSeries(t.Context(), models.System, models.SeriesInput{Title: "Another", Slug: series, Language: "en"})
		if models.ProblemsOf(err)["slug"].Code != "form.slug_taken" {
			t.Errorf("another series may take the earlier address %s: %v", series, err)
		}
		draft := other.Slug
		must(t, p.seminar(other.ID, "elsewhere"))
		if to := p.to("peace", draft); to != "" {
			t.Errorf("the address that a draft had leads to %s", to)
		}
		if err := p.seminar(p.Seminar, draft); err != nil {
			t.Errorf("the address that a draft had is kept: %v", err)
		}
	})
}
