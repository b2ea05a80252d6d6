package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// registrationMail tells a person about their registration.
type registrationMail struct {
	river.WorkerDefaults[models.MailRegistration]
	o Options
}

// Work makes and sends the mail. It does nothing if the registration no longer
// exists or has changed so that the mail would no longer be true.
func (w *registrationMail) Work(ctx context.Context, job *river.Job[models.MailRegistration]) error {
	w.o.Store.GiveWay(ctx)
	about, err := w.o.Store.RegistrationLetter(ctx, models.System, job.Args)
	if err != nil {
		return ignoreMissing(err)
	}
	if !about.StillTrue(job.Args, w.o.Store.Now()) {
		w.o.Log.Debug("a mail is not sent because it is no longer true", "registration", job.Args.RegistrationID, "mail", job.Args.Mail, "version", job.Args.Version)
		return nil
	}
	link := w.o.BaseURL + "/registrations/" + w.o.Links.LinkToken(models.LinkToRegistration, models.HolderOf(about.RegistrationID, about.PersonID))
	m, err := mail.RegistrationMail(mail.Site{BaseURL: w.o.BaseURL, Sender: w.o.From}, job.Args, about, link)
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToRegistration, about.RegistrationID)
}
