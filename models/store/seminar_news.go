package store

import (
	"github.com/riverqueue/river"

	"consultations/models"
)

// tellRegistered asks for a mail to everybody who is registered for a seminar.
// Their registrations count as changed, so that the calendar file of this mail
// follows that of the one before.
func (t *tx) tellRegistered(seminarID string, mail models.MailKind) error {
	var rows []models.Registration
	err := t.Raw(`UPDATE registrations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND state IN ('pending', 'confirmed', 'waitlisted', 'offered') RETURNING id, state, version`, t.s.now(), seminarID).Scan(&rows).Error
	if err != nil {
		return err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		mails[i] = models.MailRegistration{RegistrationID: r.ID, Mail: mail, Version: r.Version, HadSeat: r.State == models.Confirmed && mail != models.MailMoved}
	}
	return t.enqueue(mails...)
}
