package jobs

import (
	"context"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/mail"
)

// signInLink mails a link by which an account signs in once.
type signInLink struct {
	river.WorkerDefaults[models.SendSignInLink]
	o Options
}

// Work makes the link and mails it. Asked for no account, for one that is gone
// or for one that was disabled, it does nothing.
func (w *signInLink) Work(ctx context.Context, job *river.Job[models.SendSignInLink]) error {
	if job.Args.AccountID == "" {
		return nil
	}
	account, err := w.o.Store.Account(ctx, models.System, job.Args.AccountID)
	if err != nil {
		return unlessGone(err)
	}
	token, err := w.o.Store.MailSignInLink(ctx, models.System, account.ID)
	if err != nil {
		return unlessGone(err)
	}
	m, err := mail.SignInMail(locale.OrEnglish(account.Language), strconv.FormatInt(job.ID, 10), account.Email, account.Name,
		w.o.BaseURL+"/sign-in/link/"+token, int(models.LinkLife/time.Minute))
	if err != nil {
		return err
	}
	return w.o.send(ctx, m)
}

// unlessGone is nil for what is not there any more: nothing is left to do.
func unlessGone(err error) error {
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	return err
}
