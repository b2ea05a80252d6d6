package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestAClashIsShownAndPreventsNothing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		p.Session(given.SessionAt("09:00", "10:00", "Hall", "Li Wei, Director"))
		second := p.Session(given.SessionAt("09:30", "10:30", "Annex", "Li Wei"))

		d := p.Desk()
		if len(d.Clashes) != 1 || d.Clashes[0].Code != "clash.person" || d.Clashes[0].What != "Li Wei" {
			t.Fatalf("%+v", d.Clashes)
		}
		if _, err := g.Store.EditSession(t.Context(), p.By, p.Seminar, second.ID, 1, given.SessionAt("10:00", "11:00", "Annex", "Li Wei")); err != nil {
			t.Fatal(err)
		}
		if d := p.Desk(); len(d.Clashes) != 0 {
			t.Errorf("after moving it: %+v", d.Clashes)
		}
	})
}

func TestAnEditReplacesThePeopleOfASession(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		n := p.Session(given.SessionAt("09:00", "10:00", "Hall", "Li Wei"))
		in := given.SessionAt("09:00", "10:00", "Hall", "Amara Diallo, Ambassador")
		in.Panellists = "Li Wei\n李明"
		if _, err := g.Store.EditSession(t.Context(), p.By, p.Seminar, n.ID, 1, in); err != nil {
			t.Fatal(err)
		}
		row, err := g.Store.Session(t.Context(), p.By, p.Seminar, n.ID)
		if err != nil || len(row.People) != 3 || row.People[0].Name != "Amara Diallo" || row.People[0].Post != "Ambassador" || row.People[2].Name != "李明" {
			t.Errorf("%+v, %v", row.People, err)
		}
		if _, err := g.Store.EditSession(t.Context(), p.By, p.Seminar, n.ID, 1, in); models.CodeOf(err) != "page.changed_meanwhile" {
			t.Errorf("from an outdated page: %v", err)
		}
	})
}

func TestASessionIsReachedOnlyThroughItsSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewProgramme()
		n := other.Session(given.SessionAt("09:00", "10:00", "", ""))
		for name, err := range map[string]error{
			"reading":  errorOf(g.Store.Session(t.Context(), p.By, p.Seminar, n.ID)),
			"editing":  errorOf(g.Store.EditSession(t.Context(), p.By, p.Seminar, n.ID, 1, given.SessionAt("09:00", "10:00", "", ""))),
			"removing": errorOf(g.Store.RemoveSession(t.Context(), p.By, p.Seminar, n.ID)),
		} {
			if models.KindOf(err) != models.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestASessionWithNotesCannotBeRemoved(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		noted, empty := p.Session(given.SessionAt("09:00", "10:00", "", "")), p.Session(given.SessionAt("10:00", "11:00", "", ""))
		if _, err := g.Store.AddNote(t.Context(), p.By, p.Seminar, noted.ID, models.NoteInput{Language: "en", Body: "What was said."}); err != nil {
			t.Fatal(err)
		}

		if _, err := g.Store.RemoveSession(t.Context(), p.By, p.Seminar, noted.ID); models.CodeOf(err) != "session.has_notes" {
			t.Errorf("with notes: %v", err)
		}
		if _, err := g.Store.RemoveSession(t.Context(), models.System, g.NewProgramme().Seminar, noted.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("with notes, but of another seminar: %v", err)
		}
		if _, err := g.Store.RemoveSession(t.Context(), p.By, p.Seminar, empty.ID); err != nil {
			t.Errorf("without: %v", err)
		}
		if d := p.Desk(); len(d.Sessions) != 1 || d.Sessions[0].ID != noted.ID {
			t.Errorf("%d sessions remain", len(d.Sessions))
		}
	})
}

func TestTheProgrammeIsPublicOnlyWhenItIsPublished(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		p.Session(given.SessionAt("09:00", "10:00", "", ""))
		for _, c := range []struct {
			published bool
			want      int
		}{{false, 0}, {true, 1}, {false, 0}} {
			if err := g.Store.PublishAgenda(t.Context(), p.By, p.Seminar, models.AgendaInput{Published: &c.published}); err != nil {
				t.Fatal(err)
			}
			if all, err := g.Store.Agenda(t.Context(), models.Public, p.Seminar); err != nil || len(all) != c.want {
				t.Errorf("published %v: %d sessions, %v", c.published, len(all), err)
			}
		}
	})
}

func TestAProgrammeChangeRaisesThePublicRevisionIfTheSeminarIsAnnounced(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		published := true
		for _, c := range []struct {
			name      string
			programme *given.Programme
			want      int
		}{{"a draft", g.NewProgramme(), 0}, {"an announced seminar", g.NewProgramme().Announced(), 1}} {
			before := g.Number("SELECT n FROM public_revision WHERE id = 1")

			must(t, g.Store.PublishAgenda(t.Context(), c.programme.By, c.programme.Seminar, models.AgendaInput{Published: &published}))

			if n := g.Number("SELECT n FROM public_revision WHERE id = 1") - before; n != c.want {
				t.Errorf("%s: the revision rose by %d, want %d", c.name, n, c.want)
			}
		}
	})
}

func errorOf[T any](_ T, err error) error { return err }
