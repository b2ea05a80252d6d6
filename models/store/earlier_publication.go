package store

import (
	"context"

	"consultations/models"
)

// RecordEarlierPublication records that a summary restates or reproduces a
// document issued before, outside this site; seen is the version that was on
// the screen. It is part of drafting: somebody else of the secretariat
// publishes the text, without clearance.
func (s *Store) RecordEarlierPublication(ctx context.Context, by models.Actor, summaryID string, seen int, in models.EarlierPublicationInput) (models.Summary, error) {
	var m models.Summary
	err := s.write(ctx, by, "earlier_publication.record", func(t *tx) error {
		var seminar models.Seminar
		var err error
		if m, seminar, err = t.lockSummary(by, summaryID); err != nil {
			return err
		}
		var editions, replies int64
		if err := t.Model(&models.Edition{}).Where("summary_id = ?", summaryID).Count(&editions).Error; err != nil {
			return err
		}
		if err := t.Model(&models.Clearance{}).Where("summary_id = ?", summaryID).Count(&replies).Error; err != nil {
			return err
		}
		if err := m.MayRecordEarlier(by, seminar, int(editions), int(replies)); err != nil {
			return err
		}
		if m.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		earlier, err := in.Check(m.EarlierPublication)
		if err != nil {
			return err
		}
		m.EarlierPublication = &earlier
		if err := t.Select("EarlierPublication").Updates(&m).Error; err != nil {
			return err
		}
		m, err = t.summaryChanged(m, seminar)
		return err
	})
	return m, err
}
