package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// Limit counts one attempt of an account or an address and refuses it if
// there were too many. Counting and reading are one statement, so that
// simultaneous attempts are counted one by one. Who attempted is stored only
// as a fingerprint.
func (s *Store) Limit(ctx context.Context, _ models.Actor, l models.Limit, who string) error {
	return s.count(s.db.Primary(ctx), l, who)
}

// limit counts inside a transaction; a rollback undoes the count as well.
func (t *tx) limit(l models.Limit, who string) error { return t.s.count(t.DB, l, who) }

func (s *Store) count(g *gorm.DB, l models.Limit, who string) error {
	now := s.db.Now()
	var tried struct {
		N      int
		EndsAt time.Time
	}
	err := g.Raw(`INSERT INTO limits (key, ends_at, n) VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET
		n = CASE WHEN limits.ends_at <= ? THEN 1 ELSE limits.n + 1 END,
		ends_at = CASE WHEN limits.ends_at <= ? THEN excluded.ends_at ELSE limits.ends_at END
		RETURNING n, ends_at`, l.What+" "+fingerprint(who)[:32], now.Add(l.In), now, now).Scan(&tried).Error
	if err != nil {
		return s.db.Classify("limit", err)
	}
	if tried.N <= l.Max {
		return nil
	}
	wait := max(1, int((tried.EndsAt.Sub(now)+time.Second-1)/time.Second))
	return &models.Error{Kind: models.TooMany, Code: "page.too_many", Retry: wait}
}
