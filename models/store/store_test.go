package store_test

import (
	"context"
	"testing"

	"consultations/tests/given"
)

func TestAMigratedDatabaseIsReady(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		if err := g.Store.Ready(context.Background()); err != nil {
			t.Error(err)
		}
		if err := g.Store.Migrate(context.Background()); err != nil {
			t.Errorf("a second migration: %v", err)
		}
	})
}
