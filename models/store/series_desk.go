package store

import (
	"context"

	"consultations/models"
)

// SeriesDesk reads everything that the working page of a series shows. The
// number of queries does not depend on the number of rows.
func (s *Store) SeriesDesk(ctx context.Context, by models.Actor, id string) (models.SeriesDesk, error) {
	series, err := s.Series(ctx, by, id)
	if err != nil {
		return models.SeriesDesk{}, err
	}
	seminars, err := s.WorkingSeminars(ctx, by, id)
	if err != nil {
		return models.SeriesDesk{}, err
	}
	var reported []string
	err = s.db.Read(ctx).Raw("SELECT DISTINCT seminar_id FROM sessions WHERE id IN ?", grantedSessions(by)).Scan(&reported).Error
	if err != nil {
		return models.SeriesDesk{}, s.db.Classify("series.desk", err)
	}
	themes, err := s.themes(ctx, id)
	return series.Desk(by, seminars, reported, themes), err
}
