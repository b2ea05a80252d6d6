package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"consultations/models/store"
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

// A server that only reads, or a disk without room, answers every question and
// refuses every write: such a node must get no requests.
func TestADatabaseThatCannotBeWrittenIsNotReady(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		must(t, g.Store.Ready(t.Context()))
		refuse, allow := "CREATE TRIGGER full_disk BEFORE UPDATE ON heartbeat BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END", "DROP TRIGGER full_disk"
		if store.Kind(g.URL) == "postgres" {
			refuse = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;" +
				"CREATE TRIGGER full_disk BEFORE UPDATE ON heartbeat EXECUTE FUNCTION full_disk()"
			allow = "DROP TRIGGER full_disk ON heartbeat"
		}
		_, err := database(t, g.URL).ExecContext(t.Context(), refuse)
		must(t, err)
		g.Pass(2 * time.Second)
		if err := g.Store.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot be written") {
			t.Errorf("a full disk: %v", err)
		}
		must(t, g.Store.Current(t.Context())) // it can still be verified
		_, err = database(t, g.URL).ExecContext(t.Context(), allow)
		must(t, err)
		must(t, g.Store.Ready(t.Context()))
	})
}
