package store

import (
	"encoding/json"
	"time"

	"consultations/models"
)

// The statements of the seat rule take all their rows as one argument. Their
// text is the same however many people share a transaction, so that the
// database reads and plans each only once.

// asJSON writes rows for dialect.rowsFrom.
func asJSON(rows any) (string, error) {
	b, err := json.Marshal(rows)
	return string(b), err
}

// instant is a time as both databases keep it.
type instant time.Time

func (i instant) MarshalJSON() ([]byte, error) {
	return []byte(time.Time(i).UTC().Format(`"2006-01-02 15:04:05.999999-07:00"`)), nil
}

const personColumns = "id text, email text, email_key text, created_at timestamptz"

type personRow struct {
	ID        string  `json:"id"`
	Email     string  `json:"email"`
	EmailKey  string  `json:"email_key"`
	CreatedAt instant `json:"created_at"`
}

const seatsColumns = "id text, seated bigint, waiting bigint"

// seatsRow says how many people take a seat of a seminar and how many join
// its line.
type seatsRow struct {
	ID      string `json:"id"`
	Seated  int    `json:"seated"`
	Waiting int    `json:"waiting"`
}

const registrationRowColumns = "id text, seminar_id text, person_id text, state text, line bigint, email text, honorific text, name text, family_name text, post text, institution text, entity_id text, capacity text, language text, needs text, created_at timestamptz, updated_at timestamptz"

type registrationRow struct {
	ID          string  `json:"id"`
	SeminarID   string  `json:"seminar_id"`
	PersonID    string  `json:"person_id"`
	State       string  `json:"state"`
	Line        *int    `json:"line"`
	Email       string  `json:"email"`
	Honorific   string  `json:"honorific"`
	Name        string  `json:"name"`
	FamilyName  string  `json:"family_name"`
	Post        string  `json:"post"`
	Institution string  `json:"institution"`
	EntityID    *string `json:"entity_id"`
	Capacity    string  `json:"capacity"`
	Language    string  `json:"language"`
	Needs       string  `json:"needs"`
	CreatedAt   instant `json:"created_at"`
	UpdatedAt   instant `json:"updated_at"`
}

// insertRegistrations adds new registrations in one statement.
func (t *tx) insertRegistrations(all []models.Registration) error {
	rows := make([]registrationRow, len(all))
	for n, r := range all {
		rows[n] = registrationRow{
			ID: r.ID, SeminarID: r.SeminarID, PersonID: r.PersonID, State: string(r.State), Line: r.Line, Email: r.Email,
			Honorific: r.Honorific, Name: r.Name, FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution, EntityID: orNull(r.EntityID),
			Capacity: string(r.Capacity), Language: r.Language, Needs: r.Needs, CreatedAt: instant(r.CreatedAt), UpdatedAt: instant(r.UpdatedAt),
		}
	}
	list, err := asJSON(rows)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO registrations (id, seminar_id, person_id, state, line, email, honorific, name, family_name, post, institution, entity_id, capacity, language, needs, created_at, updated_at)
		SELECT id, seminar_id, person_id, state, line, email, honorific, name, family_name, post, institution, entity_id, capacity, language, needs, created_at, updated_at FROM `+t.s.dialect.rowsFrom(registrationRowColumns), list).Error
}

const auditColumns = "id text, at timestamptz, account_id text, via text, verb text, subject_kind text, subject_id text, series_id text, seminar_id text, detail jsonb"

type auditRow struct {
	ID          string          `json:"id"`
	At          instant         `json:"at"`
	AccountID   *string         `json:"account_id"`
	Via         string          `json:"via"`
	Verb        string          `json:"verb"`
	SubjectKind string          `json:"subject_kind"`
	SubjectID   string          `json:"subject_id"`
	SeriesID    *string         `json:"series_id"`
	SeminarID   *string         `json:"seminar_id"`
	Detail      json.RawMessage `json:"detail"`
}

// insertAudit adds entries of the audit log in one statement.
func (t *tx) insertAudit(all []models.AuditEntry) error {
	rows := make([]auditRow, len(all))
	for n, a := range all {
		rows[n] = auditRow{a.ID, instant(a.At), orNull(a.AccountID), string(a.Via), a.Verb, a.SubjectKind, a.SubjectID, orNull(a.SeriesID), orNull(a.SeminarID), json.RawMessage(a.Detail)}
	}
	list, err := asJSON(rows)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO audit_entries (id, at, account_id, via, verb, subject_kind, subject_id, series_id, seminar_id, detail)
		SELECT id, at, account_id, via, verb, subject_kind, subject_id, series_id, seminar_id, detail FROM `+t.s.dialect.rowsFrom(auditColumns), list).Error
}

func orNull(r models.Ref) *string {
	if r == "" {
		return nil
	}
	id := string(r)
	return &id
}
