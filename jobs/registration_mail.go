package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// registrationMail writes to the holder of a registration.
type registrationMail struct {
	river.WorkerDefaults[models.MailRegistration]
	o Options
}

// Work makes the mail and hands it over. A registration that is gone, and an
// offer that was answered meanwhile, ask for nothing any more.
func (w *registrationMail) Work(ctx context.Context, job *river.Job[models.MailRegistration]) error {
	about, err := w.o.Store.RegistrationLetter(ctx, models.System, job.Args.RegistrationID, job.Args.Version)
	if err != nil {
		return unlessGone(err)
	}
	if !about.StillTrue(job.Args, w.o.Store.Now()) {
		return nil
	}
	link := w.o.BaseURL + "/registrations/" + w.o.Links.LinkToken(models.LinkToRegistration, models.HolderOf(about.RegistrationID, about.PersonID))
	m, err := mail.RegistrationMail(w.o.BaseURL, job.Args, about, link)
	if err != nil {
		return err
	}
	return w.o.send(ctx, m)
}
