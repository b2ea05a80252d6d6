package store

import (
	"context"
	"fmt"
	"strings"
)

// Kind names the kind of database behind an address: sqlite or postgres.
func Kind(address string) string {
	if strings.HasPrefix(address, "sqlite:") {
		return "sqlite"
	}
	return "postgres"
}

// Backup writes the database as of one moment to a new file, while the site
// runs.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.dialect.backup(ctx, path); err != nil {
		return fmt.Errorf("back up the database: %w", err)
	}
	return nil
}

// Restore fills an empty database from a file that Backup wrote. A database
// that holds anything is left as it is.
func Restore(ctx context.Context, address, path string) error {
	d, err := dialectFor(address)
	if err != nil {
		return err
	}
	return d.restore(ctx, path)
}

// Broken is something that is not as it must be.
type Broken struct{ What, Where string }

// Verify looks for rows that contradict each other: a seat count that is not
// the number of those who hold seats, an edition whose text is not the one
// that was published.
func (s *Store) Verify(ctx context.Context) ([]Broken, error) {
	var broken []Broken
	err := s.read(ctx).Raw(`SELECT 'seats taken are not the seats held' AS what, m.id AS "where" FROM seminars m
		WHERE m.seats_taken <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.state IN ('confirmed', 'offered'))
		UNION ALL SELECT 'the waiting are not those counted as waiting', m.id FROM seminars m
		WHERE m.waiting <> (SELECT count(*) FROM registrations r WHERE r.seminar_id = m.id AND r.state = 'waitlisted')
		ORDER BY 1, 2 LIMIT 1000`).Scan(&broken).Error
	if err != nil {
		return nil, s.classify("verify", err)
	}
	changed, err := s.changedEditions(ctx)
	return append(broken, changed...), err
}
