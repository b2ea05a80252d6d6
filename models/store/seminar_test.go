package store_test

import (
	"strconv"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestASeminarGetsTheNextNumberAndItsOwnAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()

		second := p.NewSeminar("Addis Ababa")
		if second.Number != 2 || second.Slug != "addis-ababa-2027" || second.Status != models.SeminarDraft {
			t.Errorf("%d %s %s", second.Number, second.Slug, second.Status)
		}
		in := given.SeminarIn("Oslo")
		in.Slug, in.Number = "addis-ababa-2027", "9"
		if _, err := g.Store.CreateSeminar(t.Context(), p.By, p.Series, in); models.ProblemsOf(err).String() != "slug form.slug_taken" {
			t.Errorf("an address that is taken: %v", err)
		}
		in.Slug, in.Number = "", "2"
		if _, err := g.Store.CreateSeminar(t.Context(), p.By, p.Series, in); models.ProblemsOf(err).String() != "number form.taken" {
			t.Errorf("a number that is taken: %v", err)
		}
		for _, want := range []string{"addis-ababa-2027-2", "addis-ababa-2027-3"} {
			if another := p.NewSeminar("Addis Ababa"); another.Slug != want {
				t.Errorf("another seminar in the same place and year is at %s, want %s", another.Slug, want)
			}
		}
		in.Number, in.HostEntity = "", models.NewID(g.Now())
		if _, err := g.Store.CreateSeminar(t.Context(), p.By, p.Series, in); models.ProblemsOf(err).String() != "host_entity form.choice" {
			t.Errorf("a host that does not exist: %v", err)
		}
	})
}

func TestADraftIsHiddenFromOthers(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		other := g.NewProgramme()
		for name, by := range map[string]models.Actor{"the public": models.Public, "an account": g.Actor("Account"), "another organiser": other.By} {
			if _, err := g.Store.Seminar(t.Context(), by, p.Seminar); models.KindOf(err) != models.NotFound {
				t.Errorf("%s reads it: %v", name, err)
			}
			if _, err := g.Store.SeminarDesk(t.Context(), by, p.Seminar); models.KindOf(err) != models.NotFound {
				t.Errorf("%s sees its desk: %v", name, err)
			}
			if _, err := g.Store.EditSeminar(t.Context(), by, p.Seminar, 1, given.SeminarIn("Oslo")); models.KindOf(err) != models.NotFound {
				t.Errorf("%s edits it: %v", name, err)
			}
		}
		if _, err := g.Store.Seminar(t.Context(), p.By, models.NewID(g.Now())); models.KindOf(err) != models.NotFound {
			t.Errorf("one that does not exist: %v", err)
		}
	})
}

func TestAMissingItemPreventsAnAnnouncement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		lone := p.NewSeminar("Oslo")

		if err := given.MoveSeminar(t.Context(), g.Store, p.By, lone.ID, models.SeminarAnnounced); models.CodeOf(err) != "seminar.missing_organiser" {
			t.Errorf("without an organiser: %v", err)
		}
		before := g.Number("SELECT n FROM public_revision WHERE id = 1")
		p.Announced() // lacks a programme, which stops nobody
		if after := g.Number("SELECT n FROM public_revision WHERE id = 1"); after <= before {
			t.Errorf("the public revision is %d, after %d", after, before)
		}
		if _, err := g.Store.PublicSeminar(t.Context(), models.Public, p.SeriesSlug, p.SeminarSlug); err != nil {
			t.Errorf("its page: %v", err)
		}
		if _, err := g.Store.PublicSeminar(t.Context(), models.Public, p.SeriesSlug, lone.Slug); models.KindOf(err) != models.NotFound {
			t.Errorf("the page of the draft: %v", err)
		}
	})
}

