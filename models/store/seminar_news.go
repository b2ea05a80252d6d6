package store

import (
	"github.com/riverqueue/river"

	"consultations/models"
)

// mailParticipants enqueues a mail to everybody who is registered for a seminar
// or invited to it. Their registrations get a new version, so that calendars
// accept the attached file as an update.
func (t *tx) mailParticipants(m models.Seminar, mail models.MailKind) (informed int, err error) {
	var rows []models.Registration
	err = t.Raw(`UPDATE registrations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND status IN ('pending', 'confirmed', 'waitlisted', 'offered') RETURNING id, status, version`, t.s.db.Now(), m.ID).Scan(&rows).Error
	if err != nil {
		return 0, err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		mails[i] = models.MailRegistration{RegistrationID: r.ID, Mail: mail, Version: r.Version, HadSeat: r.Status == models.Confirmed && mail != models.MailMoved}
	}
	if err := t.Enqueue(mails...); err != nil {
		return 0, err
	}
	invited, err := t.mailInvited(m, mail)
	return len(rows) + invited, err
}

// mailInvited enqueues a mail to everybody with an open invitation. For a new
// date or place, that is the invitation again, if it can still be answered.
func (t *tx) mailInvited(m models.Seminar, mail models.MailKind) (informed int, err error) {
	var since models.Day
	if mail == models.MailMoved {
		since = m.Today(t.s.db.Now())
	}
	var rows []models.Invitation
	err = t.Raw(`UPDATE invitations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND status = 'sent' AND answer_by >= ? RETURNING id, version`, t.s.db.Now(), m.ID, string(since)).Scan(&rows).Error
	if err != nil {
		return 0, err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		m := models.MailInvitation{InvitationID: r.ID, Version: r.Version, Nonce: string(mail)}
		if mail != models.MailMoved {
			m.News = mail
		}
		mails[i] = m
	}
	return len(rows), t.Enqueue(mails...)
}

// renewOffers restarts the time to answer for those who were offered a seat, or
// asked to confirm their address, before the seminar was postponed. The mail that goes to all of them names the
// new time.
func (t *tx) renewOffers(m models.Seminar) error {
	now := t.s.db.Now()
	if asked := m.Enrolled(models.Public, false, now); asked.ConfirmBy != nil {
		err := t.Exec("UPDATE registrations SET confirm_by = ? WHERE seminar_id = ? AND status = 'confirmed' AND confirm_by IS NOT NULL", asked.ConfirmBy, m.ID).Error
		if err != nil {
			return err
		}
	}
	return t.Exec("UPDATE registrations SET offer_expires_at = ? WHERE seminar_id = ? AND status = 'offered'", m.OfferUntil(now), m.ID).Error
}

// mailSeated enqueues a mail to everybody who has a seat. Their registrations
// get a new version, so that each change is a mail of its own.
func (t *tx) mailSeated(seminarID string, mail models.MailKind) (informed int, err error) {
	var rows []moved
	err = t.Raw(`UPDATE registrations SET updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND status = 'confirmed' RETURNING id, version`, t.s.db.Now(), seminarID).Scan(&rows).Error
	if err != nil {
		return 0, err
	}
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		mails[i] = models.MailRegistration{RegistrationID: r.ID, Mail: mail, Version: r.Version}
	}
	return len(rows), t.Enqueue(mails...)
}
