package store

import (
	"context"

	"consultations/models"
	"consultations/models/store/analysis"
)

// foundText is one row of the search.
type foundText struct {
	ID       int64
	Kind     models.FoundKind
	ObjectID string
}

// renewSearch indexes again what an earlier version of the program indexed
// differently.
func (s *Store) renewSearch(ctx context.Context) error {
	var last int64
	for {
		var stale []foundText
		err := s.db.All(s.db.Primary(ctx).Table("found_texts").Where("analysis <> ? AND id > ?", analysis.Version, last).Order("id").Limit(100), "search.renew", &stale)
		if err != nil || len(stale) == 0 {
			return err
		}
		for _, f := range stale {
			if err := s.write(ctx, models.System, "search.renew", func(t *tx) error { return t.renewFound(f) }); err != nil {
				return err
			}
			last = f.ID
		}
	}
}

// renewFound indexes one row again, and with a point its whole edition.
func (t *tx) renewFound(f foundText) error {
	var n int64
	err := t.Table("found_texts").Where("id = ? AND analysis <> ?", f.ID, analysis.Version).Count(&n).Error
	if err != nil || n == 0 { // renewed with another point of the same edition
		return err
	}
	t.PublicChanged()
	switch f.Kind {
	case models.FoundSeries:
		var series []models.Series
		if err := t.Raw("SELECT * FROM series WHERE id = ? AND announced_at IS NOT NULL"+t.s.db.LockRow(), f.ObjectID).Scan(&series).Error; err != nil || len(series) == 0 {
			return err
		}
		return t.indexSeries(series[0])
	case models.FoundSeminar:
		return t.reindexSeminars([]string{f.ObjectID})
	}
	var of []models.Edition
	err = t.Raw(`SELECT id, summary_id, seminar_id FROM editions
		WHERE id = ? OR id = (SELECT edition_id FROM edition_points WHERE point_id = ?)`, f.ObjectID, f.ObjectID).Scan(&of).Error
	if err != nil || len(of) == 0 {
		return err
	}
	if _, err := t.lockSeminar(of[0].SeminarID); err != nil {
		return err
	}
	return t.showNewest(of[0].SummaryID)
}
