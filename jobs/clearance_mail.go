package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// clearanceMail tells co-organisers and the secretariat about the clearance of a
// text.
type clearanceMail struct {
	river.WorkerDefaults[models.MailClearance]
	o Options
}

// Work makes and sends the mail, unless the clearance has changed meanwhile.
func (w *clearanceMail) Work(ctx context.Context, job *river.Job[models.MailClearance]) error {
	about, err := w.o.Store.ClearanceLetter(ctx, models.System, job.Args)
	if err != nil {
		return ignoreMissing(err)
	}
	if !about.StillTrue(job.Args.Mail) {
		return nil
	}
	m, err := mail.ClearanceMail(w.o.BaseURL, job.Args, about)
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToAccount, job.Args.AccountID)
}
