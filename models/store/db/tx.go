package db

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"
)

// Tx is one transaction.
type Tx struct {
	*gorm.DB
	jobs    jobClient
	conn    *sql.Conn // PostgreSQL only: the connection the transaction runs on
	publish bool      // public content changed: raise the public revision before commit
	last    []func() error
}

// AtEnd runs fn before the commit, after everything else that the transaction
// does: for what takes the lock of a row that the whole site shares.
func (t *Tx) AtEnd(fn func() error) { t.last = append(t.last, fn) }

// PublicChanged marks the transaction as changing public content, so that
// every node drops the pages it has cached.
func (t *Tx) PublicChanged() { t.publish = true }

// tries is how often a transaction is run when the database aborts one of two
// that conflict.
const tries = 5

// Write runs fn in one transaction. A refusal rolls back and is returned
// unchanged; a fault is marked with the verb. Inside Idempotent, fn joins the
// transaction that is already open.
func (d *DB) Write(ctx context.Context, verb string, fn func(t *Tx) error) error {
	if outer := joined(ctx); outer != nil {
		t := &Tx{DB: outer.DB, jobs: d.jobs, conn: outer.conn}
		err := fn(t)
		outer.publish = outer.publish || t.publish
		outer.last = append(outer.last, t.last...)
		return d.Classify(verb, err)
	}
	var err error
	for try := range tries {
		var revision int64
		err = d.dialect.transaction(ctx, d.w, func(g *gorm.DB, conn *sql.Conn) error {
			t := &Tx{DB: g, jobs: d.jobs, conn: conn}
			if err := fn(t); err != nil {
				return err
			}
			for _, fn := range t.last {
				if err := fn(); err != nil {
					return err
				}
			}
			if !t.publish {
				return nil
			}
			// Comes last, because the whole site shares this one row and its lock.
			return g.Raw("UPDATE public_revision SET n = n + 1 WHERE id = 1 RETURNING n").Row().Scan(&revision)
		})
		if err == nil && revision > 0 {
			d.sawRevision(revision)
		}
		if err == nil || !d.dialect.retryable(err) || ctx.Err() != nil {
			break
		}
		time.Sleep(time.Duration(try+1) * 5 * time.Millisecond)
	}
	return d.Classify(verb, err)
}

// joinedKey is the context key of the transaction that nested calls join.
type joinedKey struct{}

// InTransaction reports whether ctx already runs in the transaction of
// Idempotent.
func InTransaction(ctx context.Context) bool { return joined(ctx) != nil }

// joined is the transaction of Idempotent, or nil outside it.
func joined(ctx context.Context) *Tx {
	t, _ := ctx.Value(joinedKey{}).(*Tx)
	return t
}
