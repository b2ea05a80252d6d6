package store

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// mailClearance enqueues the mails that follow when a text is sent to its
// organisers, or cleared by all of them.
func (t *tx) mailClearance(m models.Summary, seminar models.Seminar, from models.SummaryStatus) error {
	switch {
	case from == m.Status:
		return nil
	case m.Status == models.SummaryClearance:
		organisers, err := t.clearers(seminar.ID)
		if err != nil {
			return err
		}
		return t.mailClearers(models.MailClearance{SummaryID: m.ID, Mail: models.ClearanceAsked, Version: m.Version}, seminar, organisers)
	case m.Status == models.SummaryCleared:
		return t.mailSecretariat(models.MailClearance{SummaryID: m.ID, Mail: models.ClearanceGiven, Version: m.Version}, seminar)
	}
	return nil
}

// mailEdition enqueues the mails that follow when a text that organisers have
// cleared becomes public or is withdrawn.
func (t *tx) mailEdition(m models.Summary, seminar models.Seminar, e models.Edition, about models.ClearanceMail) error {
	if e.EarlierPublication != nil {
		return nil
	}
	organisers, err := t.clearers(seminar.ID)
	if err != nil {
		return err
	}
	return t.mailClearers(models.MailClearance{SummaryID: m.ID, Mail: about, Version: m.Version, Edition: e.Number}, seminar, organisers)
}

// mailObjection enqueues the mails about a reply that is an objection.
func (t *tx) mailObjection(m models.Summary, seminar models.Seminar, reply models.Clearance) error {
	if reply.Decision != models.Objected {
		return nil
	}
	return t.mailSecretariat(models.MailClearance{SummaryID: m.ID, Mail: models.ClearanceObjected, Version: m.Version, Objection: reply.ID}, seminar)
}

// mailReplied enqueues the mails that follow when the last reply comes in and
// the text is not cleared by it. before is how many were missing.
func (t *tx) mailReplied(m models.Summary, seminar models.Seminar, before int) error {
	if m.Status != models.SummaryClearance || before == 0 {
		return nil
	}
	missing, err := t.missingReplies(m)
	if err != nil || missing > 0 {
		return err
	}
	return t.mailSecretariat(models.MailClearance{SummaryID: m.ID, Mail: models.ClearanceReplied, Version: m.Version}, seminar)
}

// mailVoided enqueues mails to those whose organiser had replied to a revision
// of a text in clearance that another one has replaced. Whoever has not replied
// since gets no second one, however often the text changes.
func (t *tx) mailVoided(m models.Summary, seminar models.Seminar, voided int) error {
	if m.Status != models.SummaryClearance {
		return nil
	}
	var replied []string
	err := t.Raw("SELECT DISTINCT organiser_id FROM clearances WHERE summary_id = ? AND revision = ?", m.ID, voided).Scan(&replied).Error
	if err != nil {
		return err
	}
	return t.mailClearers(models.MailClearance{SummaryID: m.ID, Mail: models.ClearanceChanged, Version: m.Version}, seminar, replied)
}

// mailClearers enqueues a mail to those who clear for these organisers of a
// seminar.
func (t *tx) mailClearers(mail models.MailClearance, seminar models.Seminar, organisers []string) error {
	if len(organisers) == 0 {
		return nil
	}
	var accounts []string
	err := t.Raw(`SELECT DISTINCT g.account_id FROM grants g JOIN organisers o ON o.seminar_id = g.seminar_id AND o.organisation_id = g.organisation_id
		WHERE g.seminar_id = ? AND g.role = 'co_organiser' AND o.role IN ? AND o.id IN ? ORDER BY g.account_id`, seminar.ID, models.ClearingRoles, organisers).Scan(&accounts).Error
	if err != nil {
		return err
	}
	return t.mailAccounts(mail, accounts)
}

// mailSecretariat enqueues a mail to the secretariat of the series.
func (t *tx) mailSecretariat(mail models.MailClearance, seminar models.Seminar) error {
	var accounts []string
	err := t.Raw("SELECT DISTINCT account_id FROM grants WHERE series_id = ? AND role = 'secretariat' ORDER BY account_id", seminar.SeriesID).Scan(&accounts).Error
	if err != nil {
		return err
	}
	return t.mailAccounts(mail, accounts)
}

// mailAccounts enqueues a mail to each account, except the one of the person
// who caused it.
func (t *tx) mailAccounts(mail models.MailClearance, accounts []string) error {
	var mails []river.JobArgs
	for _, id := range accounts {
		if id != t.by.AccountID {
			mail.AccountID = id
			mails = append(mails, mail)
		}
	}
	return t.Enqueue(mails...)
}

// ClearanceLetter reads the data of a mail about clearance, for the program
// itself. It is not found when the recipient has lost the account or the role.
func (s *Store) ClearanceLetter(ctx context.Context, by models.Actor, mail models.MailClearance) (models.ClearanceLetter, error) {
	var l models.ClearanceLetter
	if !by.IsSystem() {
		return l, models.Missing()
	}
	q := s.db.Primary(ctx).Raw("SELECT "+seminarColumns+`, y.id AS summary_id, y.title AS summary, y.status, a.email, a.name, a.language,
			g.name AS objected_by, o.shown_as AS objected_shown, COALESCE(p.code, '') AS objected_point, COALESCE(c.comment, '') AS objected_reason,
			(d.id IS NOT NULL AND d.withdrawn_at IS NULL) AS in_force, COALESCE(d.withdrawn_why, '') AS withdrawn_why
		FROM summaries y JOIN seminars m ON m.id = y.seminar_id JOIN series s ON s.id = m.series_id JOIN accounts a ON a.id = ?
		LEFT JOIN editions d ON d.summary_id = y.id AND d.number = ?
		LEFT JOIN clearances c ON c.id = ? AND c.summary_id = y.id AND c.revision = y.revision AND c.decision = 'objected'
		LEFT JOIN points p ON p.id = c.point_id LEFT JOIN organisers o ON o.id = c.organiser_id LEFT JOIN organisations g ON g.id = o.organisation_id
		WHERE y.id = ? AND a.status = 'active' AND EXISTS (SELECT 1 FROM grants r
			WHERE r.account_id = a.id AND r.role = ? AND (r.seminar_id = m.id OR r.series_id = m.series_id))`, mail.AccountID, mail.Edition, mail.Objection, mail.SummaryID, mail.Mail.To())
	err := s.db.One(q, "clearance.letter", &l)
	return l, err
}
