package store

import (
	"context"

	"consultations/models"
)

// SummaryDesk reads a working text with everything that its pages show. The
// number of queries does not depend on the number of rows.
func (s *Store) SummaryDesk(ctx context.Context, by models.Actor, id string) (models.SummaryDesk, error) {
	d, err := s.summaryHead(ctx, by, id)
	if err != nil {
		return models.SummaryDesk{}, err
	}
	var series models.Series
	if err := s.db.One(s.db.Read(ctx).Select("id", "slug", "title").Where("id = ?", d.Seminar.SeriesID), "summary.desk", &series); err != nil {
		return models.SummaryDesk{}, err
	}
	d.Series, d.SeriesSlug = series.Title, series.Slug
	if d.Themes, err = s.themes(ctx, d.Seminar.SeriesID); err != nil {
		return models.SummaryDesk{}, err
	}
	err = s.db.Classify("summary.desk", s.db.Read(ctx).Raw("SELECT n.id, n.title, "+ruleOf+", n.starts_local FROM sessions n WHERE n.seminar_id = ? ORDER BY n.starts_at, n.id", d.Seminar.ID).Scan(&d.Sessions).Error)
	if err != nil {
		return models.SummaryDesk{}, err
	}
	if d.Points, err = s.pointRows(ctx, id, ""); err != nil {
		return models.SummaryDesk{}, err
	}
	if err := s.readClearances(ctx, &d); err != nil {
		return models.SummaryDesk{}, err
	}
	if d.Editions, err = s.editions(ctx, id, ""); err != nil {
		return models.SummaryDesk{}, err
	}
	if d.Notes, err = s.notes(ctx, by, d.Seminar, ""); err != nil {
		return models.SummaryDesk{}, err
	}
	if err := s.readPublishers(ctx, &d); err != nil {
		return models.SummaryDesk{}, err
	}
	return d.For(by), nil
}

// readPublishers reads who may publish a text: the secretariat, without those
// who have changed it since the last edition.
func (s *Store) readPublishers(ctx context.Context, d *models.SummaryDesk) error {
	authors := append([]string{""}, d.Summary.Authors...) // never empty: nothing is outside an empty list
	return s.db.Classify("summary.publishers", s.db.Read(ctx).Raw(`SELECT a.name FROM accounts a
		WHERE a.status = 'active' AND a.id NOT IN ? AND EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND g.role = 'secretariat' AND g.series_id = ?)
		ORDER BY a.order_key, a.id`, authors, d.Seminar.SeriesID).Scan(&d.Publishers).Error)
}

// summaryHead reads a summary that the actor may see, and its seminar.
func (s *Store) summaryHead(ctx context.Context, by models.Actor, id string) (models.SummaryDesk, error) {
	var d models.SummaryDesk
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "summary.read", &d.Summary); err != nil {
		return models.SummaryDesk{}, err
	}
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", d.Summary.SeminarID), "summary.read", &d.Seminar); err != nil {
		return models.SummaryDesk{}, err
	}
	if !d.Summary.MaySee(by, d.Seminar) {
		return models.SummaryDesk{}, models.Missing()
	}
	return d, nil
}
