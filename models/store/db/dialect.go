package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"gorm.io/gorm"
)

// dialect holds every difference between the two databases.
type dialect interface {
	// open connects for writing and for reading; onStatement may be nil.
	open(ctx context.Context, now func() time.Time, onStatement func(sql string)) (w, r *gorm.DB, err error)
	close() error
	// standby connects to a copy for reading only, which may not answer yet.
	standby(ctx context.Context, address string, now func() time.Time, onStatement func(sql string)) (*gorm.DB, error)
	// transaction runs fn in a transaction; conn is nil but on PostgreSQL.
	transaction(ctx context.Context, w *gorm.DB, fn func(g *gorm.DB, conn *sql.Conn) error) error
	// migrating runs fn while no other node migrates.
	migrating(ctx context.Context, fn func(db *sql.DB) error) error
	migrations() (goose.Dialect, fs.FS)
	jobs(w *gorm.DB, log *slog.Logger) (jobClient, error)
	// runner works the queue; how many jobs at once is the dialect's to say.
	runner(c *river.Config) (jobRunner, error)
	// migrateJobs brings the tables of the job queue up to date.
	migrateJobs(ctx context.Context) error
	retryable(err error) bool       // the same transaction may succeed when begun again
	duplicate(err error) bool       // a unique constraint refused
	unavailable(err error) bool     // no database there
	unwritable(err error) bool      // a value was asked for that no text of this database can hold
	lockRow() string                // appended to a SELECT that must hold its row
	rowsFrom(columns string) string // a table d with these columns ("id text, n bigint") out of one argument, a JSON list of objects
	writers() int                   // transactions of many registrations that help each other when they overlap
	// fullText is the condition on found_texts f for one query of tokens, and its argument.
	fullText(groups [][]string) (string, any)
	// backup writes a consistent copy to a file that does not exist yet.
	backup(ctx context.Context, path string) error
	// restore fills an empty database from such a copy.
	restore(ctx context.Context, path string) error
}

// dialectFor reads a database address. Its errors are one line and never
// carry a password.
func dialectFor(address string) (dialect, error) {
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		if path == "" {
			return nil, fmt.Errorf("DATABASE_URL %q contains no file name: use sqlite:path/to/file.db", address)
		}
		return &sqliteDialect{path: path}, nil
	}
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" && u.Query().Get("host") == "" {
			return nil, fmt.Errorf("DATABASE_URL is not an address like postgres://user:password@host:5432/name")
		}
		return &postgresDialect{url: address}, nil
	}
	return nil, fmt.Errorf("DATABASE_URL must begin with sqlite: or postgres://")
}
