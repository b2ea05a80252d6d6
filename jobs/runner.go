// Package jobs does the background work: it sends e-mails and ends what has
// expired. Every job runs at least once, and possibly twice; what it produces
// has an id derived from the job, so that a repetition produces the same.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"consultations/models"
	"consultations/models/store"
	"consultations/views"
)

// Options are what the jobs need from the rest of the program.
type Options struct {
	Store   *store.Store
	Mail    Carrier
	Links   Links
	BaseURL string // origin of every link, without a slash at the end
	Log     *slog.Logger
}

// Carrier delivers e-mails. An error whose IsFinal method returns true is not
// retried. Errors never name the recipient, because they are logged.
type Carrier interface {
	Send(ctx context.Context, m views.Mail) error
}

// Links signs ids for addresses that only the recipient of an e-mail knows.
type Links interface {
	LinkToken(purpose, id string) string
}

// longest is the time limit of one job.
const longest = 2 * time.Minute

// Runner runs the jobs of the queue.
type Runner struct{ stop func(context.Context) error }

// Start runs jobs until Stop is called.
func Start(ctx context.Context, o Options) (*Runner, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &registrationMail{o: o})
	river.AddWorker(workers, &invitationMail{o: o})
	river.AddWorker(workers, &clearanceMail{o: o})
	river.AddWorker(workers, &signInLink{o: o})
	river.AddWorker(workers, &offerLapse{o: o})
	river.AddWorker(workers, &expired{o: o})
	stop, err := o.Store.StartJobs(ctx, models.System, store.Jobs{
		Workers: workers, Retry: patience{}, Failed: failures{o.Log}, Timeout: longest,
		Periodic: []*river.PeriodicJob{
			every(time.Minute, models.LapseOffers{}),
			every(time.Hour, models.ForgetExpired{}),
		},
	})
	if err != nil {
		return nil, err
	}
	return &Runner{stop}, nil
}

// Stop starts no further jobs and lets running jobs finish until ctx ends.
func (r *Runner) Stop(ctx context.Context) error { return r.stop(ctx) }

// every enqueues a job at regular intervals, beginning at the start. Each job
// is tried once: the next one is the retry.
func every(d time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(d), func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{MaxAttempts: 1}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

// patience is the retry policy of failed jobs: soon at first, later every six
// hours, with some randomness so that many jobs are not retried together.
type patience struct{}

// NextRetry is the time of the next attempt.
func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(wait(len(job.Errors) + 1))
}

// wait is the interval after the n-th failure.
func wait(n int) time.Duration {
	d := 6 * time.Hour
	if n < 12 {
		d = min(d, 10*time.Second<<n)
	}
	return d + rand.N(d/10)
}

// failures logs failed jobs. Errors of jobs contain no personal data.
type failures struct{ log *slog.Logger }

// HandleError logs a job that failed.
func (f failures) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.log.Error("a job failed", "kind", job.Kind, "job", job.ID, "try", job.Attempt, "of", job.MaxAttempts, "err", err)
	return nil
}

// HandlePanic logs a job that panicked; it is retried like any other.
func (f failures) HandlePanic(_ context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	f.log.Error("a job panicked", "kind", job.Kind, "job", job.ID, "try", job.Attempt, "panic", fmt.Sprint(panicked), "stack", trace)
	return nil
}

// send delivers an e-mail. An e-mail that can never be delivered is
// discarded.
func (o Options) send(ctx context.Context, m views.Mail) error {
	err := o.Mail.Send(ctx, m)
	if final, ok := errors.AsType[interface {
		error
		IsFinal() bool
	}](err); ok && final.IsFinal() {
		return river.JobCancel(err)
	}
	return err
}
