package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// addressMail asks the holder of a new address to confirm it, and tells the
// former one of the request and of the change.
type addressMail struct {
	river.WorkerDefaults[models.MailAddress]
	o Options
}

// Work makes and sends the mail. It does nothing if the request is over.
func (w *addressMail) Work(ctx context.Context, job *river.Job[models.MailAddress]) error {
	about, err := w.o.Store.AddressLetter(ctx, models.System, job.Args)
	if err != nil {
		return ignoreMissing(err)
	}
	m, err := mail.AddressMail(w.o.BaseURL, job.Args, about)
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToAccount, about.AccountID)
}
