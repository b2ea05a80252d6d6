// Package jobs runs background jobs: it sends mail, sets published texts as PDF,
// and ends offers and records that have expired. Like handlers it calls the store. A job runs at least once
// and sometimes twice; its mail has a fixed identifier, so that a second run
// repeats the first.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"consultations/models"
	"consultations/models/store"
	"consultations/views/mail"
)

// Options configure the jobs.
type Options struct {
	Store   *store.Store
	Mail    Sender
	Links   Links
	PDF     Typesetter // nil: the program was built without it
	BaseURL string     // origin of every link, without a slash at the end
	From    string     // address from which mail is sent
	Log     *slog.Logger
}

// Sender sends a mail. After an error whose IsFinal method returns true it is not
// sent again. Errors are logged and must not contain the recipient's address.
type Sender interface {
	Send(ctx context.Context, m mail.Mail) error
}

// Links signs identifiers for addresses that only the recipient of a mail knows.
type Links interface {
	LinkToken(purpose, id string) string
}

// jobTimeout limits the time for one job.
const jobTimeout = 2 * time.Minute

// Runner runs the jobs in the queue.
type Runner struct {
	stop    func(context.Context) error
	stopped chan struct{} // closed when Stop is called
	once    sync.Once
}

// Start runs jobs until Stop.
func Start(ctx context.Context, o Options) (*Runner, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &registrationMail{o: o})
	river.AddWorker(workers, &invitationMail{o: o})
	river.AddWorker(workers, &clearanceMail{o: o})
	river.AddWorker(workers, &addressMail{o: o})
	river.AddWorker(workers, &roleMail{o: o})
	river.AddWorker(workers, &signInLink{o: o})
	river.AddWorker(workers, &offerLapse{o: o})
	river.AddWorker(workers, &confirmationLapse{o: o})
	river.AddWorker(workers, &expired{o: o})
	r := &Runner{stopped: make(chan struct{})}
	river.AddWorker(workers, &setEdition{o: o, stopped: r.stopped})
	river.AddWorker(workers, &findUnsetEditions{o: o})
	var err error
	r.stop, err = o.Store.StartJobs(ctx, models.System, store.Jobs{
		Workers: workers, Retry: retryPolicy{}, Failed: failureLog{o.Log}, Timeout: jobTimeout,
		Periodic: []*river.PeriodicJob{
			every(time.Minute, models.LapseOffers{}),
			every(time.Minute, models.LapseUnconfirmed{}),
			every(time.Hour, models.ForgetExpired{}),
			every(time.Hour, models.FindUnsetEditions{}),
		},
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Stop starts no further jobs and waits for running ones as long as ctx allows.
// Documents that are being set are given up.
func (r *Runner) Stop(ctx context.Context) error {
	r.once.Do(func() { close(r.stopped) })
	return r.stop(ctx)
}

// every inserts a job at the start and then regularly. Each is tried only once,
// because the next one replaces a second try.
func every(d time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(d), func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{MaxAttempts: 1}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

// retryPolicy says when a failed job is tried again: soon at first, later every six
// hours, with some randomness so that many jobs are not tried at the same moment.
type retryPolicy struct{}

// NextRetry returns the time of the next try.
func (retryPolicy) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(retryDelay(len(job.Errors) + 1))
}

// retryDelay is the delay after the n-th failure.
func retryDelay(n int) time.Duration {
	d := 6 * time.Hour
	if n < 12 {
		d = min(d, 10*time.Second<<n)
	}
	return d + rand.N(d/10)
}

// failureLog logs failed jobs. Their errors contain no personal data.
type failureLog struct{ log *slog.Logger }

// HandleError logs a failed job.
func (f failureLog) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.log.Error("job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "max_attempts", job.MaxAttempts, "err", err)
	return nil
}

// HandlePanic logs a job that panicked; it is tried again like any other.
func (f failureLog) HandlePanic(_ context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	f.log.Error("job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", fmt.Sprint(panicked), "stack", trace)
	return nil
}

// refused is an error of a Sender to which a mail server has replied.
type refused interface {
	error
	IsFinal() bool
	ReplyCode() int // 0 if there was no reply
}

// send sends a mail of a job to a recipient. After a final error the job is
// cancelled and not tried again. Then, and after the last try, the recipient is
// marked as one who did not get the mail; a mail that is delivered clears the
// mark.
func (o Options) send(ctx context.Context, job *rivertype.JobRow, m mail.Mail, to models.RecipientKind, id string) error {
	recipient := models.Recipient{Kind: to, ID: id, Email: m.To}
	err := o.Mail.Send(ctx, m)
	if err == nil {
		if err := o.Store.MailDelivered(ctx, models.System, recipient); err != nil {
			o.Log.Error("the mark of an undelivered mail was not cleared", "mail", m.ID, "err", err) // an error would send the mail again
		}
		return nil
	}
	reply, ok := errors.AsType[refused](err)
	final := ok && reply.IsFinal()
	if !final && job.Attempt < job.MaxAttempts {
		return err
	}
	var code *int
	if ok && reply.ReplyCode() != 0 {
		code = new(reply.ReplyCode())
	}
	if marked := o.Store.MailRefused(ctx, models.System, recipient, code); marked != nil {
		return errors.Join(err, marked) // tried again: the server will refuse once more
	}
	if !final {
		return err
	}
	o.Log.Error("a mail was refused for good", "mail", m.ID, "err", err) // its identifier names no person
	return river.JobCancel(err)
}
