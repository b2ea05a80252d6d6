package store

import (
	"context"

	"consultations/models"
	"consultations/models/store/db"
)

// acceptedMarks are the invisible characters that an earlier version of the
// program accepted before the @ of an e-mail address, as patterns.
var acceptedMarks = []any{"%\u00AD%", "%\u061C%", "%\u200C%", "%\u200D%", "%\u200E%", "%\u200F%"}

// marked is an e-mail address that was stored with invisible characters.
type marked struct{ ID, Email string }

// mendAddresses drops invisible characters from e-mail addresses: they make an
// address undeliverable, and its owner cannot sign in, nor register again,
// without being taken for somebody else. An address that somebody else has
// without them is left, and counted in the log.
func (s *Store) mendAddresses(ctx context.Context) error {
	mended, left := 0, 0
	for _, table := range []string{"accounts", "persons", "registrations", "invitations"} { // persons first: registrations follow theirs
		rows, err := s.markedAddresses(ctx, table)
		if err != nil {
			return err
		}
		for _, row := range rows {
			isMended, err := s.mendAddress(ctx, table, row)
			switch {
			case isMended:
				mended++
			case err == nil || models.KindOf(err) == models.Conflict:
				left++
			default:
				return err
			}
		}
	}
	if mended+left > 0 {
		s.db.Log().Warn("e-mail addresses with invisible characters", "mended", mended, "left", left)
	}
	return nil
}

func (s *Store) markedAddresses(ctx context.Context, table string) (rows []marked, err error) {
	q := s.db.Primary(ctx).Table(table).Select("id, email").Order("id").
		Where("(email LIKE ? OR email LIKE ? OR email LIKE ? OR email LIKE ? OR email LIKE ? OR email LIKE ?)", acceptedMarks...)
	return rows, s.db.All(q, "addresses.mend", &rows)
}

// mendAddress drops the marks from one address; its keys are renewed with those
// of earlier versions. A person who is registered with the address and could
// not get it keeps it in the registrations too.
func (s *Store) mendAddress(ctx context.Context, table string, row marked) (isMended bool, err error) {
	address, key, ok := models.VisibleAddress(row.Email)
	if !ok {
		return false, nil
	}
	values := map[string]any{"email": address}
	if table != "registrations" {
		values["email_key"] = key
	}
	if table != "persons" {
		values["analysis"] = 0
	}
	err = s.db.Write(ctx, "addresses.mend", func(t *db.Tx) error {
		q := t.Table(table).Where("id = ? AND email = ?", row.ID, row.Email)
		if table == "registrations" {
			q = q.Where("EXISTS (SELECT 1 FROM persons p WHERE p.id = registrations.person_id AND p.email_key = ?)", key)
		}
		q = q.Updates(values)
		isMended = q.RowsAffected > 0
		return q.Error
	})
	return isMended && err == nil, err
}