func TestEveryChangeOfStatusIsLogged(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		for _, to := range []models.SeminarStatus{models.SeminarPostponed, models.SeminarAnnounced, models.SeminarConcluded, models.SeminarArchived} {
			if err := given.MoveSeminar(t.Context(), g.Store, p.By, p.Seminar, to); err != nil {
				t.Fatalf("to %s: %v", to, err)
			}
		}
		if err := given.MoveSeminar(t.Context(), g.Store, p.By, p.Seminar, models.SeminarAnnounced); models.CodeOf(err) != "seminar.no_such_move" {
			t.Errorf("a move out of the archive: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'seminar.move' AND account_id = $1", p.By.AccountID); n != 5 {
			t.Errorf("%d moves are logged", n)
		}
	})
}

func TestAnEditOfAnOutdatedVersionIsRefused(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		in := given.SeminarIn("Beijing")
		in.Venue = "Hall of the first"
		first, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 1, in)
		if err != nil || first.Version != 2 {
			t.Fatalf("version %d, %v", first.Version, err)
		}
		in.Venue = "Hall of the second"
		if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 1, in); models.CodeOf(err) != "page.changed_meanwhile" {
			t.Errorf("the second: %v", err)
		}
		if got := p.Desk().Seminar.Venue.Source(); got != "Hall of the first" {
			t.Errorf("the venue is %q", got)
		}
	})
}

func TestEditingKeepsStateTakenSeatsAndTranslations(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		for n := range 3 {
			g.Registered(p.Seminar, n)
		}
		in := given.SeminarIn("Pékin")
		in.Language, in.Label, in.Slug, in.Seats = "fr", "Séminaire régional", p.SeminarSlug, "2"
		if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, p.Desk().Seminar.Version, in); err != nil {
			t.Fatal(err)
		}
		m := p.Desk().Seminar
		if m.Status != models.SeminarAnnounced || m.SeatsTaken != 3 || *m.Seats != 2 || m.FreeSeats() != 0 {
			t.Errorf("%s, %d of %d taken", m.Status, m.SeatsTaken, *m.Seats)
		}
		if m.Place.Source() != "Beijing" || m.Place.In["fr"] != "Pékin" {
			t.Errorf("the place is %+v", m.Place)
		}
	})
}

func TestALocalTimeStaysWhenTheTimeZoneIsCorrected(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		before := p.Session(given.SessionAt("09:00", "10:00", "", ""))
		in := given.SeminarIn("Beijing")
		in.TimeZone = "Africa/Addis_Ababa"
		if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 1, in); err != nil {
			t.Fatal(err)
		}
		after := p.Desk().Sessions[0]
		if after.StartsLocal != before.StartsLocal || after.StartsAt.Sub(before.StartsAt).Hours() != 5 {
			t.Errorf("%s at %s, before at %s", after.StartsLocal, after.StartsAt, before.StartsAt)
		}
	})
}

func TestTheOverviewOfASeminarIsComplete(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		p.Session(given.SessionAt("09:00", "10:00", "Hall", "Li Wei"))
		p.Session(given.SessionAt("09:30", "10:30", "Hall", ""))
		p.Announced()
		g.Registered(p.Seminar, 1)

		d := p.Desk()
		if len(d.Organisers) != 1 || len(d.Sessions) != 2 || len(d.Clashes) != 1 || d.Clashes[0].Code != "clash.room" || len(d.StillMissing) != 0 || d.Counts[models.Confirmed] != 1 {
			t.Errorf("%d organisers, %d sessions, clashes %v, lacks %v, counts %v", len(d.Organisers), len(d.Sessions), d.Clashes, d.StillMissing, d.Counts)
		}
		for n := range 3 {
			p.Session(given.SessionAt(models.LocalTime(strconv.Itoa(12+n)+":00"), models.LocalTime(strconv.Itoa(12+n)+":30"), "", ""))
		}
		if d := p.Desk(); len(d.Sessions) != 5 {
			t.Errorf("%d sessions", len(d.Sessions))
		}
	})
}
