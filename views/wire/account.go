package wire

import (
	"encoding/json"
	"time"

	"consultations/models"
)

// AccountJSON is an account in the API, without its grants.
type AccountJSON struct {
	ID       string              `json:"id"`
	Email    string              `json:"email"`
	Name     string              `json:"name"`
	Language string              `json:"language"`
	State    models.AccountState `json:"state"`
	Roles    []models.Role       `json:"roles" doc:"each once"`
}

// AccountPageJSON is an account with all it may do.
type AccountPageJSON struct {
	AccountJSON
	HasPassword bool         `json:"has_password"`
	CreatedAt   time.Time    `json:"created_at"`
	Grants      []GrantJSON  `json:"grants"`
	SignIns     []SignInJSON `json:"sign_ins" doc:"open ones"`
	Version     int          `json:"version"`
}

// GrantJSON is one role in one scope.
type GrantJSON struct {
	ID           string      `json:"id"`
	Role         models.Role `json:"role"`
	Series       *string     `json:"series" doc:"id"`
	Seminar      *string     `json:"seminar" doc:"id"`
	Session      *string     `json:"session" doc:"id"`
	Organisation TextJSON    `json:"organisation" doc:"name of the organisation it is for"`
	CreatedAt    time.Time   `json:"created_at"`
}

// SignInJSON is an open sign-in.
type SignInJSON struct {
	ID        string        `json:"id"`
	Kind      models.Client `json:"kind"`
	CreatedAt time.Time     `json:"created_at"`
}

// AccountShape makes the API's shape of a row of the list.
func AccountShape(a models.AccountRow) AccountJSON {
	roles := a.Roles
	if roles == nil {
		roles = []models.Role{}
	}
	return AccountJSON{ID: a.ID, Email: a.Email, Name: a.Name, Language: a.Language, State: a.State, Roles: roles}
}

// AccountPageShape makes the API's shape of one account.
func AccountPageShape(a models.AccountPage) AccountPageJSON {
	out := AccountPageJSON{AccountJSON: AccountShape(a.AccountRow), HasPassword: a.HasPassword, CreatedAt: a.CreatedAt, Grants: []GrantJSON{}, SignIns: []SignInJSON{}, Version: a.Version}
	for _, g := range a.Grants {
		out.Grants = append(out.Grants, GrantJSON{ID: g.ID, Role: g.Role, Series: known(g.SeriesID), Seminar: known(g.SeminarID), Session: known(g.SessionID),
			Organisation: textJSON(g.OrganisationName), CreatedAt: g.CreatedAt})
	}
	for _, s := range a.SignIns {
		out.SignIns = append(out.SignIns, SignInJSON{s.ID, s.Kind, s.CreatedAt})
	}
	return out
}

func known(r models.Ref) *string {
	if r == "" {
		return nil
	}
	id := string(r)
	return &id
}

// AuditJSON is an entry of the log.
type AuditJSON struct {
	ID          string          `json:"id"`
	At          time.Time       `json:"at"`
	Account     *string         `json:"account" doc:"id of who did it; null for the public and the program"`
	Who         string          `json:"who"`
	Via         models.Via      `json:"via"`
	Verb        string          `json:"verb"`
	SubjectKind string          `json:"subject_kind"`
	Subject     string          `json:"subject" doc:"id of what it was done to"`
	Series      *string         `json:"series" doc:"id"`
	Seminar     *string         `json:"seminar" doc:"id"`
	Detail      json.RawMessage `json:"detail" doc:"states and numbers, never names"`
}

// AuditShape makes the API's shape of an entry of the log.
func AuditShape(r models.AuditRow) AuditJSON {
	return AuditJSON{ID: r.ID, At: r.At, Account: known(r.AccountID), Who: r.Who, Via: r.Via, Verb: r.Verb, SubjectKind: r.SubjectKind, Subject: r.SubjectID,
		Series: known(r.SeriesID), Seminar: known(r.SeminarID), Detail: json.RawMessage(r.Detail)}
}
