package db

import (
	"context"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// jobClient inserts jobs inside a transaction: the job exists if and only if
// the change was committed.
type jobClient interface {
	insert(ctx context.Context, t *Tx, jobs []river.InsertManyParams, once bool) error
}

// lastPriority is that of jobs for which nobody waits.
const lastPriority = 4

// longQueue is for jobs that take minutes: each node runs one of them at a time.
const longQueue = "long"

// Enqueue adds jobs. Each runs at least once after the commit, by the worker
// of its kind.
func (t *Tx) Enqueue(jobs ...river.JobArgs) error {
	return t.enqueue(false, jobs)
}

// EnqueueOnce adds jobs, except those of which an equal one that was added in
// this way has not ended yet.
func (t *Tx) EnqueueOnce(jobs ...river.JobArgs) error {
	return t.enqueue(true, jobs)
}

// notEnded are the states of a job that is waiting or running.
var notEnded = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

func (t *Tx) enqueue(once bool, jobs []river.JobArgs) error {
	params := make([]river.InsertManyParams, len(jobs))
	for i, args := range jobs {
		options := river.InsertOpts{}
		if once {
			options.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: notEnded}
		}
		if j, ok := args.(interface{ CanWait() bool }); ok && j.CanWait() {
			options.Priority = lastPriority
		}
		if j, ok := args.(interface{ IsLong() bool }); ok && j.IsLong() {
			options.Queue = longQueue
		}
		params[i] = river.InsertManyParams{Args: args, InsertOpts: &options}
	}
	if len(params) == 0 {
		return nil
	}
	return t.jobs.insert(t.Statement.Context, t, params, once)
}
