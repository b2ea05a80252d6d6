package store

import (
	"context"
	"time"

	"consultations/models"
)

// WorkingHome lists the series and seminars in which the actor has a role, and
// what waits there. Administrators also get all public series, because they
// assign the roles in them.
func (s *Store) WorkingHome(ctx context.Context, by models.Actor) (models.WorkingHome, error) {
	home := models.WorkingHome{MayCreate: models.MayCreateSeries(by), Now: s.db.Now()}
	series, seminars, sessions := grantedSeries(by), grantedSeminars(by), grantedSessions(by)
	err := s.db.All(s.db.Read(ctx).Where("(? OR ? AND series.announced_at IS NOT NULL OR series.id IN ? OR EXISTS (SELECT 1 FROM seminars m WHERE m.series_id = series.id AND (m.id IN ? OR m.id IN (SELECT n.seminar_id FROM sessions n WHERE n.id IN ?))))",
		by.IsSystem(), by.Administers(), series, seminars, sessions).Order("created_at DESC, id").Limit(50), "home.series", &home.Series)
	if err != nil {
		return home, err
	}
	err = s.db.Read(ctx).Raw(`SELECT m.id, m.series_id, s.title AS series_title, m.title, m.label, m.place, m.status, m.starts_on, m.ends_on, m.year,
		(SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status = 'pending') AS pending,
		(SELECT count(*) FROM summaries y WHERE y.seminar_id = m.id) AS summaries,
		(SELECT CASE WHEN count(*) = 1 THEN min(y.id) ELSE '' END FROM summaries y WHERE y.seminar_id = m.id) AS only_summary,
		(SELECT count(*) FROM summaries y WHERE y.seminar_id = m.id AND y.status = 'clearance') AS in_clearance,
		(SELECT count(DISTINCT c.point_id) FROM summaries y JOIN clearances c ON c.summary_id = y.id AND c.revision = y.revision
			WHERE y.seminar_id = m.id AND y.status = 'clearance' AND c.decision <> 'cleared') AS revise,
		(SELECT count(*) FROM summaries y WHERE y.seminar_id = m.id AND y.status = 'cleared' AND CAST(y.authors AS text) NOT LIKE ?
			AND NOT (y.authors = '[]' AND EXISTS (SELECT 1 FROM editions d WHERE d.summary_id = y.id))) AS cleared
		FROM seminars m JOIN series s ON s.id = m.series_id
		WHERE (? OR m.series_id IN ? OR m.id IN ? OR m.id IN (SELECT n.seminar_id FROM sessions n WHERE n.id IN ?)) AND m.status <> 'archived'
		ORDER BY CASE m.status WHEN 'draft' THEN 0 WHEN 'announced' THEN 1 WHEN 'postponed' THEN 2 ELSE 3 END, COALESCE(m.starts_on, '9999'), m.id LIMIT 60`,
		`%"`+by.AccountID+`"%`, by.IsSystem(), series, seminars, sessions).Scan(&home.Seminars).Error
	if err != nil {
		return home, s.db.Classify("home.seminars", err)
	}
	today := models.Day(s.db.Now().Format(time.DateOnly))
	for i, t := range home.Seminars {
		home.Seminars[i] = t.For(by, today)
	}
	return home, s.ownTasks(ctx, by, &home)
}

// ownTasks reads the tasks of the account itself: texts to be cleared for its
// organisation, and sessions of which its holder is the rapporteur, until the
// seminar is archived.
func (s *Store) ownTasks(ctx context.Context, by models.Actor, home *models.WorkingHome) error {
	err := s.db.Read(ctx).Raw(`SELECT * FROM (SELECT y.id AS summary_id, y.title, g.name AS organisation, y.updated_at,
		(SELECT count(*) FROM points p WHERE p.summary_id = y.id AND NOT EXISTS
			(SELECT 1 FROM clearances c WHERE c.point_id = p.id AND c.organiser_id = o.id AND c.revision = y.revision)) AS points
		FROM grants k JOIN organisers o ON o.seminar_id = k.seminar_id AND o.organisation_id = k.organisation_id
		JOIN organisations g ON g.id = o.organisation_id JOIN summaries y ON y.seminar_id = o.seminar_id
		WHERE k.account_id = ? AND k.role = 'co_organiser' AND o.role IN ? AND y.status = 'clearance') t
		WHERE t.points > 0 ORDER BY t.updated_at, t.summary_id`, by.AccountID, models.ClearingRoles).Scan(&home.Clearances).Error
	if err != nil {
		return s.db.Classify("home.clearances", err)
	}
	err = s.db.Read(ctx).Raw(`SELECT * FROM (SELECT n.seminar_id, n.id AS session_id, n.title, m.title AS seminar_title, m.label, m.place, n.ends_at,
		(SELECT count(*) FROM notes o WHERE o.session_id = n.id AND o.author_id = ?) AS written
		FROM sessions n JOIN seminars m ON m.id = n.seminar_id WHERE n.id IN ? AND m.status NOT IN ('cancelled', 'archived')) t
		ORDER BY CASE WHEN t.written = 0 AND t.ends_at <= ? THEN 0 WHEN t.written = 0 THEN 1 ELSE 2 END, t.ends_at, t.session_id`,
		by.AccountID, grantedSessions(by), s.db.Now()).Scan(&home.Notes).Error
	return s.db.Classify("home.notes", err)
}
