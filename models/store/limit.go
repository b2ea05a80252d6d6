package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// Limit counts one attempt by who (an account or an address) and refuses it
// when there were too many. One statement counts and reads, so that concurrent
// attempts are counted correctly. Only a fingerprint of who is stored.
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
