package store

import (
	"context"

	"consultations/models"
)

// Broken is an inconsistency in the database.
type Broken struct{ What, Where string }

// Verified is what Verify found.
type Verified struct {
	Broken []Broken
	Log    models.AuditCheckpoint // the last entry of the audit log
}

// Verify looks for rows that contradict each other: seat counts that differ
// from the registrations, editions whose text is not the one that was
// published, and an audit log with entries changed or missing. It compares the
// log with a checkpoint that was kept elsewhere, unless that is empty.
func (s *Store) Verify(ctx context.Context, kept models.AuditCheckpoint) (Verified, error) {
	var found Verified
	err := s.db.Read(ctx).Raw(`SELECT 'seats taken are not the seats held' AS what, m.id AS "where" FROM seminars m
		WHERE m.seats_taken <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status IN ('confirmed', 'offered'))
		UNION ALL SELECT 'the waiting are not those counted as waiting', m.id FROM seminars m
		WHERE m.waiting <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status = 'waitlisted')
		ORDER BY 1, 2`).Scan(&found.Broken).Error
	if err != nil {
		return found, s.db.Classify("verify", err)
	}
	editions, err := s.changedEditions(ctx)
	if err != nil {
		return found, err
	}
	log, end, err := s.brokenChain(ctx, kept)
	found.Broken, found.Log = append(append(found.Broken, editions...), log...), end
	return found, err
}
