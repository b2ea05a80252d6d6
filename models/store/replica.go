package store

import (
	"context"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// replica is a standby of the database that public pages may be read from. It
// is asked only while it has everything that this node has seen: a page is
// never older because there is a replica, and never missing because it is away.
type replica struct {
	db   *gorm.DB
	seen atomic.Int64 // the public revision it had when it was last asked; -1 when it did not answer
}

type fromReplica struct{}

// FromReplica marks the queries of a page that everybody gets alike: they may
// be answered by a replica.
func FromReplica(ctx context.Context) context.Context {
	return context.WithValue(ctx, fromReplica{}, true)
}

// mayServe reports whether the queries of ctx go to the replica now.
func (r *replica) mayServe(ctx context.Context, revision int64) bool {
	return r != nil && ctx.Value(fromReplica{}) != nil && r.seen.Load() >= revision
}

// ReplicaFailed reports whether err may come from a replica: one that went
// away since it was last asked, or that ended a query to follow the database.
// The same queries without FromReplica then go to the database itself.
func (s *Store) ReplicaFailed(err error) bool {
	return s.replica != nil && err != nil && models.KindOf(err) == ""
}

// replicaPatience is short: the database itself must be asked again in time
// for kept pages to stay trusted.
const replicaPatience = 400 * time.Millisecond

// look asks the replica how far it is.
func (r *replica) look(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), replicaPatience)
	defer cancel()
	n := int64(-1)
	if err := r.db.WithContext(ctx).Raw("SELECT n FROM public_revision WHERE id = 1").Row().Scan(&n); err != nil {
		n = -1
	}
	r.seen.Store(n)
}
