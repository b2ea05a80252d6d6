package store

import (
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
	err = t.Raw("INSERT INTO persons (id, email, email_key, created_at) SELECT id, email, email_key, created_at FROM "+t.s.db.RowsFrom(personColumns)+
		" WHERE true ORDER BY email_key ON CONFLICT (email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id, email_key", list).Scan(&rows).Error
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

const personColumns = "id text, email text, email_key text, created_at timestamptz"

type personRow struct {
	ID        string     `json:"id"`
	Email     string     `json:"email"`
	EmailKey  string     `json:"email_key"`
	CreatedAt db.Instant `json:"created_at"`
}
