package store

import (
	"context"

	"github.com/riverqueue/river"
)

// jobClient inserts jobs inside the transaction of a verb: the job exists if
// and only if the change was committed.
type jobClient interface {
	insert(ctx context.Context, t *tx, jobs []river.InsertManyParams) error
}

// enqueue asks for later work. Args say what, never how; a worker of the same
// kind does it at least once after the commit.
func (t *tx) enqueue(jobs ...river.JobArgs) error {
	params := make([]river.InsertManyParams, len(jobs))
	for i, args := range jobs {
		params[i] = river.InsertManyParams{Args: args}
	}
	if len(params) == 0 {
		return nil
	}
	return t.s.jobs.insert(t.Statement.Context, t, params)
}
