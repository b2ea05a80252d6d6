package store

import "context"

// Broken is an inconsistency in the database.
type Broken struct{ What, Where string }

// Verify looks for rows that contradict each other: seat counts that differ
// from the registrations, and editions whose text is not the one that was
// published.
func (s *Store) Verify(ctx context.Context) ([]Broken, error) {
	var broken []Broken
	err := s.db.Read(ctx).Raw(`SELECT 'seats taken are not the seats held' AS what, m.id AS "where" FROM seminars m
		WHERE m.seats_taken <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status IN ('confirmed', 'offered'))
		UNION ALL SELECT 'the waiting are not those counted as waiting', m.id FROM seminars m
		WHERE m.waiting <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.status = 'waitlisted')
		ORDER BY 1, 2 LIMIT 1000`).Scan(&broken).Error
	if err != nil {
		return nil, s.db.Classify("verify", err)
	}
	changed, err := s.changedEditions(ctx)
	return append(broken, changed...), err
}
