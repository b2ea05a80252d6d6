package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"consultations/models"
)

// editionRows are the columns of editions in lists. Titles are those of the
// edition; the working text is for its drafters only.
const editionRows = `d.id, s.slug AS series_slug, s.title AS series_title, m.slug AS seminar_slug, m.title AS seminar_title, m.label AS seminar_label, m.place, y.kind, (d.summary_id = ` + firstText + `) AS first, d.number,
	d.kind AS edition_kind, d.reason, d.title, d.intro, y.language, d.published_at, d.withdrawn_at, d.withdrawn_why, d.earlier_publication`

// firstText is the text of the seminar m that was published first. Editions are
// never removed, so this never changes.
const firstText = "(SELECT f.summary_id FROM editions f WHERE f.seminar_id = m.id AND f.number = 1)"

// pointKinds lists the kinds of the points of an edition d, one for each point.
const pointKinds = "(SELECT string_agg(p.kind, ',') FROM edition_points p WHERE p.edition_id = d.id) AS points"

const fromEditions = ` FROM editions d JOIN summaries y ON y.id = d.summary_id JOIN seminars m ON m.id = d.seminar_id JOIN series s ON s.id = d.series_id
	WHERE (m.status <> 'draft' AND s.announced_at IS NOT NULL)`

// PublicEdition reads one edition of a seminar by its number.
func (s *Store) PublicEdition(ctx context.Context, _ models.Actor, seriesSlug, seminarSlug string, number int) (models.PublicEdition, error) {
	return s.publicEdition(ctx, s.db.Read(ctx).Raw(wholeEdition+` AND s.slug = ? AND m.slug = ? AND d.number = ?`, seriesSlug, seminarSlug, number))
}

// PublicText reads the newest edition of a text of a seminar, which is a
// withdrawn one only when all are withdrawn. An empty kind means the text that
// was published first.
func (s *Store) PublicText(ctx context.Context, _ models.Actor, seriesSlug, seminarSlug string, kind models.SummaryKind) (models.PublicEdition, error) {
	return s.publicEdition(ctx, s.db.Read(ctx).Raw(wholeEdition+` AND s.slug = ? AND m.slug = ? AND (y.kind = ? OR ? = '' AND d.summary_id = `+firstText+`)
		ORDER BY d.withdrawn_at IS NOT NULL, d.number DESC LIMIT 1`, seriesSlug, seminarSlug, kind, kind))
}

// wholeEdition reads an edition with its text.
const wholeEdition = "SELECT " + editionRows + ", d.summary_id, d.document, d.fingerprint" + fromEditions

// publicEdition reads the edition that a query finds, and the other editions of
// its summary.
func (s *Store) publicEdition(ctx context.Context, found *gorm.DB) (models.PublicEdition, error) {
	var e struct {
		models.PublicEdition
		SummaryID string
	}
	err := s.db.Classify("edition.public", found.Take(&e).Error)
	if err != nil {
		return models.PublicEdition{}, err
	}
	err = s.db.Classify("edition.public_others", s.db.Read(ctx).Raw(`SELECT d.id, y.kind, d.number, d.kind AS edition_kind, d.title, d.reason, d.published_at, d.withdrawn_at, d.earlier_publication
		FROM editions d JOIN summaries y ON y.id = d.summary_id WHERE d.summary_id = ? ORDER BY d.number DESC`, e.SummaryID).Scan(&e.Others).Error)
	for _, o := range e.Others {
		if o.WithdrawnAt == nil {
			e.Latest = max(e.Latest, o.Number)
		}
	}
	return e.Shown(), err
}

// FeedID is the name of the feed of this site, which never changes.
func (s *Store) FeedID(ctx context.Context, _ models.Actor) (string, error) {
	var uuid string
	err := s.db.Read(ctx).Raw("SELECT uuid FROM feeds WHERE id = 1").Row().Scan(&uuid)
	return "urn:uuid:" + uuid, s.db.Classify("feed.id", err)
}

// EditionNews lists what was published and what was withdrawn, the newest
// first. Of a withdrawn edition it tells the title and the reason.
func (s *Store) EditionNews(ctx context.Context, _ models.Actor, limit int) ([]models.EditionRow, error) {
	var rows []models.EditionRow
	err := s.db.Read(ctx).Raw("SELECT "+editionRows+fromEditions+" ORDER BY COALESCE(d.withdrawn_at, d.published_at) DESC, d.id DESC LIMIT ?", models.PageSize(limit)).Scan(&rows).Error
	for i := range rows {
		rows[i] = rows[i].Shown()
	}
	return rows, s.db.Classify("edition.news", err)
}

// LatestEditions lists the editions that are not withdrawn, newest first; an
// empty series means all series.
func (s *Store) LatestEditions(ctx context.Context, _ models.Actor, seriesSlug, cursor string, limit int) (models.Page[models.EditionRow], error) {
	var page models.Page[models.EditionRow]
	var at time.Time
	var id string
	after, err := models.DecodeCursor(cursor, &at, &id)
	if err != nil {
		return page, err
	}
	where, args := " AND d.withdrawn_at IS NULL", []any{}
	if seriesSlug != "" {
		where, args = where+" AND s.slug = ?", append(args, seriesSlug)
	}
	if after {
		where, args = where+" AND (d.published_at, d.id) < (?, ?)", append(args, at, id)
	}
	size := models.PageSize(limit)
	var rows []models.EditionRow
	err = s.db.Classify("edition.latest", s.db.Read(ctx).Raw("SELECT "+editionRows+", "+pointKinds+fromEditions+where+" ORDER BY d.published_at DESC, d.id DESC LIMIT ?",
		append(args, size+1)...).Scan(&rows).Error)
	if err != nil {
		return page, err
	}
	return models.CutPage(rows, size, func(r models.EditionRow) string {
		return models.EncodeCursor(r.PublishedAt, r.ID)
	}), nil
}
