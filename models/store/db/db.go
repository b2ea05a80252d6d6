// Package db is the plumbing under the store: it opens the database, runs
// transactions, migrates the schema, keeps the job queue and hides the
// differences between SQLite and PostgreSQL. It knows no noun of the domain.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// DB is an opened database. It writes through w and reads through r. On SQLite
// r is a separate read-only pool, because a writing transaction holds the
// single write lock from its beginning; on PostgreSQL both are the same pool.
type DB struct {
	w, r     *gorm.DB
	dialect  dialect
	now      func() time.Time
	log      *slog.Logger
	jobs     jobClient
	revision atomic.Int64 // the last public revision seen
	seenAt   atomic.Int64 // when it was seen, in Unix milliseconds
	replica  *replica     // nil without a replica
	wroteAt  atomic.Int64 // when Ready last wrote, in Unix milliseconds
}

// Options choose the database and the clock. A zero Now is the real clock.
type Options struct {
	URL string // sqlite:path/to/file.db or postgres://…
	// ReplicaURL is a standby of a PostgreSQL database, or empty. It need not
	// answer yet.
	ReplicaURL string
	Now        func() time.Time
	Log        *slog.Logger
	// OnStatement is called with every statement, for tests that count them.
	OnStatement func(sql string)
}

// ErrUnavailable marks a fault in which the database could not be reached or
// did not answer in time; the same request may succeed later. Only the
// database knows whether the transaction was committed.
var ErrUnavailable = errors.New("the database cannot be reached")

// Open connects to a database. It changes nothing: call Migrate to create or
// update the schema.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	dialect, err := dialectFor(o.URL)
	if err != nil {
		return nil, err
	}
	// PostgreSQL keeps microseconds: with a finer clock, a value just written
	// would differ from the same value read back.
	now := func() time.Time { return o.Now().UTC().Truncate(time.Microsecond) }
	d := &DB{dialect: dialect, now: now, log: o.Log}
	if d.w, d.r, err = dialect.open(ctx, now, o.OnStatement); err != nil {
		return nil, err
	}
	if d.jobs, err = dialect.jobs(d.w, o.Log); err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	if o.ReplicaURL != "" {
		g, err := dialect.standby(ctx, o.ReplicaURL, now, o.OnStatement)
		if err != nil {
			return nil, errors.Join(err, dialect.close())
		}
		d.replica = &replica{db: g}
		d.replica.seen.Store(-1)
	}
	return d, nil
}

// Close closes the connections. Transactions that still run fail.
func (d *DB) Close() error { return d.dialect.close() }

// Now is the database's clock, in UTC and whole microseconds.
func (d *DB) Now() time.Time { return d.now() }

// Log is where the database and the code above it log.
func (d *DB) Log() *slog.Logger { return d.log }

// Read starts a query. Inside Idempotent it runs in the transaction and so
// sees what was just written.
func (d *DB) Read(ctx context.Context) *gorm.DB {
	if t := joined(ctx); t != nil {
		return t.WithContext(ctx)
	}
	if d.replica.mayServe(ctx, d.revision.Load()) {
		return d.replica.db.WithContext(ctx)
	}
	return d.r.WithContext(ctx)
}

// Primary starts a statement on the writing connection, outside a transaction:
// for a single statement that commits by itself, and for a read that must see
// the latest commit. Inside Idempotent it joins the transaction.
func (d *DB) Primary(ctx context.Context) *gorm.DB {
	if t := joined(ctx); t != nil {
		return t.WithContext(ctx)
	}
	return d.w.WithContext(ctx)
}

// One reads a single row into dst; a missing row is not found.
func (d *DB) One(q *gorm.DB, what string, dst any) error {
	return d.Classify(what, q.Take(dst).Error)
}

// All reads rows into dst.
func (d *DB) All(q *gorm.DB, what string, dst any) error {
	return d.Classify(what, q.Find(dst).Error)
}

// Classify turns an error of the database into a refusal where it is one: a
// missing row, or a value that the database cannot store, is not found; a
// violated unique constraint is a conflict. Anything else is a fault, marked
// with the name of the operation.
func (d *DB) Classify(what string, err error) error {
	if err == nil || models.KindOf(err) != "" {
		return err
	}
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, sql.ErrNoRows) || d.dialect.unwritable(err) {
		return models.Missing()
	}
	if d.dialect.unavailable(err) {
		return fmt.Errorf("%s: %w: %w", what, ErrUnavailable, err)
	}
	if d.dialect.duplicate(err) {
		return models.Refuse(models.Conflict, "page.duplicate")
	}
	return fmt.Errorf("%s: %w", what, err)
}

// LockRow is appended to a SELECT whose rows must stay locked until commit.
func (d *DB) LockRow() string { return d.dialect.lockRow() }

// SharedRow is a condition that goes before LockRow if the whole site shares the
// row. Whoever does not get its lock within wait, or another one later in the
// transaction, fails as unavailable, and the database ends a transaction that
// is idle for longer, such as that of a program that has frozen.
func (d *DB) SharedRow(wait, idle time.Duration) string { return d.dialect.sharedRow(wait, idle) }

// LockFreeRow is like LockRow, but leaves out rows that another transaction has
// locked instead of waiting for them.
func (d *DB) LockFreeRow() string { return d.dialect.lockFreeRow() }

// LockKey is appended to a SELECT of rows to which new rows refer, to take the
// lock that the insertion takes before another one. It is empty if there is
// only one lock.
func (d *DB) LockKey() string { return d.dialect.lockKey() }

// HardlyWaiting is an INSERT … SELECT … FROM … and its rest (" WHERE …") that
// returns columns, by the first of which they are sorted. If another transaction
// keeps one of its rows locked for longer than wait, it fails, and WaitedLong
// reports that.
func (d *DB) HardlyWaiting(wait time.Duration, insert, rest, columns string) string {
	return d.dialect.hardlyWaiting(wait, insert, rest, columns)
}

// WaitedLong reports whether HardlyWaiting failed because a row was locked.
func (d *DB) WaitedLong(err error) bool { return d.dialect.waitedLong(err) }

// RowsFrom is a table d with these columns ("id text, n bigint"), made from
// one argument that JSONRows writes.
func (d *DB) RowsFrom(columns string) string { return d.dialect.rowsFrom(columns) }

// FullText is the condition on found_texts f that its tokens match one of the
// groups, each of which needs all its tokens, and the condition's argument.
func (d *DB) FullText(groups [][]string) (string, any) { return d.dialect.fullText(groups) }
