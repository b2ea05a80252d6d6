package store

import (
	"encoding/json"

	"consultations/models"
	"consultations/models/store/db"
)

// subject is the object of an audit entry, and the series and seminar it
// belongs to.
type subject struct {
	kind, id        string
	series, seminar string
}

// record adds an audit entry in the transaction of the change. detail holds
// states and numbers, never names or addresses: erasing a person must not break
// the log.
func (t *tx) record(on subject, detail map[string]any) error {
	return t.recordAll([]subject{on}, []map[string]any{detail})
}

// recordAll writes one entry for each subject in one statement.
func (t *tx) recordAll(on []subject, details []map[string]any) error {
	now := t.s.db.Now()
	rows := make([]models.AuditEntry, len(on))
	for i, o := range on {
		detail := details[i]
		if detail == nil {
			detail = map[string]any{}
		}
		b, err := json.Marshal(detail)
		if err != nil {
			return err
		}
		rows[i] = models.AuditEntry{
			ID: models.NewID(now), At: now, Via: t.by.Via, Verb: t.verb,
			SubjectKind: o.kind, SubjectID: o.id, Detail: string(b),
			AccountID: models.Ref(t.by.AccountID), SeriesID: models.Ref(o.series), SeminarID: models.Ref(o.seminar),
		}
	}
	if len(*t.audited) == 0 {
		// The whole site shares the end of the chain, and its lock.
		t.AtEnd(func() error { return t.insertAudit(*t.audited) })
	}
	*t.audited = append(*t.audited, rows...)
	return nil
}

const auditColumns = "id text, at timestamptz, account_id text, via text, verb text, subject_kind text, subject_id text, series_id text, seminar_id text, detail jsonb, position bigint, hash text"

type auditRow struct {
	ID          string          `json:"id"`
	At          db.Instant      `json:"at"`
	AccountID   *string         `json:"account_id"`
	Via         string          `json:"via"`
	Verb        string          `json:"verb"`
	SubjectKind string          `json:"subject_kind"`
	SubjectID   string          `json:"subject_id"`
	SeriesID    *string         `json:"series_id"`
	SeminarID   *string         `json:"seminar_id"`
	Detail      json.RawMessage `json:"detail"`
	Position    int64           `json:"position"`
	Hash        string          `json:"hash"`
}

// insertAudit adds entries to the audit log, and to its chain, in one
// statement.
func (t *tx) insertAudit(all []models.AuditEntry) error {
	if err := t.lockAuthors(all); err != nil {
		return err
	}
	if err := t.chain(all); err != nil {
		return err
	}
	rows := make([]auditRow, len(all))
	for n, a := range all {
		rows[n] = auditRow{a.ID, db.Instant(a.At), orNull(a.AccountID), string(a.Via), a.Verb, a.SubjectKind, a.SubjectID, orNull(a.SeriesID), orNull(a.SeminarID), json.RawMessage(a.Detail), *a.Position, a.Hash}
	}
	list, err := db.JSONRows(rows)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO audit_entries (id, at, account_id, via, verb, subject_kind, subject_id, series_id, seminar_id, detail, position, hash)
		SELECT id, at, account_id, via, verb, subject_kind, subject_id, series_id, seminar_id, detail, position, hash FROM `+t.s.db.RowsFrom(auditColumns), list).Error
}
