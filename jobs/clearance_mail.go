package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views"
)

// clearanceMail informs somebody about the clearance of a text.
type clearanceMail struct {
	river.WorkerDefaults[models.MailClearance]
	o Options
}

// Work sends the e-mail, unless the situation has changed in the meantime.
func (w *clearanceMail) Work(ctx context.Context, job *river.Job[models.MailClearance]) error {
	about, err := w.o.Store.ClearanceLetter(ctx, models.System, job.Args.SummaryID, job.Args.AccountID)
	if err != nil {
		return unlessGone(err)
	}
	if !about.StillTrue(job.Args.Mail) {
		return nil
	}
	m, err := views.ClearanceMail(w.o.BaseURL, job.Args, about)
	if err != nil {
		return err
	}
	return w.o.send(ctx, m)
}
