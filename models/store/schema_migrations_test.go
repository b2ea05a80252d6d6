package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"consultations/models/store"
	"consultations/tests/given"
)

// TestEightNodesMigrateTheSameDatabaseAtOnce: the first node creates the
// schema, and the others find it complete.
func TestEightNodesMigrateTheSameDatabaseAtOnce(t *testing.T) {
	url := emptyPostgres(t)
	var group sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		group.Go(func() {
			s, err := store.Open(context.Background(), store.Options{URL: url})
			if err != nil {
				errs[i] = err
				return
			}
			defer s.Close()
			errs[i] = s.Migrate(context.Background())
		})
	}
	group.Wait()

	for i, err := range errs {
		if err != nil {
			t.Errorf("node %d: %v", i+1, err)
		}
	}
	db := database(t, url)
	for _, twice := range ask(t, db, "SELECT version_id FROM goose_db_version GROUP BY version_id HAVING count(*) > 1") {
		t.Errorf("migration %s was applied more than once", twice[0])
	}
	one := given.Postgres(t)
	if got, want := readSchema(t, db, url).names(), readSchema(t, database(t, one.URL), one.URL).names(); !slices.Equal(got, want) {
		t.Errorf("eight nodes created %d names, one node creates %d", len(got), len(want))
	}
}

// TestTheSchemaCanBeRemovedAndCreatedAgain: every migration can be undone.
func TestTheSchemaCanBeRemovedAndCreatedAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		g.Store.Close() // SQLite has one writer at a time
		db := database(t, g.URL)
		before := readSchema(t, db, g.URL).names()
		dialect, folder := goose.DialectPostgres, "postgres"
		if strings.HasPrefix(g.URL, "sqlite:") {
			dialect, folder = goose.DialectSQLite3, "sqlite"
		}
		steps, err := goose.NewProvider(dialect, db, os.DirFS("db/migrations/"+folder))
		if err != nil {
			t.Fatal(err)
		}

		if _, err := steps.DownTo(context.Background(), 0); err != nil {
			t.Fatal(err)
		}
		if left := readSchema(t, db, g.URL).names(); len(left) > 0 {
			t.Errorf("after the removal there are still %q", left)
		}
		if _, err := steps.Up(context.Background()); err != nil {
			t.Fatal(err)
		}
		if again := readSchema(t, db, g.URL).names(); !slices.Equal(before, again) {
			t.Errorf("after it was created again, %d names became %d", len(before), len(again))
		}
	})
}

// TestBothDatabasesHaveTheSameSteps: equal numbers and names, so that a
// version means the same on both.
func TestBothDatabasesHaveTheSameSteps(t *testing.T) {
	lite, _ := filepath.Glob("db/migrations/sqlite/*.sql")
	post, _ := filepath.Glob("db/migrations/postgres/*.sql")
	for i := range lite {
		lite[i] = filepath.Base(lite[i])
	}
	for i := range post {
		post[i] = filepath.Base(post[i])
	}
	if len(lite) == 0 || !slices.Equal(lite, post) {
		t.Errorf("SQLite has %q, PostgreSQL has %q", lite, post)
	}
}

// emptyPostgres gives the address of an empty database.
func emptyPostgres(t *testing.T) string {
	t.Helper()
	server := os.Getenv("TEST_DATABASE_URL")
	if server == "" {
		t.Skip("TEST_DATABASE_URL is not set: run `make test`, which starts PostgreSQL")
	}
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("empty_%d_%d", os.Getpid(), time.Now().UnixNano())
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	at := strings.LastIndex(server, "/")
	query := ""
	if q := strings.IndexByte(server[at:], '?'); q >= 0 {
		query = server[at+q:]
	}
	return server[:at+1] + name + query
}
