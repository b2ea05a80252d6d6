package jobs

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/mail"
)

// signInLink mails a link that signs an account in once.
type signInLink struct {
	river.WorkerDefaults[models.SendSignInLink]
	o Options
}

// Work makes the link and mails it. It does nothing if there is no account, or if
// the account was deleted or disabled.
func (w *signInLink) Work(ctx context.Context, job *river.Job[models.SendSignInLink]) error {
	if job.Args.AccountID == "" {
		return nil
	}
	issue := w.o.Store.MailSignInLink
	if job.Args.Welcome {
		issue = w.o.Store.MailWelcomeLink
	}
	token, err := issue(ctx, models.System, job.Args.AccountID)
	if err != nil {
		return ignoreMissing(err)
	}
	account, err := w.o.Store.Account(ctx, models.System, job.Args.AccountID) // afterwards: a change of the address since has ended the link
	if err != nil {
		return ignoreMissing(err)
	}
	link := w.o.BaseURL + "/sign-in/link/" + token
	if job.Args.Next != "" {
		link += "?next=" + url.QueryEscape(job.Args.Next)
	}
	if job.Args.Welcome {
		return w.welcome(ctx, job, account, link)
	}
	m, err := mail.SignInMail(locale.OrEnglish(account.Language), strconv.FormatInt(job.ID, 10), account.Email, account.Name, link, int(models.LinkLife/time.Minute))
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToAccount, account.ID)
}

// welcome sends the first mail to a new account, which says who sends it.
func (w *signInLink) welcome(ctx context.Context, job *river.Job[models.SendSignInLink], account models.AccountPage, link string) error {
	sender, err := w.o.Store.Account(ctx, models.System, job.Args.SentBy)
	if ignoreMissing(err) != nil {
		return err
	}
	m, err := mail.WelcomeMail(strconv.FormatInt(job.ID, 10), account, sender.Name, link)
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToAccount, account.ID)
}

// ignoreMissing returns nil if err says that something no longer exists: then
// nothing is left to do.
func ignoreMissing(err error) error {
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	return err
}
