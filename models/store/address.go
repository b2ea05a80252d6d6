package store

import (
	"context"

	"consultations/models"
	"consultations/models/store/db"
)

// slugIsFree refuses an address that another row has, or had while it was
// announced, with a problem of the field. The unique constraint catches two
// concurrent changes. The scope of a seminar is its series; that of a series is
// empty.
func (t *tx) slugIsFree(scope, slug, id string) error {
	var n int64
	q := t.Table("series").Where("slug = ? AND id <> ?", slug, id)
	if scope != "" {
		q = t.Table("seminars").Where("series_id = ? AND slug = ? AND id <> ?", scope, slug, id)
	}
	if err := q.Count(&n).Error; err != nil {
		return err
	}
	var earlier int64
	if err := t.Table("earlier_addresses").Where("scope = ? AND slug = ? AND object_id <> ?", scope, slug, id).Count(&earlier).Error; err != nil {
		return err
	}
	p := models.Problems{}
	p.Require(n+earlier == 0, "slug", "form.slug_taken")
	return p.Err()
}

// freeSlug is a slug made from a name, with a number if it is taken.
func (t *tx) freeSlug(scope, slug string) (string, error) {
	like := db.EscapeLike(models.SlugStem(slug)) + "%"
	var taken []string
	q := t.Raw("SELECT slug FROM series WHERE slug LIKE ? ESCAPE '!' UNION SELECT slug FROM earlier_addresses WHERE scope = '' AND slug LIKE ? ESCAPE '!'", like, like)
	if scope != "" {
		q = t.Raw("SELECT slug FROM seminars WHERE series_id = ? AND slug LIKE ? ESCAPE '!' UNION SELECT slug FROM earlier_addresses WHERE scope = ? AND slug LIKE ? ESCAPE '!'", scope, like, scope, like)
	}
	err := q.Scan(&taken).Error
	return models.FreeSlug(slug, taken), err
}

// keepAddress makes the address that an announced series or seminar had lead to
// it for good. One that it takes back is its address again.
func (t *tx) keepAddress(scope, id, old, now string) error {
	if old == now {
		return nil
	}
	if err := t.Exec("DELETE FROM earlier_addresses WHERE scope = ? AND slug = ? AND object_id = ?", scope, now, id).Error; err != nil {
		return err
	}
	return t.Exec("INSERT INTO earlier_addresses (scope, slug, object_id) VALUES (?, ?, ?)", scope, old, id).Error
}

// MovedTo finds the present address of an announced series, or of a seminar of
// it, by one that it had before. The seminar is empty for a series.
func (s *Store) MovedTo(ctx context.Context, _ models.Actor, series, seminar string) (string, error) {
	var found struct{ ID, Slug string }
	err := s.db.One(s.db.Read(ctx).Raw(`SELECT s.id, s.slug FROM series s WHERE s.announced_at IS NOT NULL
		AND (s.slug = ? OR s.id = (SELECT object_id FROM earlier_addresses WHERE scope = '' AND slug = ?))`, series, series), "address.series", &found)
	if err != nil {
		return "", err
	}
	was, is := models.SeriesPath(series), models.SeriesPath(found.Slug)
	if seminar != "" {
		var slug struct{ Slug string }
		err := s.db.One(s.db.Read(ctx).Raw(`SELECT m.slug FROM seminars m WHERE m.series_id = ? AND (m.status <> 'draft')
			AND (m.slug = ? OR m.id = (SELECT object_id FROM earlier_addresses WHERE scope = ? AND slug = ?))`, found.ID, seminar, found.ID, seminar), "address.seminar", &slug)
		if err != nil {
			return "", err
		}
		was, is = models.SeminarPath(series, seminar), models.SeminarPath(found.Slug, slug.Slug)
	}
	if was == is {
		return "", models.Missing()
	}
	return is, nil
}
