package db

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
)

// Jobs is the background work of a node.
type Jobs struct {
	Workers  *river.Workers       // one for each kind of job
	Periodic []*river.PeriodicJob // enqueued by one node at a time
	Retry    river.ClientRetryPolicy
	Failed   river.ErrorHandler
	Timeout  time.Duration // for one job
}

// jobRunner runs the jobs of the queue; each database has its own type.
type jobRunner interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	StopAndCancel(ctx context.Context) error
}

// jobAttempts is how often a job is tried before it is discarded; with growing
// intervals this takes about three days. Discarded jobs stay visible for a month.
const jobAttempts = 20

// StartJobs runs the jobs of the queue until stop is called. Stop lets running
// jobs finish until its context ends. Any number of nodes may share a queue:
// each job runs on one of them, at least once.
func (d *DB) StartJobs(ctx context.Context, j Jobs) (stop func(context.Context) error, err error) {
	runner, err := d.dialect.runner(&river.Config{
		Logger: slog.New(untilStopped{d.log.Handler()}), Workers: j.Workers, PeriodicJobs: j.Periodic, RetryPolicy: j.Retry, ErrorHandler: j.Failed,
		JobTimeout: j.Timeout, MaxAttempts: jobAttempts, RescueStuckJobsAfter: j.Timeout + time.Minute,
		// Forty jobs a second on each node: background work gives way to people
		// who are waiting for a page.
		FetchCooldown: 200 * time.Millisecond, FetchPollInterval: time.Second,
		CompletedJobRetentionPeriod: 24 * time.Hour, DiscardedJobRetentionPeriod: 30 * 24 * time.Hour,
	})
	if err != nil {
		return nil, fmt.Errorf("start the job queue: %w", err)
	}
	if err := runner.Start(ctx); err != nil {
		return nil, fmt.Errorf("start the job queue: %w", err)
	}
	return func(ctx context.Context) error {
		err := runner.Stop(ctx)
		if err == nil || ctx.Err() == nil {
			return err
		}
		// Timed out: cancel the running jobs. The next node to work the queue
		// runs them again.
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		return errors.Join(err, runner.StopAndCancel(hard))
	}, nil
}

// untilStopped is the log of the queue. Stopping it cancels the contexts of its
// own maintenance, and what that interrupts is no error: it is done after the
// next start.
type untilStopped struct{ slog.Handler }

// Handle passes on a record, unless its context was cancelled.
func (h untilStopped) Handle(ctx context.Context, r slog.Record) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs returns the same log with further attributes.
func (h untilStopped) WithAttrs(attrs []slog.Attr) slog.Handler {
	return untilStopped{h.Handler.WithAttrs(attrs)}
}

// WithGroup returns the same log with further attributes in a group.
func (h untilStopped) WithGroup(name string) slog.Handler {
	return untilStopped{h.Handler.WithGroup(name)}
}
