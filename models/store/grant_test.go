package store_test

import (
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestAGrantIsOfferedTheSessionsOfItsSeminarOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewProgramme()
		first, second := p.Session(given.SessionAt("09:00", "10:00", "", "")), p.Session(given.SessionAt("11:00", "12:00", "", ""))
		other.Session(given.SessionAt("09:00", "10:00", "", ""))
		coffee := given.SessionAt("10:00", "11:00", "", "")
		coffee.Kind, coffee.Attribution = models.Break, ""
		p.Session(coffee)
		sessions := func(seminar string) (ids []string) {
			c, err := g.Store.GrantChoices(ctx, models.System, seminar)
			must(t, err)
			if len(c.Series) != 2 || len(c.Seminars) != 2 {
				t.Errorf("%d series and %d seminars are offered, want 2 and 2", len(c.Series), len(c.Seminars))
			}
			for _, s := range c.Sessions {
				ids = append(ids, s.ID)
			}
			return ids
		}

		if got, want := sessions(p.Seminar), []string{first.ID, second.ID}; !slices.Equal(got, want) {
			t.Errorf("the sessions are %v, want %v", got, want)
		}
		if got := sessions(""); len(got) != 0 {
			t.Errorf("without a seminar the sessions are %v", got)
		}
	})
}

func TestABreakHasNoRapporteurAndNoPointIsBasedOnIt(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(0)
		coffee := given.SessionAt("10:00", "11:00", "", "")
		coffee.Kind, coffee.Attribution = models.Break, ""
		pause, err := g.Store.AddSession(ctx, models.System, o.Seminar, coffee)
		must(t, err)

		_, err = g.Store.AddGrant(ctx, models.System, g.Account("Ling").ID, models.GrantInput{Role: models.Rapporteur, SessionIDs: []string{o.Session, pause.ID}})
		if models.ProblemsOf(err)["sessions"].Code != "session.is_break" {
			t.Errorf("a rapporteur of a break: %v", err)
		}
		in := given.PointOf("A point")
		in.Sessions = []string{pause.ID}
		if _, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, in); models.ProblemsOf(err)["sessions"].Code != "session.is_break" {
			t.Errorf("a point on a break: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM grants WHERE session_id IS NOT NULL") + g.Number("SELECT count(*) FROM points"); n != 0 {
			t.Errorf("%d grants and points were stored", n)
		}

		in.Sessions = []string{o.Session}
		p, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, in)
		must(t, err)
		row, err := g.Store.Session(ctx, models.System, o.Seminar, o.Session)
		must(t, err)
		panel := row.Input("en")
		panel.Kind = models.Break
		_, err = g.Store.EditSession(ctx, models.System, o.Seminar, o.Session, row.Version, panel)
		must(t, err)
		in.Body = "Another text"
		if _, err := g.Store.EditPoint(ctx, o.Drafter, o.Summary, p.ID, p.Version, in); err != nil {
			t.Errorf("a point that was based on what became a break cannot be changed: %v", err)
		}
	})
}
