package store_test

import (
	"fmt"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// A save is refused if somebody else has saved a newer version in the meantime,
// so that no change is lost unnoticed.
func TestASaveOverANewerVersionIsRefused(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx, p := t.Context(), g.NewProgramme()
		account := g.Account("Ling")
		own := g.SignedIn(account.ID)
		theme, err := g.Store.AddTheme(ctx, p.By, p.Series, models.ThemeInput{Name: "Training", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		entity, err := g.Store.AddEntity(ctx, p.By, models.EntityInput{Name: "Atlantis", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		organiser := p.Desk().Organisers[0]
		if theme.Version != 1 || entity.Version != 1 || organiser.Version != 1 {
			t.Fatalf("versions at first: %d %d %d", theme.Version, entity.Version, organiser.Version)
		}
		for _, c := range []struct {
			what, table, id string
			save            func(seen int) error
		}{
			{"theme", "themes", theme.ID, func(seen int) error {
				_, err := g.Store.EditTheme(ctx, p.By, p.Series, theme.ID, seen, models.ThemeInput{Name: "Drill", Language: "en"})
				return err
			}},
			{"entity", "entities", entity.ID, func(seen int) error {
				_, err := g.Store.EditEntity(ctx, p.By, entity.ID, seen, models.EntityInput{Name: "Lemuria", Language: "en"})
				return err
			}},
			{"organiser", "organisers", organiser.ID, func(seen int) error {
				_, err := g.Store.EditOrganiser(ctx, p.By, p.Seminar, organiser.ID, seen, models.OrganiserInput{Role: "host", ShownAs: "Us", Language: "en"})
				return err
			}},
			{"account", "accounts", account.ID, func(seen int) error {
				return g.Store.EditAccount(ctx, models.System, account.ID, seen, models.AccountInput{Email: account.Email, Name: "Ling Wei", Language: "en"})
			}},
			{"profile", "accounts", account.ID, func(seen int) error {
				return g.Store.EditProfile(ctx, own, seen, models.ProfileInput{Name: "L. Wei", Language: "zh"})
			}},
		} {
			before := g.Version(c.table, c.id)
			if err := c.save(before); err != nil {
				t.Errorf("%s, with the version that was read: %v", c.what, err)
			}
			if now := g.Version(c.table, c.id); now != before+1 {
				t.Errorf("%s: version %d after %d", c.what, now, before)
			}
			for _, seen := range []int{before, 0, before + 2} {
				if err := c.save(seen); models.CodeOf(err) != "page.changed_meanwhile" {
					t.Errorf("%s, with version %d: %v", c.what, seen, err)
				}
			}
		}
	})
}

func TestAnOrganisationAddedTwiceAtOnceIsStoredOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		const people, names = 12, 12
		p := g.NewProgramme()
		for n := range names {
			in := models.OrganisationInput{Name: fmt.Sprintf("Academy no. %d", n), Language: "en", Kind: "ngo"}
			var all sync.WaitGroup
			for range people {
				all.Go(func() {
					_, err := g.Store.AddOrganisation(t.Context(), p.By, in)
					if err != nil && models.KindOf(err) != models.Conflict && models.KindOf(err) != models.Invalid {
						t.Errorf("a fault: %v", err)
					}
				})
			}
			all.Wait()
		}
		if n := g.Number("SELECT count(*) FROM organisations WHERE name_key LIKE 'academy no. %'"); n != names {
			t.Errorf("%d organisations of %d names", n, names)
		}
	})
}

func TestASecondEntityWithTheSameCodeIsRefusedBesideTheField(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		in := models.EntityInput{Name: "Atlantis", ISO: "xa", Language: "en"}
		first, err := g.Store.AddEntity(t.Context(), p.By, in)
		if err != nil {
			t.Fatal(err)
		}
		in.ISO = "XA"
		_, err = g.Store.AddEntity(t.Context(), p.By, in)
		if models.ProblemsOf(err).String() != "iso form.taken" {
			t.Errorf("a second one: %v", err)
		}
		if _, err := g.Store.EditEntity(t.Context(), p.By, first.ID, first.Version, in); err != nil {
			t.Errorf("the code that the entity already has: %v", err)
		}
	})
}
