// Package given prepares what a test needs: fresh databases of both kinds, a
// fixed clock, and rows that were made by the store's own verbs.
package given

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the administrator's connection to PostgreSQL

	"consultations/models/store"
)

// Noon is the time at which every test begins.
var Noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// Given is one fresh database with its store.
type Given struct {
	T     testing.TB
	Store *store.Store
	URL   string
	clock atomic.Int64
}

// EachDatabase runs a test on a fresh SQLite file and on a fresh PostgreSQL
// database. Without TEST_DATABASE_URL, which `make test` always sets, the
// second one is skipped with a message.
func EachDatabase(t *testing.T, test func(t *testing.T, g *Given)) {
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// Main runs the tests of a package and then removes the template databases from
// which all others are copied.
func Main(m *testing.M) {
	begun = true
	code := m.Run()
	if err := errors.Join(forgetTemplates()...); err != nil {
		fmt.Fprintln(os.Stderr, "the templates of the tests were not removed:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// begun reports that Main is running and will clean up.
var begun bool

func mustBegin(t testing.TB) {
	t.Helper()
	if !begun {
		t.Fatal("the package has no TestMain that calls given.Main")
	}
}

func forgetTemplates() (errs []error) {
	if lite.name != "" {
		errs = append(errs, os.RemoveAll(filepath.Dir(lite.name)))
	}
	for _, name := range []string{pg.name, worlds["postgres"].name} {
		if name != "" {
			errs = append(errs, statement(os.Getenv("TEST_DATABASE_URL"), fmt.Sprintf("DROP DATABASE IF EXISTS %s WITH (FORCE)", name)))
		}
	}
	return errs
}

// SQLite returns a database in a fresh file.
func SQLite(t testing.TB) *Given {
	t.Helper()
	mustBegin(t)
	path := filepath.Join(t.TempDir(), "test.db")
	copyFile(t, sqliteTemplate(t), path)
	return open(t, "sqlite:"+path)
}

// Postgres returns a fresh database on the server of TEST_DATABASE_URL.
func Postgres(t testing.TB) *Given {
	t.Helper()
	return open(t, PostgresURL(t))
}

// PostgresURL returns the address of a fresh, migrated database.
func PostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("TEST_DATABASE_URL")
	if server == "" {
		t.Skip("TEST_DATABASE_URL is not set: run `make test`, which starts PostgreSQL")
	}
	mustBegin(t)
	template := postgresTemplate(t, server)
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), counter.Add(1))
	admin(t, server, fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s`, name, template))
	t.Cleanup(func() { admin(t, server, fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, name)) })
	return withDatabase(server, name)
}

// EmptyPostgresURL returns the address of a fresh database without a schema.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("TEST_DATABASE_URL")
	if server == "" {
		t.Skip("TEST_DATABASE_URL is not set: run `make test`, which starts PostgreSQL")
	}
	name := fmt.Sprintf("empty_%d_%d", os.Getpid(), counter.Add(1))
	admin(t, server, "CREATE DATABASE "+name)
	t.Cleanup(func() { admin(t, server, fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, name)) })
	return withDatabase(server, name)
}

// At sets the clock of the store.
func (g *Given) At(t time.Time) { g.clock.Store(t.UnixMicro()) }

// Pass moves the clock forward.
func (g *Given) Pass(d time.Duration) { g.clock.Add(d.Microseconds()) }

// Now is the time on the store's clock.
func (g *Given) Now() time.Time { return time.UnixMicro(g.clock.Load()).UTC() }

func open(t testing.TB, address string) *Given {
	t.Helper()
	g := &Given{T: t, URL: address}
	g.At(Noon)
	g.open()
	t.Cleanup(func() { g.Store.Close() })
	return g
}

func (g *Given) open() {
	g.T.Helper()
	s, err := store.Open(context.Background(), store.Options{URL: g.URL, Now: g.Now})
	if err != nil {
		g.T.Fatal(err)
	}
	g.Store = s
}

var (
	counter  atomic.Int64
	lite, pg struct {
		once sync.Once
		name string
		err  error
	}
)

func sqliteTemplate(t testing.TB) string {
	lite.once.Do(func() {
		dir, err := os.MkdirTemp("", "consultations-test-")
		if err != nil {
			lite.err = err
			return
		}
		lite.name = filepath.Join(dir, "template.db")
		lite.err = migrate("sqlite:" + lite.name)
	})
	if lite.err != nil {
		t.Fatal(lite.err)
	}
	return lite.name
}

func postgresTemplate(t testing.TB, server string) string {
	pg.once.Do(func() {
		pg.name = fmt.Sprintf("template_%d_%d", os.Getpid(), time.Now().UnixNano())
		admin(t, server, "CREATE DATABASE "+pg.name)
		pg.err = migrate(withDatabase(server, pg.name))
	})
	if pg.err != nil {
		t.Fatal(pg.err)
	}
	return pg.name
}

func migrate(address string) error {
	s, err := store.Open(context.Background(), store.Options{URL: address})
	if err != nil {
		return err
	}
	return errors.Join(s.Migrate(context.Background()), s.Close())
}

func admin(t testing.TB, server, what string) {
	t.Helper()
	if err := statement(server, what); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// statement runs one statement as the administrator of a server.
func statement(server, what string) error {
	db, err := sql.Open("pgx", server)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(what)
	return err
}

func withDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.Path = "/" + name
	return u.String()
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
}
