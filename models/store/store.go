// Package store is the only door to the database: queries that each answer
// one question, and verbs that each run one transaction.
package store

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

// Store writes through w and reads through r. On SQLite r is a pool of its
// own that cannot write, because a writing transaction holds the one write
// lock from its start; on PostgreSQL both are the same pool.
type Store struct {
	w, r     *gorm.DB
	dialect  dialect
	now      func() time.Time
	log      *slog.Logger
	jobs     jobClient
	revision atomic.Int64 // the public revision as last seen
	seenAt   atomic.Int64 // when it was seen, in Unix milliseconds
	enrol    *enrolQueue
	replica  *replica // nil when there is none
}

// Options say which database and which clock. A zero Now is the real clock.
type Options struct {
	URL string // sqlite:path/to/file.db or postgres://…
	// ReplicaURL is a standby of a PostgreSQL database; empty when there is none.
	// It need not answer yet.
	ReplicaURL string
	Now        func() time.Time
	Log        *slog.Logger
	// Told hears every statement, for tests that count them; nil in a site.
	Told func(sql string)
}

// Open connects to an existing, migrated or empty database. It changes
// nothing: call Migrate for the schema.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	d, err := dialectFor(o.URL)
	if err != nil {
		return nil, err
	}
	// PostgreSQL keeps microseconds: a finer clock would make a value that was
	// just written unequal to the same value read back.
	now := func() time.Time { return o.Now().UTC().Truncate(time.Microsecond) }
	s := &Store{dialect: d, now: now, log: o.Log}
	if s.w, s.r, err = d.open(ctx, now, o.Told); err != nil {
		return nil, err
	}
	if s.jobs, err = d.jobs(s.w, o.Log); err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	if o.ReplicaURL != "" {
		db, err := d.standby(ctx, o.ReplicaURL, now, o.Told)
		if err != nil {
			return nil, errors.Join(err, s.dialect.close())
		}
		s.replica = &replica{db: db}
		s.replica.seen.Store(-1)
	}
	s.enrol = newEnrolQueue(s)
	return s, nil
}

// Close ends the connections. Verbs that still run fail.
func (s *Store) Close() error {
	s.enrol.stop()
	return s.dialect.close()
}

// Now is the store's clock, in UTC and whole microseconds.
func (s *Store) Now() time.Time { return s.now() }

// tx is one transaction of one verb, with who runs it.
type tx struct {
	*gorm.DB
	s       *Store
	by      models.Actor
	verb    string
	conn    *sql.Conn // PostgreSQL only: the connection the transaction runs on
	publish bool      // public content changed: raise the public revision before commit
}

// tries is how often a verb is begun again when the database gave up one of
// two transactions that stood in each other's way.
const tries = 5

// write runs one verb in one transaction. The verb's name stands in every
// fault. A refusal rolls back and is passed on as it is.
func (s *Store) write(ctx context.Context, by models.Actor, verb string, fn func(t *tx) error) error {
	if outer := joined(ctx); outer != nil {
		t := &tx{DB: outer.DB, s: s, by: by, verb: verb, conn: outer.conn}
		err := fn(t)
		outer.publish = outer.publish || t.publish
		return s.classify(verb, err)
	}
	var err error
	for try := range tries {
		var revision int64
		err = s.dialect.transaction(ctx, s.w, func(g *gorm.DB, conn *sql.Conn) error {
			t := &tx{DB: g, s: s, by: by, verb: verb, conn: conn}
			if err := fn(t); err != nil {
				return err
			}
			if !t.publish {
				return nil
			}
			// Last of all, because the row is one for the whole site.
			return g.Raw("UPDATE public_revision SET n = n + 1 WHERE id = 1 RETURNING n").Row().Scan(&revision)
		})
		if err == nil && revision > 0 {
			s.sawRevision(revision)
		}
		if err == nil || !s.dialect.retryable(err) || ctx.Err() != nil {
			break
		}
		time.Sleep(time.Duration(try+1) * 5 * time.Millisecond)
	}
	return s.classify(verb, err)
}

// classify makes a refusal of what the database refused: a missing row is not
// found, nor is one whose name cannot be written; a second of what may be once
// is a conflict. The rest is a fault.
func (s *Store) classify(verb string, err error) error {
	if err == nil || models.KindOf(err) != "" {
		return err
	}
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, sql.ErrNoRows) || s.dialect.unwritable(err) {
		return models.Missing()
	}
	if s.dialect.unavailable(err) {
		return fmt.Errorf("%s: %w: %w", verb, ErrUnavailable, err)
	}
	if s.dialect.duplicate(err) {
		return models.Refuse(models.Conflict, "page.duplicate")
	}
	return fmt.Errorf("%s: %w", verb, err)
}

// ErrUnavailable marks a fault in which the database could not be reached, or
// did not answer in time; the same request may succeed later. Nothing was
// acknowledged: whether it was committed is known only to the database.
var ErrUnavailable = errors.New("the database cannot be reached")

// read begins a query. The deadline keeps a lost database from holding the
// reader for ever. Inside Once it sees what was just written.
func (s *Store) read(ctx context.Context) *gorm.DB {
	if t := joined(ctx); t != nil {
		return t.WithContext(ctx)
	}
	if s.replica.mayServe(ctx, s.revision.Load()) {
		return s.replica.db.WithContext(ctx)
	}
	return s.r.WithContext(ctx)
}

// one reads a single row into dst; a missing row is not found.
func (s *Store) one(q *gorm.DB, what string, dst any) error {
	return s.classify(what, q.Take(dst).Error)
}

// all reads rows into dst.
func (s *Store) all(q *gorm.DB, what string, dst any) error {
	return s.classify(what, q.Find(dst).Error)
}

// publicChanged says that what the public can read changes with this
// transaction, so that every node shows it anew.
func (t *tx) publicChanged() { t.publish = true }
