package store

import (
	"slices"
	"strings"
	"time"

	"consultations/models"
)

// persons finds or makes the persons of these addresses, by key. It reports
// which of them were there before: only they can have registered already.
func (t *tx) persons(addresses map[string]string, now time.Time) (ids map[string]string, known map[string]bool, err error) {
	ids, known = make(map[string]string, len(addresses)), map[string]bool{}
	keys := make([]string, 0, len(addresses))
	for key := range addresses {
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return ids, known, nil
	}
	slices.Sort(keys) // two transactions that meet the same persons take them in the same order
	fresh := make(map[string]string, len(keys))
	args := make([]any, 0, 4*len(keys))
	for _, key := range keys {
		fresh[key] = models.NewID(now)
		args = append(args, fresh[key], addresses[key], key, now)
	}
	var rows []models.Person
	if err := t.Raw(upsertPersons(len(keys)), args...).Scan(&rows).Error; err != nil {
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

// upsertPersons is the statement for n addresses. The update changes nothing;
// it makes a person that is there already be returned too, even one that
// another transaction committed a moment ago.
func upsertPersons(n int) string {
	return "INSERT INTO persons (id, email, email_key, created_at) VALUES " + rowsOf("(?, ?, ?, ?)", n) +
		" ON CONFLICT (email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id, email_key"
}

// rowsOf repeats the places of one row.
func rowsOf(row string, n int) string {
	return strings.Repeat(row+", ", n-1) + row
}
