package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/sqlite/*.sql
var sqliteMigrations embed.FS

// oldestSQLite is the first release without the bug by which two connections
// could lose commits when the write-ahead log was reset.
const oldestSQLite = "3.51.3"

type sqliteDialect struct {
	path   string
	wd, rd *sql.DB
}

func (d *sqliteDialect) dsn(read bool) string {
	v := url.Values{}
	// Another program that holds the lock, such as a backup, holds it briefly;
	// a statement that waits here cannot be ended by its deadline.
	v.Add("_pragma", "busy_timeout(1500)")
	v.Add("_pragma", "journal_mode(WAL)")
	// A committed change must survive a power failure.
	v.Add("_pragma", "synchronous(FULL)")
	v.Add("_pragma", "foreign_keys(1)")
	v.Add("_time_format", "sqlite")
	v.Add("_timezone", "UTC")
	if read {
		v.Add("_pragma", "query_only(1)")
	} else {
		// A write lock that is requested later in the transaction fails at
		// once, whatever the busy timeout.
		v.Add("_txlock", "immediate")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: d.path}).EscapedPath(), RawQuery: v.Encode()}).String()
}

func (d *sqliteDialect) open(ctx context.Context, now func() time.Time, onStatement func(sql string)) (w, r *gorm.DB, err error) {
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		return nil, nil, fmt.Errorf("the folder of the database cannot be created: %w", err)
	}
	createPrivate(d.path)
	if d.wd, err = sql.Open("sqlite", d.dsn(false)); err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", d.path, err)
	}
	d.wd.SetMaxOpenConns(1) // SQLite has one writer; waiting for the pool is fair, waiting for the lock is not
	var version string
	if err := d.wd.QueryRowContext(ctx, "SELECT sqlite_version() FROM (SELECT count(*) FROM sqlite_schema)").Scan(&version); err != nil {
		d.wd.Close()
		return nil, nil, d.explain(err)
	}
	if olderVersion(version, oldestSQLite) {
		d.wd.Close()
		return nil, nil, fmt.Errorf("SQLite %s can lose commits: version %s or newer is required", version, oldestSQLite)
	}
	if d.rd, err = sql.Open("sqlite", d.dsn(true)); err != nil {
		return nil, nil, fmt.Errorf("open %s for reading: %w", d.path, err)
	}
	d.rd.SetMaxOpenConns(4)
	config := func() *gorm.Config {
		return &gorm.Config{NowFunc: now, Logger: tracer{onStatement}, SkipDefaultTransaction: true}
	}
	if w, err = gorm.Open(&gormsqlite.Dialector{Conn: d.wd}, config()); err != nil {
		return nil, nil, err
	}
	r, err = gorm.Open(&gormsqlite.Dialector{Conn: d.rd}, config())
	return w, r, err
}

// explain describes in one line what is wrong with the file and how to fix it.
func (d *sqliteDialect) explain(err error) error {
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s is damaged or not a SQLite database: move it away, then restore a backup with `consultations restore`", d.path)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%s is locked by another program: stop that program, then start again", d.path)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%s cannot be opened for writing: check the permissions of the file and its folder", d.path)
	}
	return fmt.Errorf("open %s: %w", d.path, err)
}

func (d *sqliteDialect) close() error { return errors.Join(d.rd.Close(), d.wd.Close()) }

func (d *sqliteDialect) standby(context.Context, string, func() time.Time, func(string)) (*gorm.DB, error) {
	return nil, errors.New("DATABASE_REPLICA_URL: a SQLite database has no standby")
}

func (d *sqliteDialect) transaction(ctx context.Context, w *gorm.DB, fn func(*gorm.DB, *sql.Conn) error) error {
	return w.WithContext(ctx).Transaction(func(g *gorm.DB) error { return fn(g, nil) })
}

func (d *sqliteDialect) migrating(_ context.Context, fn func(*sql.DB) error) error {
	return fn(d.wd) // there is one node, and its single writing connection is the lock
}

func (d *sqliteDialect) migrations() (goose.Dialect, fs.FS) {
	sub, _ := fs.Sub(sqliteMigrations, "migrations/sqlite")
	return goose.DialectSQLite3, sub
}

func (d *sqliteDialect) jobs(w *gorm.DB, log *slog.Logger) (jobClient, error) {
	client, err := river.NewClient(riversqlite.New(d.wd), &river.Config{Logger: log, MaxAttempts: jobAttempts})
	if err != nil {
		return nil, err
	}
	return sqliteJobs{client}, nil
}

func (d *sqliteDialect) migrateJobs(ctx context.Context) error {
	m, err := rivermigrate.New(riversqlite.New(d.wd), nil)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}

func (d *sqliteDialect) retryable(err error) bool {
	c := sqliteCode(err) & 0xff
	return c == sqlite3.SQLITE_BUSY || c == sqlite3.SQLITE_LOCKED
}

func (d *sqliteDialect) duplicate(err error) bool {
	c := sqliteCode(err)
	return c == sqlite3.SQLITE_CONSTRAINT_UNIQUE || c == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
}

func (d *sqliteDialect) unwritable(error) bool { return false } // SQLite accepts any bytes

func (d *sqliteDialect) unavailable(err error) bool {
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return true
	}
	return errors.Is(err, context.DeadlineExceeded)
}

func (d *sqliteDialect) lockRow() string { return "" } // the whole file is locked

func (d *sqliteDialect) sharedRow(wait, idle time.Duration) string { return "" }

func (d *sqliteDialect) lockFreeRow() string { return "" }

func (d *sqliteDialect) lockKey() string { return "" }

func (d *sqliteDialect) hardlyWaiting(_ time.Duration, insert, rest, columns string) string {
	return insert + rest + " RETURNING " + columns
}

func (d *sqliteDialect) waitedLong(error) bool { return false }

func (d *sqliteDialect) rowsFrom(columns string) string {
	var of []string
	for _, column := range strings.Split(columns, ", ") {
		name, _, _ := strings.Cut(column, " ")
		of = append(of, "json_extract(value, '$."+name+"') AS "+name)
	}
	return "(SELECT " + strings.Join(of, ", ") + " FROM json_each(?)) AS d"
}

func (d *sqliteDialect) fullText(groups [][]string) (string, any) {
	var all []string
	for _, group := range groups {
		var words []string
		for _, w := range group {
			words = append(words, `"`+w+`"`)
		}
		all = append(all, "("+strings.Join(words, " AND ")+")")
	}
	return "f.id IN (SELECT rowid FROM found_tokens WHERE found_tokens MATCH ?)", strings.Join(all, " OR ")
}

func (d *sqliteDialect) backup(ctx context.Context, path string) error {
	_, err := d.wd.ExecContext(ctx, "VACUUM INTO ?", path) // refused on a query_only connection, although it only reads
	return err
}

func (d *sqliteDialect) restore(ctx context.Context, path string) error {
	if _, err := os.Stat(d.path); err == nil {
		return fmt.Errorf("%s already exists: restore into an empty DATA_DIR", d.path)
	}
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		return fmt.Errorf("the folder of the database cannot be created: %w", err)
	}
	copied := &sqliteDialect{path: path}
	db, err := sql.Open("sqlite", copied.dsn(false))
	if err != nil {
		return err
	}
	defer db.Close()
	var whole string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&whole); err != nil || whole != "ok" {
		return errors.New("the database in the backup is damaged: use an older backup")
	}
	createPrivate(d.path)
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", d.path)
	return err
}

// createPrivate creates the file of a new database readable by its owner only,
// because it holds personal data. SQLite gives its auxiliary files the same
// mode. Errors are reported when the file is opened.
func createPrivate(path string) {
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		f.Close()
	}
}

// olderVersion compares dotted numbers.
func olderVersion(a, b string) bool {
	var x, y [3]int
	fmt.Sscanf(a, "%d.%d.%d", &x[0], &x[1], &x[2])
	fmt.Sscanf(b, "%d.%d.%d", &y[0], &y[1], &y[2])
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}
