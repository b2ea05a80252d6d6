package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/views/mail"
)

// invitationMail invites a person to take part.
type invitationMail struct {
	river.WorkerDefaults[models.MailInvitation]
	o Options
}

// Work makes and sends the mail, unless the invitation has changed meanwhile.
func (w *invitationMail) Work(ctx context.Context, job *river.Job[models.MailInvitation]) error {
	about, err := w.o.Store.InvitationLetter(ctx, models.System, job.Args.InvitationID, job.Args.Version)
	if err != nil {
		return ignoreMissing(err)
	}
	if !about.StillTrue(job.Args) {
		return nil
	}
	m, err := mail.InvitationMail(job.Args, about, w.o.BaseURL+"/invitations/"+w.o.Links.LinkToken(models.LinkToInvitation, about.ID))
	if err != nil {
		return err
	}
	return w.o.send(ctx, job.JobRow, m, models.ToInvitation, about.ID)
}
