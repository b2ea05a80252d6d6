package store_test

import (
	"fmt"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func names(rows []models.OrganiserRow) []string {
	var all []string
	for _, o := range rows {
		all = append(all, o.Name.Source())
	}
	return all
}

func TestOrganisersKeepTheirAgreedOrder(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		for _, name := range []string{"Second", "Third"} {
			if _, err := g.Store.AddOrganiser(t.Context(), p.By, p.Seminar, models.OrganiserInput{OrganisationID: p.Organisation(name), Role: "co_organiser", Language: "en"}); err != nil {
				t.Fatal(err)
			}
		}
		third := p.Desk().Organisers[2].ID
		for range 3 { // up twice, and once where nothing is above
			if err := g.Store.MoveOrganiser(t.Context(), p.By, p.Seminar, third); err != nil {
				t.Fatal(err)
			}
		}
		if got := names(p.Desk().Organisers); got[0] != "Third" || got[1] != p.HostName || got[2] != "Second" {
			t.Errorf("%q", got)
		}
	})
}

func TestAnOrganisationOrganisesASeminarOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		for id, want := range map[string]string{p.Host: "organisation form.taken", models.NewID(g.Now()): "organisation form.choice", "": "organisation organiser.needs_organisation"} {
			_, err := g.Store.AddOrganiser(t.Context(), p.By, p.Seminar, models.OrganiserInput{OrganisationID: id, Role: "partner", Language: "en"})
			if got := models.ProblemsOf(err).String(); got != want {
				t.Errorf("%q, want %q (%v)", got, want, err)
			}
		}
	})
}

func TestShownAsIsPrintedInsteadOfTheNameAndPerLanguage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		id := p.Desk().Organisers[0].ID
		for lang, shown := range map[string]string{"en": "The Institute", "zh": "研究院"} {
			if _, err := g.Store.EditOrganiser(t.Context(), p.By, p.Seminar, id, g.Version("organisers", id), models.OrganiserInput{Role: "host", ShownAs: shown, Language: lang}); err != nil {
				t.Fatal(err)
			}
		}
		o := p.Desk().Organisers[0]
		if o.ShownAs.In["en"] != "The Institute" || o.ShownAs.In["zh"] != "研究院" || o.Name.Source() != p.HostName {
			t.Errorf("%+v", o)
		}
	})
}

func TestAnOrganiserThatHasClearedCannotBeRemoved(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, other := g.NewOutcome(1).Submitted().Cleared(), g.NewProgramme().Seminar
		rows, err := g.Store.Organisers(t.Context(), models.System, o.Seminar)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if err := g.Store.RemoveOrganiser(t.Context(), models.System, other, row.ID, models.ReasonInput{}); models.KindOf(err) != models.NotFound {
				t.Errorf("through another seminar: %v", err)
			}
			want := "organiser.has_cleared"
			if row.OrganisationID == o.Partner {
				want = ""
			}
			_, err := g.Store.EditOrganiser(t.Context(), models.System, o.Seminar, row.ID, row.Version, models.OrganiserInput{Role: "sponsor", Language: "en"})
			if models.CodeOf(err) != want {
				t.Errorf("%s becomes a sponsor: %v", row.Role, err)
			}
			if err := g.Store.RemoveOrganiser(t.Context(), models.System, o.Seminar, row.ID, models.ReasonInput{}); models.CodeOf(err) != want {
				t.Errorf("%s: %v", row.Role, err)
			}
		}
	})
}

func TestAnOrganiserOfAnotherSeminarIsMissing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, other := g.NewProgramme(), g.NewOutcome(0)
		rows, err := g.Store.Organisers(t.Context(), models.System, other.Seminar)
		if err != nil {
			t.Fatal(err)
		}
		id := rows[0].ID
		for name, err := range map[string]error{
			"editing":  errorOf(g.Store.EditOrganiser(t.Context(), p.By, p.Seminar, id, 1, models.OrganiserInput{Role: "host", Language: "en"})),
			"moving":   g.Store.MoveOrganiser(t.Context(), p.By, p.Seminar, id),
			"removing": g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, id, models.ReasonInput{}),
		} {
			if models.KindOf(err) != models.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestTheTextIsHiddenFromTheDelegateOfARemovedOrganiser(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted()
		rows, err := g.Store.Organisers(t.Context(), models.System, o.Seminar)
		must(t, err)
		if _, err := g.Store.SummaryDesk(t.Context(), g.SignedIn(o.ForPartner.AccountID), o.Summary); err != nil {
			t.Fatalf("before: %v", err)
		}
		for _, row := range rows {
			if row.OrganisationID == o.Partner {
				must(t, g.Store.RemoveOrganiser(t.Context(), models.System, o.Seminar, row.ID, models.ReasonInput{}))
			}
		}
		if _, err := g.Store.SummaryDesk(t.Context(), g.SignedIn(o.ForPartner.AccountID), o.Summary); models.KindOf(err) != models.NotFound {
			t.Errorf("after: %v", err)
		}
		if _, err := g.Store.SummaryDesk(t.Context(), g.SignedIn(o.Clearers[0].AccountID), o.Summary); err != nil {
			t.Errorf("a delegate of another organiser: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'grant.remove' AND subject_id = '" + o.ForPartner.AccountID + "'"); n != 1 {
			t.Errorf("%d entries in the log", n)
		}
	})
}

func TestTheLastOrganiserOfAnAnnouncedSeminarStays(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		organisers := p.Desk().Organisers
		last := organisers[len(organisers)-1].ID
		for _, o := range organisers[:len(organisers)-1] {
			must(t, g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, o.ID, models.ReasonInput{}))
		}
		must(t, given.MoveSeminar(t.Context(), g.Store, p.By, p.Seminar, models.SeminarAnnounced))
		if err := g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, last, models.ReasonInput{}); models.CodeOf(err) != "organiser.last" {
			t.Errorf("removed: %v", err)
		}
		must(t, g.Store.MoveSeminar(t.Context(), p.By, p.Seminar, models.SeminarPostponed))
		if err := g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, last, models.ReasonInput{}); models.CodeOf(err) != "organiser.last" {
			t.Errorf("removed while it is postponed: %v", err)
		}
		_, err := g.Store.AddOrganiser(t.Context(), p.By, p.Seminar, models.OrganiserInput{OrganisationID: p.Organisation("Second"), Role: "host", Language: "en"})
		must(t, err)
		must(t, g.Store.RemoveOrganiser(t.Context(), p.By, p.Seminar, last, models.ReasonInput{}))
	})
}

// TestAnyOrganisationCanBeChosen: a page of a list has at most a hundred.
func TestAnyOrganisationCanBeChosen(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, want := g.NewProgramme(), models.MaxPage+5
		before, err := g.Store.OrganisationNames(ctx, p.By)
		must(t, err)
		for i := range want {
			p.Organisation(fmt.Sprintf("Ministry %d", i))
		}

		got, err := g.Store.OrganisationNames(ctx, p.By)

		if err != nil || len(got)-len(before) != want || got[0].Name.IsZero() {
			t.Errorf("%d of %d organisations, %v", len(got)-len(before), want, err)
		}
	})
}
