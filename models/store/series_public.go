package store

import (
	"context"

	"gorm.io/gorm"

	"consultations/models"
)

// contactOf is the contact of a seminar m: its own or that of its series s.
const contactOf = "COALESCE(NULLIF(m.contact, ''), s.contact) AS contact"

// agendaOf is whether the public sees the agenda of a seminar m. That of a
// postponed one has days that no longer hold.
const agendaOf = "(m.agenda_published AND m.status <> 'postponed') AS agenda_published"

// publicColumns are the columns of a seminar m, its series s and its host e that
// every public list and page shows.
const publicColumns = `m.id, s.slug AS series_slug, s.title AS series_title, m.number, m.slug, m.title, m.label, m.place,
	e.names AS host, m.region, m.status, m.time_zone, m.starts_on, m.ends_on, m.year, ` + contactOf + `, m.sequence, m.updated_at`

// fromPublic are the announced seminars with series and host.
const fromPublic = `
	FROM seminars m JOIN series s ON s.id = m.series_id LEFT JOIN entities e ON e.id = m.host_entity_id
	WHERE (m.status <> 'draft')`

// publicSeminars lists announced seminars, with the published text that a list
// links to.
const publicSeminars = "SELECT " + publicColumns + `,
	(SELECT count(DISTINCT d.summary_id) FROM editions d WHERE d.seminar_id = m.id AND d.withdrawn_at IS NULL) AS texts,
	COALESCE((SELECT CASE WHEN d.summary_id = ` + firstText + ` THEN '' ELSE y.kind END FROM editions d JOIN summaries y ON y.id = d.summary_id
		WHERE d.seminar_id = m.id AND d.withdrawn_at IS NULL ORDER BY d.summary_id = ` + firstText + ` DESC, d.number LIMIT 1), '') AS other_text` + fromPublic

// Home reads the home page in three queries: the series, their seminars
// together with the next ones of all series, and the newest editions, one of
// each text. A cancelled seminar is among the next ones until its days are
// past, so that those who had planned to come learn of it.
func (s *Store) Home(ctx context.Context, _ models.Actor) (models.Home, error) {
	var home models.Home
	err := s.db.All(publicSeries(s.db.Read(ctx)).Order("announced_at DESC, id").Limit(12), "home.series", &home.Series)
	if err != nil {
		return home, err
	}
	ids := make([]string, len(home.Series))
	for i, series := range home.Series {
		ids[i] = series.ID
	}
	var rows []struct {
		models.PublicSeminar
		Position int // in its list; those of the next seminars are below zero
	}
	err = s.db.Classify("home.seminars", s.db.Read(ctx).Raw("SELECT * FROM (SELECT t.*, row_number() OVER (ORDER BY t.series_slug, t.number, t.id) AS position FROM ("+
		publicSeminars+" AND m.series_id IN ? ORDER BY m.series_id, m.number, m.id LIMIT 999) t) a UNION ALL SELECT * FROM (SELECT t.*, row_number() OVER (ORDER BY t.starts_on, t.id) - 7 AS position FROM ("+
		publicSeminars+" AND m.status IN ('announced', 'cancelled') AND m.ends_on >= ? ORDER BY m.starts_on, m.id LIMIT 6) t) b ORDER BY position",
		ids, s.db.Now().Format("2006-01-02")).Scan(&rows).Error)
	if err != nil {
		return home, err
	}
	for _, row := range rows {
		if row.Position < 0 {
			home.Next = append(home.Next, row.PublicSeminar)
		} else {
			home.Seminars = append(home.Seminars, row.PublicSeminar)
		}
	}
	err = s.db.Classify("home.editions", s.db.Read(ctx).Raw("SELECT "+editionRows+", d.document"+fromEditions+
		" AND d.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM editions n WHERE n.summary_id = d.summary_id AND n.number > d.number AND n.withdrawn_at IS NULL)"+
		" ORDER BY d.published_at DESC, d.id DESC LIMIT 5").Scan(&home.Published).Error)
	return home, err
}

func publicSeries(q *gorm.DB) *gorm.DB {
	return q.Table("series").Where("(announced_at IS NOT NULL)").
		Select("id, slug, title, subtitle, alternate_titles, lead, about, regions, contact, started, updated_at")
}

// PublicSeries finds an announced series by its address.
func (s *Store) PublicSeries(ctx context.Context, _ models.Actor, slug string) (models.PublicSeries, error) {
	var series models.PublicSeries
	err := s.db.One(publicSeries(s.db.Read(ctx)).Where("slug = ?", slug), "series.public", &series)
	return series, err
}

// PublicSeminars lists the announced seminars of a series in their order.
func (s *Store) PublicSeminars(ctx context.Context, _ models.Actor, seriesID string) ([]models.PublicSeminar, error) {
	var all []models.PublicSeminar
	q := s.db.Read(ctx).Raw(publicSeminars+" AND m.series_id = ? ORDER BY m.number, m.id", seriesID)
	return all, s.db.Classify("seminar.public_list", q.Scan(&all).Error)
}
