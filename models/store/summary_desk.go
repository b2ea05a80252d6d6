package store

import (
	"context"

	"gorm.io/gorm"

	"consultations/models"
)

// SummaryDesk reads a working text with everything that its pages show. The
// number of queries does not depend on how much there is.
func (s *Store) SummaryDesk(ctx context.Context, by models.Actor, id string) (models.SummaryDesk, error) {
	d, err := s.summaryHead(ctx, by, id)
	if err != nil {
		return models.SummaryDesk{}, err
	}
	q := s.db.Read(ctx)
	if err := s.deskPoints(q, &d); err != nil {
		return models.SummaryDesk{}, s.db.Classify("summary.desk", err)
	}
	for _, list := range []struct {
		into  any
		query string
		of    string
	}{
		{&d.Themes, "SELECT * FROM themes WHERE series_id = ? ORDER BY position, id LIMIT 500", d.Seminar.SeriesID},
		{&d.Sessions, "SELECT id, title, attribution, starts_local FROM sessions WHERE seminar_id = ? ORDER BY starts_at, id LIMIT 500", d.Seminar.ID},
		{&d.Organisers, `SELECT o.id, o.organisation_id, g.name, o.shown_as, o.role
			FROM organisers o JOIN organisations g ON g.id = o.organisation_id WHERE o.seminar_id = ? AND o.role IN ('host', 'co_host', 'co_organiser') ORDER BY o.position, o.id`, d.Seminar.ID},
		{&d.Said, `SELECT c.*, COALESCE(a.name, '') AS account FROM clearances c LEFT JOIN accounts a ON a.id = c.account_id
			WHERE c.summary_id = ? ORDER BY c.revision DESC, c.at DESC, c.id LIMIT 20000`, id},
		{&d.Editions, `SELECT d.id, d.number, d.kind, d.reason, d.fingerprint, COALESCE(a.name, '') AS author, COALESCE(p.name, '') AS publisher, d.published_at, d.withdrawn_at, d.withdrawn_why
			FROM editions d LEFT JOIN accounts a ON a.id = d.author_id LEFT JOIN accounts p ON p.id = d.publisher_id
			WHERE d.summary_id = ? ORDER BY d.number DESC LIMIT 500`, id},
	} {
		if err := q.Raw(list.query, list.of).Scan(list.into).Error; err != nil {
			return models.SummaryDesk{}, s.db.Classify("summary.desk", err)
		}
	}
	if d.Notes, err = s.notes(ctx, by, d.Seminar, ""); err != nil {
		return models.SummaryDesk{}, err
	}
	return d.For(by), nil
}

// summaryHead reads a summary that the actor may see, with its seminar and
// series.
func (s *Store) summaryHead(ctx context.Context, by models.Actor, id string) (models.SummaryDesk, error) {
	var d models.SummaryDesk
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", id), "summary.read", &d.Summary); err != nil {
		return d, err
	}
	if err := s.db.One(s.db.Read(ctx).Where("id = ?", d.Summary.SeminarID), "summary.read", &d.Seminar); err != nil {
		return d, err
	}
	if !d.Summary.MaySee(by, d.Seminar) {
		return models.SummaryDesk{}, models.Missing()
	}
	var series models.Series
	err := s.db.One(s.db.Read(ctx).Select("id", "slug", "title").Where("id = ?", d.Seminar.SeriesID), "summary.read", &series)
	d.Series, d.SeriesSlug = series.Title, series.Slug
	return d, err
}

func (s *Store) deskPoints(q *gorm.DB, d *models.SummaryDesk) error {
	if err := q.Raw("SELECT * FROM points WHERE summary_id = ? ORDER BY position, id", d.Summary.ID).Scan(&d.Points).Error; err != nil {
		return err
	}
	at := map[string]int{}
	for i, p := range d.Points {
		at[p.ID] = i
	}
	var themes []struct{ PointID, ThemeID string }
	err := q.Raw(`SELECT k.point_id, k.theme_id FROM point_themes k JOIN points p ON p.id = k.point_id JOIN themes h ON h.id = k.theme_id
		WHERE p.summary_id = ? ORDER BY h.position, h.id`, d.Summary.ID).Scan(&themes).Error
	if err != nil {
		return err
	}
	for _, k := range themes {
		if i, ok := at[k.PointID]; ok { // skip one that was added while this was read
			d.Points[i].Themes = append(d.Points[i].Themes, k.ThemeID)
		}
	}
	var sources []models.PointSource
	err = q.Raw("SELECT o.* FROM point_sources o JOIN points p ON p.id = o.point_id WHERE p.summary_id = ? ORDER BY o.id", d.Summary.ID).Scan(&sources).Error
	for _, o := range sources {
		if i, ok := at[o.PointID]; ok {
			d.Points[i].Sources = append(d.Points[i].Sources, o)
		}
	}
	return err
}
