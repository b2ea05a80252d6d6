package store

import (
	"context"

	"gorm.io/gorm/clause"

	"consultations/models"
)

// EditionRendering reads the PDF of a published edition in a language. Until
// it has been made the answer is models.RenderingAwaited.
func (s *Store) EditionRendering(ctx context.Context, _ models.Actor, editionID, language string) (models.Rendering, error) {
	var found []models.Rendering
	err := s.db.Read(ctx).Raw(`SELECT r.edition_id, r.language, r.fingerprint, r.body, r.failure, r.made_at FROM renderings r
		WHERE r.language = ? AND r.edition_id = (SELECT d.id`+fromEditions+" AND d.id = ? AND d.withdrawn_at IS NULL)", language, editionID).Scan(&found).Error
	if err != nil {
		return models.Rendering{}, s.db.Classify("rendering.read", err)
	}
	if len(found) == 0 {
		return models.Rendering{}, models.RenderingAwaited()
	}
	return found[0], nil
}

// EditionToSet reads an edition that is to be set as PDF, and the fingerprint
// of its rendering in each language. A withdrawn edition is not set.
func (s *Store) EditionToSet(ctx context.Context, by models.Actor, id string) (models.PublicEdition, map[string]string, error) {
	if !by.IsSystem() {
		return models.PublicEdition{}, nil, models.Missing()
	}
	e, err := s.publicEdition(ctx, s.db.Read(ctx).Raw(wholeEdition+" AND d.id = ? AND d.withdrawn_at IS NULL", id))
	if err != nil {
		return e, nil, err
	}
	var made []models.Rendering
	err = s.db.Read(ctx).Raw("SELECT r.language, r.fingerprint FROM renderings r WHERE r.edition_id = ? ORDER BY r.language", id).Scan(&made).Error
	fingerprints := map[string]string{}
	for _, r := range made {
		fingerprints[r.Language] = r.Fingerprint
	}
	return e, fingerprints, s.db.Classify("rendering.list", err)
}

// EditionsToSet lists the editions that are not withdrawn, by id: a hundred
// after the given one.
func (s *Store) EditionsToSet(ctx context.Context, by models.Actor, after string) ([]string, error) {
	if !by.IsSystem() {
		return nil, models.Missing()
	}
	var ids []string
	err := s.db.Read(ctx).Raw("SELECT d.id"+fromEditions+" AND d.withdrawn_at IS NULL AND d.id > ? ORDER BY d.id LIMIT 100", after).Scan(&ids).Error
	return ids, s.db.Classify("edition.to_set", err)
}

// SetEditionLater enqueues the setting of an edition, unless that is waiting
// or running already.
func (s *Store) SetEditionLater(ctx context.Context, by models.Actor, id string) error {
	return s.write(ctx, by, "edition.set_later", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		return t.EnqueueOnce(models.SetEdition{EditionID: id})
	})
}

// KeepRendering keeps what was made of an edition. An edition that has been
// withdrawn meanwhile keeps nothing.
func (s *Store) KeepRendering(ctx context.Context, by models.Actor, r models.Rendering) error {
	return s.write(ctx, by, "rendering.keep", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		var e models.Edition
		if err := t.Raw("SELECT id, withdrawn_at FROM editions WHERE id = ?"+s.db.LockRow(), r.EditionID).Take(&e).Error; err != nil {
			return err
		}
		if e.WithdrawnAt != nil {
			return nil
		}
		var replaced int
		if err := t.Raw("SELECT count(*) FROM renderings WHERE edition_id = ? AND language = ?", r.EditionID, r.Language).Row().Scan(&replaced); err != nil {
			return err
		}
		r.MadeAt = s.db.Now()
		if replaced > 0 {
			t.PublicChanged() // readers may have the old one
		}
		return t.Clauses(clause.OnConflict{UpdateAll: true}).Create(&r).Error
	})
}

// setEditions enqueues the setting of all editions of a summary, because each
// says whether there is a newer one.
func (t *tx) setEditions(summaryID string) error {
	var ids []string
	if err := t.Raw("SELECT d.id FROM editions d WHERE d.summary_id = ? AND d.withdrawn_at IS NULL ORDER BY d.number DESC", summaryID).Scan(&ids).Error; err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.Enqueue(models.SetEdition{EditionID: id}); err != nil {
			return err
		}
	}
	return nil
}
