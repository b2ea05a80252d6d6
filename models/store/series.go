package store

import (
	"context"

	"consultations/models"
)

// CreateSeries creates a series. Its creator becomes organiser and secretariat
// until others are appointed.
func (s *Store) CreateSeries(ctx context.Context, by models.Actor, in models.SeriesInput) (models.Series, error) {
	var series models.Series
	err := s.write(ctx, by, "series.create", func(t *tx) error {
		if !models.MayCreateSeries(by) {
			return models.Missing()
		}
		var err error
		if series, err = in.Check(models.Series{}); err != nil {
			return err
		}
		now := s.db.Now()
		series.ID, series.CreatedAt, series.UpdatedAt, series.Version = models.NewID(now), now, now, 1
		if in.Slug == "" {
			if series.Slug, err = t.freeSlug("", series.Slug); err != nil {
				return err
			}
		}
		if err := t.slugIsFree("", series.Slug, series.ID); err != nil {
			return err
		}
		if err := t.Create(&series).Error; err != nil {
			return err
		}
		if by.SignedIn() {
			for _, role := range []models.Role{models.OrganiserRole, models.Secretariat} {
				g := models.Grant{ID: models.NewID(now), AccountID: by.AccountID, Role: role, SeriesID: models.Ref(series.ID), CreatedAt: now, CreatedBy: models.Ref(by.AccountID)}
				if err := t.Create(&g).Error; err != nil {
					return err
				}
			}
		}
		return t.record(ofSeries(series), nil)
	})
	return series, err
}

// EditSeries changes a series; seen is the version that was shown.
func (s *Store) EditSeries(ctx context.Context, by models.Actor, id string, seen int, in models.SeriesInput) (models.Series, error) {
	var series models.Series
	err := s.write(ctx, by, "series.edit", func(t *tx) error {
		old, err := t.lockSeries(by, id)
		if err != nil {
			return err
		}
		if !old.MayEdit(by) {
			return models.Refuse(models.Forbidden, "page.forbidden")
		}
		if old.Version != seen {
			return models.Refuse(models.Conflict, "page.changed_meanwhile")
		}
		if series, err = in.Check(old); err != nil {
			return err
		}
		if err := t.slugIsFree("", series.Slug, id); err != nil {
			return err
		}
		series.UpdatedAt, series.Version = s.db.Now(), old.Version+1
		if err := t.Select("*").Omit("ID", "CreatedAt", "AnnouncedAt").Updates(&series).Error; err != nil {
			return err
		}
		if series.IsPublic() {
			if err := t.keepAddress("", id, old.Slug, series.Slug); err != nil {
				return err
			}
			t.PublicChanged()
			if err := t.indexSeries(series); err != nil {
				return err
			}
		}
		if err := t.record(ofSeries(series), map[string]any{"version": series.Version}); err != nil {
			return err
		}
		return t.wordsChangedIn(id)
	})
	return series, err
}

// Series reads one series that the actor may see.
func (s *Store) Series(ctx context.Context, by models.Actor, id string) (models.Series, error) {
	var series models.Series
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "series.read", &series); err != nil {
		return models.Series{}, err
	}
	part, err := s.hasPart(s.db.Read(ctx), by, id)
	if err != nil {
		return models.Series{}, s.db.Classify("series.read", err)
	}
	if !series.MaySee(by, part) {
		return models.Series{}, models.Missing()
	}
	return series, nil
}

// WorkingSeries lists the series that the actor may see: the public ones, and
// those in which the actor has a role.
func (s *Store) WorkingSeries(ctx context.Context, by models.Actor, cursor string, limit int) (models.Page[models.Series], error) {
	var lastSlug, lastID string
	after, err := models.DecodeCursor(cursor, &lastSlug, &lastID)
	if err != nil {
		return models.Page[models.Series]{}, err
	}
	size := models.PageSize(limit)
	q := s.db.Read(ctx).Where("(series.announced_at IS NOT NULL OR ? OR series.id IN ? OR EXISTS (SELECT 1 FROM seminars m WHERE m.series_id = series.id AND (m.id IN ? OR m.id IN (SELECT n.seminar_id FROM sessions n WHERE n.id IN ?))))",
		by.IsSystem(), grantedSeries(by), grantedSeminars(by), grantedSessions(by))
	if after {
		q = q.Where("(series.slug > ? OR series.slug = ? AND series.id > ?)", lastSlug, lastSlug, lastID)
	}
	var rows []models.Series
	if err := s.db.All(q.Order("series.slug, series.id").Limit(size+1), "series.list", &rows); err != nil {
		return models.Page[models.Series]{}, err
	}
	return models.CutPage(rows, size, func(r models.Series) string { return models.EncodeCursor(r.Slug, r.ID) }), nil
}

// lockSeries locks a series that the actor may see until the transaction ends.
func (t *tx) lockSeries(by models.Actor, id string) (models.Series, error) {
	var series models.Series
	if err := t.Raw("SELECT * FROM series WHERE id = ?"+t.s.db.LockRow(), id).Take(&series).Error; err != nil {
		return series, err
	}
	part, err := t.s.hasPart(t.DB, by, id)
	if err != nil {
		return series, err
	}
	if !series.MaySee(by, part) {
		return series, models.Missing()
	}
	return series, nil
}
