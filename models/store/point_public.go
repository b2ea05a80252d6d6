package store

import (
	"context"
	"strings"

	"consultations/models"
	"consultations/models/store/db"
)

// PublicPoints lists the points of the newest editions, ordered by series,
// seminar and document.
func (s *Store) PublicPoints(ctx context.Context, _ models.Actor, ask models.PointQuery) (models.Page[models.PublicPoint], error) {
	var page models.Page[models.PublicPoint]
	var series, id string
	var seminar, number, position int32
	after, err := models.DecodeCursor(ask.Cursor, &series, &seminar, &number, &position, &id)
	if err != nil {
		return page, err
	}
	var where []string
	var args []any
	narrow := func(wanted bool, condition string, values ...any) {
		if wanted {
			where, args = append(where, " AND "+condition), append(args, values...)
		}
	}
	narrow(ask.Series != "", "s.slug = ?", ask.Series)
	narrow(ask.Theme != "", "p.theme_keys LIKE ? ESCAPE '!'", "%"+db.EscapeLike("|"+models.ThemeKey(ask.Theme)+"|")+"%")
	narrow(ask.Kind != "", "p.kind = ?", ask.Kind)
	narrow(ask.Strength != "", "p.strength = ?", ask.Strength)
	narrow(after, "(s.slug, m.number, d.number, p.position, p.point_id) > (?, ?, ?, ?, ?)", series, seminar, number, position, id)
	size := models.PageSize(ask.Limit)
	var rows []models.PublicPoint
	err = s.db.Classify("point.public", s.db.Read(ctx).Raw(`SELECT p.point_id, p.edition_id, s.slug AS series_slug, s.title AS series_title, m.slug AS seminar_slug,
		m.number AS seminar, m.place, d.number, y.language, d.published_at, p.position, p.code, p.kind, p.voice, p.strength, p.themes, p.body, p.addressees
		FROM edition_points p JOIN editions d ON d.id = p.edition_id JOIN summaries y ON y.id = d.summary_id
		JOIN seminars m ON m.id = p.seminar_id JOIN series s ON s.id = p.series_id
		WHERE (m.status <> 'draft' AND s.announced_at IS NOT NULL)`+strings.Join(where, "")+
		" ORDER BY s.slug, m.number, d.number, p.position, p.point_id LIMIT ?", append(args, size+1)...).Scan(&rows).Error)
	if err != nil {
		return page, err
	}
	return models.CutPage(rows, size, func(r models.PublicPoint) string {
		return models.EncodeCursor(r.SeriesSlug, r.Seminar, r.Number, r.Position, r.PointID)
	}), nil
}
