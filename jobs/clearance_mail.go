package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// clearanceMail tells somebody how the clearance of a text stands.
type clearanceMail struct {
	river.WorkerDefaults[models.MailClearance]
	o Options
}

// Work makes the mail and hands it over, unless things stand otherwise by now.
func (w *clearanceMail) Work(ctx context.Context, job *river.Job[models.MailClearance]) error {
	about, err := w.o.Store.ClearanceLetter(ctx, models.System, job.Args.SummaryID, job.Args.AccountID)
	if err != nil {
		return unlessGone(err)
	}
	if !about.StillTrue(job.Args.Mail) {
		return nil
	}
	m, err := mail.ClearanceMail(w.o.BaseURL, job.Args, about)
	if err != nil {
		return err
	}
	return w.o.send(ctx, m)
}
