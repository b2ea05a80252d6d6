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
	// standby connects to a read-only copy, which may not answer yet.
	standby(ctx context.Context, address string, now func() time.Time, onStatement func(sql string)) (*gorm.DB, error)
	// transaction runs fn in a transaction; conn is nil on SQLite.
	transaction(ctx context.Context, w *gorm.DB, fn func(g *gorm.DB, conn *sql.Conn) error) error
	// migrating runs fn while no other node migrates.
	migrating(ctx context.Context, fn func(db *sql.DB) error) error
	migrations() (goose.Dialect, fs.FS)
	jobs(w *gorm.DB, log *slog.Logger) (jobClient, error)
	// runner runs the job queue; each dialect chooses how many jobs run at
	// once.
	runner(c *river.Config) (jobRunner, error)
	// migrateJobs brings the tables of the job queue up to date.
	migrateJobs(ctx context.Context) error
	retryable(err error) bool                                              // the same transaction may succeed when run again
	duplicate(err error) bool                                              // a unique constraint was violated
	unavailable(err error) bool                                            // the database cannot be reached
	unwritable(err error) bool                                             // a parameter contains what this database cannot store as text
	lockRow() string                                                       // appended to a SELECT whose rows must stay locked
	sharedRow(wait, idle time.Duration) string                             // see DB.SharedRow
	lockFreeRow() string                                                   // the same without rows that somebody else has locked
	lockKey() string                                                       // the same for rows to which a new row refers; empty if nothing needs it
	rowsFrom(columns string) string                                        // see DB.RowsFrom
	hardlyWaiting(wait time.Duration, insert, rest, columns string) string // see DB.HardlyWaiting
	waitedLong(err error) bool                                             // HardlyWaiting did not get a lock
	// fullText is the condition on found_texts f for one query of tokens, and its argument.
	fullText(groups [][]string) (string, any)
	// backup writes a consistent copy to a file that does not exist yet.
	backup(ctx context.Context, path string) error
	// restore fills an empty database from such a copy.
	restore(ctx context.Context, path string) error
}

// dialectFor chooses the dialect for a database address. Its errors are one
// line and never contain a password.
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
