package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
)

// Work is what a node does later, beside answering requests.
type Work struct {
	Workers  *river.Workers       // one for each kind of job
	Periodic []*river.PeriodicJob // asked for by one node at a time
	Retry    river.ClientRetryPolicy
	Failed   river.ErrorHandler
	Longest  time.Duration // that one job may take
}

// jobRunner works the queue. Both databases have one of their own type.
type jobRunner interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	StopAndCancel(ctx context.Context) error
}

// jobAttempts is how often a job is tried before it is set aside, where a
// person can find it; with a growing time between, it is about three days.
const jobAttempts = 20

// StartWork works the queue of later work until stop is called, which lets
// running jobs end as long as its context allows. Any number of nodes may
// work the same queue: each job runs on one of them, at least once.
func (s *Store) StartWork(ctx context.Context, by models.Actor, w Work) (stop func(context.Context) error, err error) {
	if !by.IsSystem() {
		return nil, models.Missing()
	}
	runner, err := s.dialect.runner(&river.Config{
		Logger: s.log, Workers: w.Workers, PeriodicJobs: w.Periodic, RetryPolicy: w.Retry, ErrorHandler: w.Failed,
		JobTimeout: w.Longest, MaxAttempts: jobAttempts, RescueStuckJobsAfter: w.Longest + time.Minute,
		// Forty jobs a second and node: later work gives way to people who wait
		// for an answer now.
		FetchCooldown: 200 * time.Millisecond, FetchPollInterval: time.Second,
		CompletedJobRetentionPeriod: 24 * time.Hour, DiscardedJobRetentionPeriod: 30 * 24 * time.Hour,
	})
	if err != nil {
		return nil, fmt.Errorf("work the job queue: %w", err)
	}
	if err := runner.Start(ctx); err != nil {
		return nil, fmt.Errorf("work the job queue: %w", err)
	}
	return func(ctx context.Context) error {
		err := runner.Stop(ctx)
		if err == nil || ctx.Err() == nil {
			return err
		}
		// Out of patience: what still runs is told to stop, and is done again
		// by the next who works the queue.
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		return errors.Join(err, runner.StopAndCancel(hard))
	}, nil
}
