package store_test

import (
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestWhoeverOnlyMovedAPointMayPublish(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(2)
		must(t, g.Store.MovePoint(ctx, o.Publisher, o.Summary, o.Points()[0].ID, true))
		if m := o.Text(); m.Authors.Has(o.Publisher.AccountID) || !m.Authors.Has(o.Drafter.AccountID) {
			t.Errorf("the authors are %v", m.Authors)
		}
		o.Submitted().Cleared().Published(models.EditionInput{})
	})
}

func TestTheDeskNamesThoseWhoMayPublishToTheSecretariatOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1)
		gone := g.Account("Gone", models.GrantInput{Role: models.Secretariat, SeriesID: o.Series})
		must(t, g.Store.DisableAccount(ctx, models.System, gone.ID))
		o.Submitted()

		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		if !slices.Equal(desk.Publishers, []string{"Publisher"}) {
			t.Errorf("the desk names %v", desk.Publishers)
		}
		other, err := g.Store.SummaryDesk(ctx, o.Clearers[0], o.Summary)
		must(t, err)
		if other.Publishers != nil {
			t.Errorf("a co-organiser reads %v", other.Publishers)
		}
	})
}
