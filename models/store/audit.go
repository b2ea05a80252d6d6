package store

import (
	"encoding/json"

	"consultations/models"
)

// subject is what a verb was done to, and where it stands.
type subject struct {
	kind, id        string
	series, seminar string
}

// record writes the verb into the audit log, in the verb's own transaction.
// detail holds states and numbers, never names or addresses: erasing a person
// must not break the log.
func (t *tx) record(on subject, detail map[string]any) error {
	return t.recordAll([]subject{on}, []map[string]any{detail})
}

// recordAll writes one entry for each subject in one statement.
func (t *tx) recordAll(on []subject, details []map[string]any) error {
	now := t.s.now()
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
	return t.insertAudit(rows)
}
