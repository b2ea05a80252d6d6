package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// roleMail tells people that a role of theirs was removed or given back.
type roleMail struct {
	river.WorkerDefaults[models.MailRole]
	o Options
}

// Work makes and sends the mail, unless the role has changed meanwhile.
func (w *roleMail) Work(ctx context.Context, job *river.Job[models.MailRole]) error {
	about, err := w.o.Store.RoleLetter(ctx, models.System, job.Args)
	if err != nil {
		return ignoreMissing(err)
	}
	m, err := mail.RoleMail(w.o.BaseURL, job.Args, about)
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToAccount, about.AccountID)
}
