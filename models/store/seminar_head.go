package store

import (
	"context"

	"consultations/models"
)

// SeminarHead reads what the top of every page of the work on a seminar says.
// Its figures come with the seminar in one query; sessions are read only where
// they may clash.
func (s *Store) SeminarHead(ctx context.Context, by models.Actor, id string) (models.SeminarHead, error) {
	h, _, err := s.seminarHead(ctx, by, id)
	return h, err
}

func (s *Store) seminarHead(ctx context.Context, by models.Actor, id string) (models.SeminarHead, models.Seminar, error) {
	var row struct {
		models.Seminar
		SeriesTitle models.Text
		SeriesSlug  string
		Host        models.Text
		Has         models.SeminarCounts `gorm:"embedded;embeddedPrefix:n_"`
	}
	q := s.db.Read(ctx).Raw(`SELECT m.*, s.title AS series_title, s.slug AS series_slug, e.names AS host,
		(SELECT count(*) FROM organisers o WHERE o.seminar_id = m.id) AS n_organisers,
		(SELECT count(*) FROM sessions n WHERE n.seminar_id = m.id) AS n_sessions,
		(SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status = ?) AS n_pending,
		(SELECT count(*) FROM summaries y WHERE y.seminar_id = m.id) AS n_summaries,
		(SELECT count(*) FROM editions d WHERE d.seminar_id = m.id AND d.withdrawn_at IS NULL) AS n_editions,
		(SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status IN ('pending', 'confirmed', 'waitlisted', 'offered'))
			+ (SELECT count(*) FROM invitations i WHERE i.seminar_id = m.id AND i.status = 'sent') AS n_told,
		(SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND `+undeliveredRegistration+`) AS n_undelivered_registrations,
		(SELECT count(*) FROM invitations i WHERE i.seminar_id = m.id AND `+undeliveredInvitation+`) AS n_undelivered_invitations
		FROM seminars m JOIN series s ON s.id = m.series_id LEFT JOIN entities e ON e.id = m.host_entity_id WHERE m.id = ?`, models.Pending, id)
	if err := s.db.One(q, "seminar.head", &row); err != nil {
		return models.SeminarHead{}, models.Seminar{}, err
	}
	reports, err := s.reportsIn(ctx, by, id)
	if err == nil && !reports && !row.MaySeeWorkingArea(by) {
		err = models.Missing()
	}
	if err != nil {
		return models.SeminarHead{}, models.Seminar{}, err
	}
	var clashes []models.Clash
	if row.Status == models.SeminarAnnounced && row.MayEdit(by) {
		sessions, err := s.sessions(ctx, id)
		if err != nil {
			return models.SeminarHead{}, models.Seminar{}, err
		}
		clashes = models.Clashes(row.Seminar, sessions)
	}
	if row.Status == models.SeminarPostponed { // whoever can no longer reply is not invited to the new dates
		var late int
		q := s.db.Read(ctx).Raw("SELECT count(*) FROM invitations WHERE seminar_id = ? AND status = 'sent' AND answer_by < ?", id, string(row.Today(s.db.Now())))
		if err := s.db.Classify("seminar.head", q.Scan(&late).Error); err != nil {
			return models.SeminarHead{}, models.Seminar{}, err
		}
		row.Has.Told -= late
	}
	h := row.Head(by, row.Has, clashes, s.db.Now())
	h.MayNote = h.MayNote || reports
	h.SeriesTitle, h.SeriesSlug, h.Host = row.SeriesTitle, row.SeriesSlug, row.Host
	return h, row.Seminar, nil
}
