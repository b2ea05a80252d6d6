package db

import (
	"context"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// replica is a standby of the database that public pages may be read from. It
// is used only while it has every change that this node has seen, so a replica
// never makes a page older, and a missing replica never makes a page fail.
type replica struct {
	db   *gorm.DB
	seen atomic.Int64 // the public revision it had when last asked; -1 when it did not answer
}

type fromReplica struct{}

// FromReplica allows the queries of a page that is the same for everybody to
// be answered by a replica.
func FromReplica(ctx context.Context) context.Context {
	return context.WithValue(ctx, fromReplica{}, true)
}

// mayServe reports whether the queries of ctx go to the replica now.
func (r *replica) mayServe(ctx context.Context, revision int64) bool {
	return r != nil && ctx.Value(fromReplica{}) != nil && r.seen.Load() >= revision
}

// ReplicaFailed reports whether err may come from a replica that became
// unreachable, or that cancelled a query to catch up with the primary. The
// caller then repeats its queries without FromReplica.
func (d *DB) ReplicaFailed(err error) bool {
	return d.replica != nil && err != nil && models.KindOf(err) == ""
}

// replicaTimeout is short, because the primary must be asked again before
// staleAfter has passed.
const replicaTimeout = 400 * time.Millisecond

// look reads the replica's public revision.
func (r *replica) look(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), replicaTimeout)
	defer cancel()
	n := int64(-1)
	if err := r.db.WithContext(ctx).Raw("SELECT n FROM public_revision WHERE id = 1").Row().Scan(&n); err != nil {
		n = -1
	}
	r.seen.Store(n)
}
