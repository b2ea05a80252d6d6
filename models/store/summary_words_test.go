package store_test

import (
	"context"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// Organisers clear a document with everything that it prints: a name or a title
// that somebody else changes afterwards would otherwise be published although
// nobody cleared it.
func TestReplyingAgainIsNeededWhenAPrintedWordChanges(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		theme := func(o *given.Outcome) models.Theme {
			h, err := g.Store.AddTheme(ctx, o.Publisher, o.Series, models.ThemeInput{Name: "Financing", Language: "en"})
			must(t, err)
			in := given.PointOf("On money")
			in.Themes = []string{h.ID}
			_, err = g.Store.AddPoint(ctx, o.Drafter, o.Summary, in)
			must(t, err)
			return h
		}
		for name, change := range map[string]func(o *given.Outcome, h models.Theme){
			"the name of an organisation": func(o *given.Outcome, _ models.Theme) {
				org, err := g.Store.Organisation(ctx, models.System, o.Organisations[0])
				must(t, err)
				_, err = g.Store.EditOrganisation(ctx, models.System, org.ID, org.Version, models.OrganisationInput{Name: "Renamed " + org.ID, Kind: org.Kind, Language: "en"})
				must(t, err)
			},
			"the printed name of an organiser": func(o *given.Outcome, _ models.Theme) {
				rows, err := g.Store.Organisers(ctx, models.System, o.Seminar)
				must(t, err)
				_, err = g.Store.EditOrganiser(ctx, models.System, o.Seminar, rows[0].ID, rows[0].Version, models.OrganiserInput{Role: rows[0].Role, ShownAs: "Government of Utopia", Language: "en"})
				must(t, err)
			},
			"the name of a theme": func(o *given.Outcome, h models.Theme) {
				_, err := g.Store.EditTheme(ctx, o.Publisher, o.Series, h.ID, h.Version, models.ThemeInput{Name: "Money", Language: "en"})
				must(t, err)
			},
			"a translation of a theme": func(o *given.Outcome, h models.Theme) {
				_, err := g.Store.EditTheme(ctx, o.Publisher, o.Series, h.ID, h.Version, models.ThemeInput{Name: "Argent sale", Language: "fr"})
				must(t, err)
			},
			"the title of the series": func(o *given.Outcome, _ models.Theme) {
				series, err := g.Store.Series(ctx, models.System, o.Series)
				must(t, err)
				in := series.Input("en")
				in.Title = "Another title"
				_, err = g.Store.EditSeries(ctx, models.System, o.Series, series.Version, in)
				must(t, err)
			},
			"the title of the seminar": func(o *given.Outcome, _ models.Theme) {
				seminar, err := g.Store.Seminar(ctx, models.System, o.Seminar)
				must(t, err)
				in := seminar.Input("en")
				in.Title = "Another title"
				_, err = g.Store.EditSeminar(ctx, models.System, o.Seminar, seminar.Version, in)
				must(t, err)
			},
		} {
			o := g.NewOutcome(1)
			h := theme(o)
			o.Submitted().Cleared()
			before, due := o.Text(), g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND args ->> 'mail' = 'changed'")

			change(o, h)

			after := o.Text()
			if after.Status != models.SummaryClearance || after.Revision != before.Revision+1 {
				t.Errorf("%s: %s in revision %d, was %d", name, after.Status, after.Revision, before.Revision)
			}
			if len(after.Authors) != len(before.Authors) {
				t.Errorf("%s: who changed it counts as an author of the text", name)
			}
			if n := g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND args ->> 'mail' = 'changed'") - due; n != 2 {
				t.Errorf("%s: %d of two organisers are told", name, n)
			}
			if _, err := g.Store.PublishSummary(ctx, o.Publisher, o.Summary, models.EditionInput{Revision: after.Revision}); models.CodeOf(err) != "edition.not_cleared" {
				t.Errorf("%s: publishing: %v", name, err)
			}
			o.Cleared().Published(models.EditionInput{})
		}
	})
}

func TestWordsThatADocumentDoesNotPrintVoidNoReply(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o, other := g.NewOutcome(1).Submitted().Cleared(), g.NewOutcome(1).Submitted().Cleared()
		published := g.NewOutcome(1).Submitted().Cleared()
		published.Published(models.EditionInput{})
		before := o.Text()

		h, err := g.Store.AddTheme(ctx, o.Publisher, o.Series, models.ThemeInput{Name: "Not in the text", Language: "en"})
		must(t, err)
		_, err = g.Store.EditTheme(ctx, o.Publisher, o.Series, h.ID, h.Version, models.ThemeInput{Name: "Renamed", Language: "en"})
		must(t, err)
		for _, of := range []*given.Outcome{other, published} {
			org, err := g.Store.Organisation(ctx, models.System, of.Organisations[0])
			must(t, err)
			_, err = g.Store.EditOrganisation(ctx, models.System, org.ID, org.Version, models.OrganisationInput{Name: "Renamed " + org.ID, Kind: org.Kind, Language: "en"})
			must(t, err)
		}
		seminar, err := g.Store.Seminar(ctx, models.System, o.Seminar)
		must(t, err)
		in := seminar.Input("en")
		in.Venue = "Another hall"
		_, err = g.Store.EditSeminar(ctx, models.System, o.Seminar, seminar.Version, in)
		must(t, err)

		if now := o.Text(); now.Status != models.SummaryCleared || now.Revision != before.Revision {
			t.Errorf("%s in revision %d, was %d", now.Status, now.Revision, before.Revision)
		}
		if now := published.Text(); now.Status != models.SummaryCleared {
			t.Errorf("a published text that nobody changed is %s", now.Status)
		}
		if now := other.Text(); now.Status != models.SummaryClearance {
			t.Errorf("control: the text that prints the name is %s", now.Status)
		}
	})
}

func TestTheSecretariatIsToldOnceWhenTheLastReplyComesIn(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		told := func() int { return g.Number("SELECT count(*) FROM river_job WHERE kind = 'clearance.mail' AND args ->> 'mail' = 'replied'") }
		o := g.NewOutcome(2).Submitted()
		first := o.Points()[0].ID
		decide := func(by models.Actor, in models.ClearanceInput) {
			t.Helper()
			in.Revision = o.Text().Revision
			_, err := g.Store.Decide(ctx, by, o.Summary, in)
			must(t, err)
		}
		decide(o.Clearers[0], models.ClearanceInput{PointID: first, Decision: models.Objected, Comment: "Never said."})
		decide(o.Clearers[0], models.ClearanceInput{Decision: models.Cleared})
		if n := told(); n != 0 {
			t.Errorf("%d are told before the other organiser has replied", n)
		}
		decide(o.Clearers[1], models.ClearanceInput{Decision: models.Cleared})
		if n := told(); n != 2 { // drafter and publisher
			t.Errorf("%d are told that all have replied, want 2", n)
		}
		decide(o.Clearers[0], models.ClearanceInput{PointID: first, Decision: models.Objected, Comment: "Still not."})
		if n := told(); n != 2 {
			t.Errorf("a reply that replaces another one is told as the last one: %d mails", n)
		}
		all := g.NewOutcome(1).Submitted().Cleared()
		if n := told(); n != 2 || all.Text().Status != models.SummaryCleared {
			t.Errorf("a text that everybody cleared: %d mails", n)
		}
	})
}
