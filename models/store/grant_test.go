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

func TestNobodyActsForAnOrganisationThatIsNoOrganiserOfTheSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, other, admin := g.NewOutcome(0), g.NewOutcome(0), g.Administrator()
		rows, err := g.Store.Organisers(ctx, models.System, o.Seminar)
		must(t, err)
		clearer, org := o.Clearers[0].AccountID, rows[0]
		page, err := g.Store.Account(ctx, admin, clearer)
		must(t, err)
		role := page.Grants[0].ID

		c, err := g.Store.GrantChoices(ctx, admin, o.Seminar)
		must(t, err)
		if len(c.Organisations) != 3 || c.Organisations[0].ID != org.OrganisationID {
			t.Errorf("the organisations to choose from: %+v", c.Organisations)
		}
		_, err = g.Store.AddGrant(ctx, admin, clearer, models.GrantInput{Role: models.CoOrganiser, SeminarID: o.Seminar, OrganisationID: other.Organisations[0]})
		if models.ProblemsOf(err)["organisation"].Code != "grant.no_organiser" {
			t.Errorf("a role for an organiser of another seminar: %v", err)
		}
		_, err = g.Store.AddGrant(ctx, admin, clearer, models.GrantInput{Role: models.CoOrganiser, SeminarID: models.NewID(g.Store.Now()), OrganisationID: org.OrganisationID})
		if models.ProblemsOf(err)["seminar"].Code != "form.choice" {
			t.Errorf("a role in a seminar that does not exist: %v", err)
		}

		must(t, g.Store.RemoveGrant(ctx, admin, clearer, role, models.ReasonInput{}))
		must(t, g.Store.RemoveOrganiser(ctx, models.System, o.Seminar, org.ID, models.ReasonInput{}))
		if err := g.Store.RestoreGrant(ctx, admin, clearer, role); models.CodeOf(err) != "grant.organiser_gone" {
			t.Errorf("restoring the role after its organiser was removed: %v", err)
		}
		must(t, g.Store.RestoreOrganiser(ctx, models.System, o.Seminar, org.ID))
		must(t, g.Store.RestoreGrant(ctx, admin, clearer, role))
	})
}
