package jobs

import (
	"context"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views"
)

// signInLink sends a one-time sign-in link by e-mail.
type signInLink struct {
	river.WorkerDefaults[models.SendSignInLink]
	o Options
}

// Work creates the link and sends it. If the account does not exist, has been
// deleted or is disabled, it does nothing.
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
	m, err := views.SignInMail(views.MailLanguage(account.Language), strconv.FormatInt(job.ID, 10), account.Email, account.Name,
		w.o.BaseURL+"/sign-in/link/"+token, int(models.LinkLife/time.Minute))
	if err != nil {
		return err
	}
	return w.o.send(ctx, m)
}

// unlessGone is nil if the object no longer exists: there is nothing left to
// do.
func unlessGone(err error) error {
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	return err
}
