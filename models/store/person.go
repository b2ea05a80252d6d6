package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"consultations/models"
	"consultations/models/store/db"
)

// persons finds or creates the persons with these addresses, by key. It reports
// which of them existed before: only they can be registered already.
func (t *tx) persons(addresses map[string]string, now time.Time) (ids map[string]string, known map[string]bool, err error) {
	ids, known = make(map[string]string, len(addresses)), map[string]bool{}
	keys := make([]string, 0, len(addresses))
	for key := range addresses {
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return ids, known, nil
	}
	slices.Sort(keys) // concurrent transactions lock the same persons in the same order
	fresh, wanted := make(map[string]string, len(keys)), make([]personRow, len(keys))
	for n, key := range keys {
		fresh[key] = models.NewID(now)
		wanted[n] = personRow{fresh[key], addresses[key], key, db.Instant(now)}
	}
	list, err := db.JSONRows(wanted)
	if err != nil {
		return nil, nil, err
	}
	// The update changes nothing; it makes the statement return existing
	// persons too, even one that another transaction has just committed.
	var rows []models.Person
	err = t.Raw(t.s.db.HardlyWaiting(t.s.personWait, "INSERT INTO persons (id, email, email_key, created_at) SELECT id, email, email_key, created_at FROM "+t.s.db.RowsFrom(personColumns),
		" WHERE true ORDER BY email_key ON CONFLICT (email_key) DO UPDATE SET email_key = excluded.email_key", "id, email_key"), list).Scan(&rows).Error
	if t.s.db.WaitedLong(err) {
		return nil, nil, errPersonLocked
	}
	if err != nil {
		return nil, nil, err
	}
	for _, p := range rows {
		ids[p.EmailKey] = p.ID
		if p.ID != fresh[p.EmailKey] {
			known[p.EmailKey] = true
		}
	}
	return ids, known, nil
}

// errPersonLocked means that another transaction has locked a person, and that
// the transaction that needed the person must end: it holds the seminar.
var errPersonLocked = fmt.Errorf("%w: another transaction has locked a person", ErrUnavailable)

// lockedPersons returns those of the keys whose persons another transaction has
// locked.
func (s *Store) lockedPersons(ctx context.Context, keys []string) ([]string, error) {
	var locked []string
	q := s.db.Primary(ctx).Raw("SELECT email_key FROM persons WHERE email_key IN ? AND id NOT IN (SELECT id FROM persons WHERE email_key IN ?"+s.db.LockFreeRow()+")", keys, keys)
	return locked, s.db.Classify("registration.create", q.Scan(&locked).Error)
}

const personColumns = "id text, email text, email_key text, created_at timestamptz"

type personRow struct {
	ID        string     `json:"id"`
	Email     string     `json:"email"`
	EmailKey  string     `json:"email_key"`
	CreatedAt db.Instant `json:"created_at"`
}
