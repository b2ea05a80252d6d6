package store

import (
	"context"

	"github.com/riverqueue/river"

	"consultations/models"
)

// mailClearance enqueues the mails that follow when a text is sent to its
// organisers, or cleared by all of them. Changes to a text in clearance send no
// further mail, because there may be many in an hour.
func (t *tx) mailClearance(m models.Summary, seminar models.Seminar, from models.SummaryStatus) error {
	var accounts []string
	var err error
	mail := models.ClearanceAsked
	switch {
	case from == m.Status:
		return nil
	case m.Status == models.SummaryClearance:
		err = t.Raw(`SELECT DISTINCT g.account_id FROM grants g JOIN organisers o ON o.seminar_id = g.seminar_id AND o.organisation_id = g.organisation_id
			WHERE g.seminar_id = ? AND g.role = 'co_organiser' AND o.role IN ? ORDER BY g.account_id`, seminar.ID, models.ClearingRoles).Scan(&accounts).Error
	case m.Status == models.SummaryCleared:
		mail = models.ClearanceGiven
		err = t.Raw("SELECT DISTINCT account_id FROM grants WHERE series_id = ? AND role = 'secretariat' ORDER BY account_id", seminar.SeriesID).Scan(&accounts).Error
	}
	if err != nil {
		return err
	}
	var mails []river.JobArgs
	for _, id := range accounts {
		if id != t.by.AccountID { // no mail to the person who caused it
			mails = append(mails, models.MailClearance{SummaryID: m.ID, AccountID: id, Mail: mail, Version: m.Version})
		}
	}
	return t.Enqueue(mails...)
}

// ClearanceLetter reads the data of a mail about clearance, for the program
// itself. It is not found when the recipient has lost the account or the role.
func (s *Store) ClearanceLetter(ctx context.Context, by models.Actor, summaryID, accountID string) (models.ClearanceLetter, error) {
	var l models.ClearanceLetter
	if !by.IsSystem() {
		return l, models.Missing()
	}
	q := s.db.Primary(ctx).Raw("SELECT "+seminarColumns+`, y.id AS summary_id, y.title AS summary, y.status, a.email, a.name, a.language
		FROM summaries y JOIN seminars m ON m.id = y.seminar_id JOIN series s ON s.id = m.series_id JOIN accounts a ON a.id = ?
		WHERE y.id = ? AND a.status = 'active' AND EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND
			(g.role = 'co_organiser' AND g.seminar_id = m.id OR g.role = 'secretariat' AND g.series_id = m.series_id))`, accountID, summaryID)
	err := s.db.One(q, "clearance.letter", &l)
	return l, err
}
