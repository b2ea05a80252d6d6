package db

import (
	"context"

	"github.com/riverqueue/river"
)

// jobClient inserts jobs inside a transaction: the job exists if and only if
// the change was committed.
type jobClient interface {
	insert(ctx context.Context, t *Tx, jobs []river.InsertManyParams) error
}

// lastPriority is that of jobs for which nobody waits.
const lastPriority = 4

// Enqueue adds jobs. Each runs at least once after the commit, by the worker
// of its kind.
func (t *Tx) Enqueue(jobs ...river.JobArgs) error {
	params := make([]river.InsertManyParams, len(jobs))
	for i, args := range jobs {
		params[i] = river.InsertManyParams{Args: args}
		if j, ok := args.(interface{ CanWait() bool }); ok && j.CanWait() {
			params[i].InsertOpts = &river.InsertOpts{Priority: lastPriority}
		}
	}
	if len(params) == 0 {
		return nil
	}
	return t.jobs.insert(t.Statement.Context, t, params)
}
