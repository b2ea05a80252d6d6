package store

import (
	"github.com/riverqueue/river"

	"consultations/models"
)

// tellOfSeminar enqueues an e-mail to everybody who is registered for a
// seminar or invited to it. Their registrations count as changed, so that the
// calendar file of this e-mail replaces that of the previous one.
func (t *tx) tellOfSeminar(seminarID string, mail models.MailKind) error {
	var rows []models.Registration
	err := t.Raw(`UPDATE registrations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND state IN ('pending', 'confirmed', 'waitlisted', 'offered') RETURNING id, state, version`, t.s.db.Now(), seminarID).Scan(&rows).Error
	if err != nil {
		return err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		mails[i] = models.MailRegistration{RegistrationID: r.ID, Mail: mail, Version: r.Version, HadSeat: r.State == models.Confirmed && mail != models.MailMoved}
	}
	if err := t.Enqueue(mails...); err != nil {
		return err
	}
	return t.tellInvited(seminarID, mail)
}

// tellInvited enqueues an e-mail to everybody with an open invitation.
// Changes of dates or place are announced by sending the invitation again.
func (t *tx) tellInvited(seminarID string, mail models.MailKind) error {
	var rows []models.Invitation
	err := t.Raw(`UPDATE invitations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND state = 'sent' RETURNING id, version`, t.s.db.Now(), seminarID).Scan(&rows).Error
	if err != nil {
		return err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		m := models.MailInvitation{InvitationID: r.ID, Version: r.Version, Nonce: string(mail)}
		if mail != models.MailMoved {
			m.News = mail
		}
		mails[i] = m
	}
	return t.Enqueue(mails...)
}

// renewOffers restores the full period of offers that were made before the
// seminar was postponed, because it has been running in the meantime. The
// e-mail that goes to everybody gives the new deadline.
func (t *tx) renewOffers(m models.Seminar) error {
	now := t.s.db.Now()
	return t.Exec("UPDATE registrations SET offer_expires_at = ? WHERE seminar_id = ? AND state = 'offered'", m.OfferUntil(now), m.ID).Error
}
