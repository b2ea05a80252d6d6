package store

import (
	"context"
	"time"

	"consultations/models"
)

// keepEnded is how long an ended sign-in is kept, so that people can see when
// they signed in.
const keepEnded = 90 * 24 * time.Hour

// ForgetExpired deletes what is kept for a limited time only.
func (s *Store) ForgetExpired(ctx context.Context, by models.Actor) error {
	return s.write(ctx, by, "expired.forget", func(t *tx) error {
		if !by.IsSystem() {
			return models.Missing()
		}
		now := s.db.Now()
		for _, old := range []struct {
			forget string
			before time.Time
		}{
			{"DELETE FROM limits WHERE ends_at <= ?", now},
			{"DELETE FROM address_changes WHERE expires_at <= ?", now.Add(-7 * 24 * time.Hour)},
			{"DELETE FROM removed_grants WHERE removed_at <= ?", now.Add(-models.RemovalKept)},
			{"DELETE FROM removed_organisers WHERE removed_at <= ?", now.Add(-models.RemovalKept)},
			{"DELETE FROM idempotent_answers WHERE created_at <= ?", now.Add(-models.IdempotencyLife)},
			{"DELETE FROM sign_in_links WHERE expires_at <= ?", now.Add(-24 * time.Hour)},
			// A used token is kept as long as its sign-in may last: when it is
			// presented again, it must be recognised as a copy.
			{"DELETE FROM refresh_tokens WHERE expires_at <= ?", now.Add(-models.SignInLife)},
			{"DELETE FROM shared_addresses WHERE created_at <= ?", now.Add(-models.SharedAddressLife)},
			{"DELETE FROM sign_ins WHERE created_at <= ?", now.Add(-keepEnded)},
		} {
			if err := t.Exec(old.forget, old.before).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
