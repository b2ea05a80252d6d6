// Package jobs does later what a verb asked for: it mails, and ends what has
// run out. It is the second entrance of the house beside handlers. Every job
// is done at least once, perhaps twice, and names what it makes in such a way
// that the second time makes the same.
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
	"consultations/views/mail"
)

// Options are what the jobs need from outside.
type Options struct {
	Store   *store.Store
	Mail    Carrier
	Links   Links
	BaseURL string // origin of every link, without a slash at the end
	Log     *slog.Logger
}

// Carrier takes a mail away. An error with an IsFinal method that says yes
// is not tried again; no error names the reader, because it is logged.
type Carrier interface {
	Send(ctx context.Context, m mail.Mail) error
}

// Links signs identifiers for addresses that only the reader of a mail knows.
type Links interface {
	LinkToken(purpose, id string) string
}

// longest is the most time that one job may take.
const longest = 2 * time.Minute

// Runner works the queue.
type Runner struct{ stop func(context.Context) error }

// Start works the queue until Stop.
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
	stop, err := o.Store.StartWork(ctx, models.System, store.Work{
		Workers: workers, Retry: patience{}, Failed: failures{o.Log}, Longest: longest,
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

// Stop takes no further job and lets those that run end as long as ctx allows.
func (r *Runner) Stop(ctx context.Context) error { return r.stop(ctx) }

// every asks for a job again and again, from the start on. It is tried once
// each time: the next time is the second try.
func every(d time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(d), func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{MaxAttempts: 1}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

// patience says when a failed job is tried again: soon at first, later every
// six hours, with a little chance in it so that many do not come together.
type patience struct{}

// NextRetry is when a job is tried again.
func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(wait(len(job.Errors) + 1))
}

// wait is the time after the n-th failure.
func wait(n int) time.Duration {
	d := 6 * time.Hour
	if n < 12 {
		d = min(d, 10*time.Second<<n)
	}
	return d + rand.N(d/10)
}

// failures logs what did not work. Errors of jobs name no person.
type failures struct{ log *slog.Logger }

// HandleError logs a job that failed.
func (f failures) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.log.Error("a job failed", "kind", job.Kind, "job", job.ID, "try", job.Attempt, "of", job.MaxAttempts, "err", err)
	return nil
}

// HandlePanic logs a job that panicked; it is tried again like any other.
func (f failures) HandlePanic(_ context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	f.log.Error("a job panicked", "kind", job.Kind, "job", job.ID, "try", job.Attempt, "panic", fmt.Sprint(panicked), "stack", trace)
	return nil
}

// send hands a mail over. A mail that nobody will ever take is set aside.
func (o Options) send(ctx context.Context, m mail.Mail) error {
	err := o.Mail.Send(ctx, m)
	if final, ok := errors.AsType[interface {
		error
		IsFinal() bool
	}](err); ok && final.IsFinal() {
		return river.JobCancel(err)
	}
	return err
}
