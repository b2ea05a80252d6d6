package store_test

import (
	"context"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestNobodyRenamesWhatAnotherSeriesUses(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		mine, theirs := g.NewOutcome(0), g.NewOutcome(0)
		by := g.Actor("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: mine.Series})
		rename := func(id string) error {
			o, err := g.Store.Organisation(ctx, models.System, id)
			must(t, err)
			_, err = g.Store.EditOrganisation(ctx, by, id, o.Version, models.OrganisationInput{Name: "Renamed " + id, Kind: o.Kind, Language: "en"})
			return err
		}
		must(t, rename(mine.Organisations[0]))
		if err := rename(theirs.Organisations[0]); models.CodeOf(err) != "organisation.shared" {
			t.Errorf("an organiser of another series: %v", err)
		}
		shared := mine.Organisations[1]
		_, err := g.Store.AddOrganiser(ctx, models.System, theirs.Seminar, models.OrganiserInput{OrganisationID: shared, Role: "sponsor", Language: "en"})
		must(t, err)
		if err := rename(shared); models.CodeOf(err) != "organisation.shared" {
			t.Errorf("one that both series use: %v", err)
		}

		entity := func(name string) string {
			e, err := g.Store.AddEntity(ctx, by, models.EntityInput{Name: name, Language: "en"})
			must(t, err)
			return e.ID
		}
		renameEntity := func(id string) error {
			e, err := g.Store.Entity(ctx, by, id)
			must(t, err)
			_, err = g.Store.EditEntity(ctx, by, id, e.Version, models.EntityInput{Name: "Renamed " + id, Language: "en"})
			return err
		}
		unused, hosting := entity("Utopia"), entity("Erewhon")
		must(t, renameEntity(unused))
		seminar, err := g.Store.Seminar(ctx, models.System, theirs.Seminar)
		must(t, err)
		in := seminar.Input("en")
		in.HostEntity = hosting
		_, err = g.Store.EditSeminar(ctx, models.System, theirs.Seminar, seminar.Version, in)
		must(t, err)
		if err := renameEntity(hosting); models.CodeOf(err) != "organisation.shared" {
			t.Errorf("a State that hosts a seminar of another series: %v", err)
		}
	})
}
