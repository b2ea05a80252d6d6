package db

import (
	"context"
	"time"
)

// staleAfter is the age at which the last public revision seen is no longer
// trusted. It stays below one second, because an edit on another node must be
// visible within that time.
const staleAfter = 900 * time.Millisecond

// lookEvery is the interval at which each node reads the public revision, one
// row by its key.
const lookEvery = 200 * time.Millisecond

// PublicRevision is the revision of the public content as this node last saw
// it. It is not trusted when the database has not answered recently; the
// caller then has to ask the database itself.
func (d *DB) PublicRevision() (n int64, trusted bool) {
	return d.revision.Load(), d.now().UnixMilli()-d.seenAt.Load() < staleAfter.Milliseconds()
}

func (d *DB) sawRevision(n int64) {
	for old := d.revision.Load(); n > old && !d.revision.CompareAndSwap(old, n); old = d.revision.Load() {
	}
	d.seenAt.Store(d.now().UnixMilli())
}

// WatchPublicRevision keeps PublicRevision fresh until ctx ends.
func (d *DB) WatchPublicRevision(ctx context.Context) {
	for tick := time.NewTicker(lookEvery); ; {
		d.lookAtRevision(ctx)
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

func (d *DB) lookAtRevision(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, staleAfter)
	defer cancel()
	asked := d.now() // the answer may be as old as the query
	var n int64
	if err := d.Read(ctx).Raw("SELECT n FROM public_revision WHERE id = 1").Row().Scan(&n); err != nil {
		return
	}
	d.sawRevision(n)
	d.seenAt.Store(asked.UnixMilli())
	if d.replica != nil {
		d.replica.look(ctx)
	}
}
