package store

import (
	"context"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

// staleAfter is how old the last look at the public revision may be before a
// kept page is no longer trusted. It must stay below one second: that long an
// edit on another node may take to be seen.
const staleAfter = 900 * time.Millisecond

// lookEvery is how often each node asks for the public revision: one row by
// its key.
const lookEvery = 200 * time.Millisecond

// PublicRevision is the number of the public content as this node last saw
// it. It is not trusted when the database has not answered for a moment; the
// caller then asks the database itself.
func (s *Store) PublicRevision() (n int64, trusted bool) {
	return s.revision.Load(), s.now().UnixMilli()-s.seenAt.Load() < staleAfter.Milliseconds()
}

func (s *Store) sawRevision(n int64) {
	for old := s.revision.Load(); n > old && !s.revision.CompareAndSwap(old, n); old = s.revision.Load() {
	}
	s.seenAt.Store(s.now().UnixMilli())
}

// WatchPublicRevision keeps PublicRevision fresh until ctx ends.
func (s *Store) WatchPublicRevision(ctx context.Context) {
	for tick := time.NewTicker(lookEvery); ; {
		s.lookAtRevision(ctx)
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

func (s *Store) lookAtRevision(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, staleAfter)
	defer cancel()
	asked := s.now() // the answer is as old as the question
	var n int64
	if err := s.read(ctx).Raw("SELECT n FROM public_revision WHERE id = 1").Row().Scan(&n); err != nil {
		return
	}
	s.sawRevision(n)
	s.seenAt.Store(asked.UnixMilli())
	if s.replica != nil {
		s.replica.look(ctx)
	}
}

// newest finds the highest number among migration files.
func newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	var high int64
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return 0, err
		}
		high = max(high, n)
	}
	return high, nil
}
