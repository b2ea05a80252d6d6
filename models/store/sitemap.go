package store

import (
	"context"

	"consultations/models"
)

// sitemapPart is how many series or seminars one part of the sitemap has.
const sitemapPart = 1000

// SitemapParts is how many parts the sitemap has for series and for seminars.
func (s *Store) SitemapParts(ctx context.Context, _ models.Actor) (models.SitemapParts, error) {
	var parts models.SitemapParts
	err := s.db.Read(ctx).Raw(`SELECT (SELECT count(*) FROM series WHERE announced_at IS NOT NULL) AS series,
		(SELECT count(*) FROM seminars WHERE (status <> 'draft')) AS seminars`).Scan(&parts).Error
	parts.Series, parts.Seminars = (parts.Series+sitemapPart-1)/sitemapPart, (parts.Seminars+sitemapPart-1)/sitemapPart
	return parts, s.db.Classify("sitemap.parts", err)
}

// SitemapSeries lists the announced series of one part, which counts from one.
func (s *Store) SitemapSeries(ctx context.Context, _ models.Actor, part int) ([]models.PublicSeries, error) {
	var rows []models.PublicSeries
	q := publicSeries(s.db.Read(ctx)).Order("id").Offset((part - 1) * sitemapPart).Limit(sitemapPart)
	return rows, s.db.All(q, "sitemap.series", &rows)
}

// SitemapSeminars lists the announced seminars of one part, which counts from
// one.
func (s *Store) SitemapSeminars(ctx context.Context, _ models.Actor, part int) ([]models.SitemapSeminar, error) {
	var rows []models.SitemapSeminar
	q := s.db.Read(ctx).Raw(`SELECT s.slug AS series_slug, m.slug, m.agenda_published, m.updated_at,
			(SELECT string_agg(CASE WHEN y.id = `+firstText+` THEN '' ELSE y.kind END, ',') FROM summaries y
				WHERE y.seminar_id = m.id AND EXISTS (SELECT 1 FROM editions d WHERE d.summary_id = y.id AND d.withdrawn_at IS NULL)) AS texts
		FROM seminars m JOIN series s ON s.id = m.series_id
		WHERE m.id IN (SELECT id FROM seminars WHERE (status <> 'draft') ORDER BY id LIMIT ? OFFSET ?) ORDER BY m.id`, sitemapPart, (part-1)*sitemapPart)
	return rows, s.db.Classify("sitemap.seminars", q.Scan(&rows).Error)
}
