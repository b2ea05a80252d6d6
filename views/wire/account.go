package wire

import (
	"encoding/json"
	"slices"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// AccountJSON is an account in the API, without its grants.
type AccountJSON struct {
	ID              string               `json:"id"`
	Email           string               `json:"email" format:"email"`
	Name            string               `json:"name"`
	Language        string               `json:"language"`
	Status          models.AccountStatus `json:"status"`
	Roles           []models.Role        `json:"roles" doc:"Roles, without duplicates"`
	MailRefusedAt   *time.Time           `json:"mail_refused_at" doc:"When the last e-mail could not be delivered; null if it was"`
	MailRefusedCode *int                 `json:"mail_refused_code" doc:"Reply code of the mail server to that e-mail; null if it gave none"`
}

// AccountPageJSON is an account with everything it may do.
type AccountPageJSON struct {
	AccountJSON
	HasPassword bool         `json:"has_password"`
	CreatedAt   time.Time    `json:"created_at"`
	Grants      []GrantJSON  `json:"grants"`
	Removed     []GrantJSON  `json:"removed_grants" doc:"Roles that were removed and can be given back; for administrators"`
	SignIns     []SignInJSON `json:"sign_ins" doc:"Open sign-ins"`
	Version     int          `json:"version"`
}

// GrantJSON is one role in one scope.
type GrantJSON struct {
	ID           string      `json:"id"`
	Role         models.Role `json:"role"`
	Series       *string     `json:"series" doc:"Id"`
	Seminar      *string     `json:"seminar" doc:"Id"`
	Session      *string     `json:"session" doc:"Id"`
	Organisation TextJSON    `json:"organisation" doc:"Name of the organisation to which the role applies"`
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
	return AccountJSON{ID: a.ID, Email: a.Email, Name: a.Name, Language: a.Language, Status: a.Status, Roles: roles, MailRefusedAt: a.MailRefusedAt, MailRefusedCode: a.MailRefusedCode}
}

// AccountPageShape makes the API's shape of one account.
func AccountPageShape(a models.AccountPage) AccountPageJSON {
	out := AccountPageJSON{AccountJSON: AccountShape(a.AccountRow), HasPassword: a.HasPassword, CreatedAt: a.CreatedAt, Grants: []GrantJSON{}, Removed: []GrantJSON{}, SignIns: []SignInJSON{}, Version: a.Version}
	for _, g := range a.Grants {
		out.Grants = append(out.Grants, grantShape(g))
	}
	for _, g := range a.Removed {
		out.Removed = append(out.Removed, grantShape(g))
	}
	for _, s := range a.SignIns {
		out.SignIns = append(out.SignIns, SignInJSON{s.ID, s.Kind, s.CreatedAt})
	}
	return out
}

func grantShape(g models.GrantRow) GrantJSON {
	return GrantJSON{ID: g.ID, Role: g.Role, Series: known(g.SeriesID), Seminar: known(g.SeminarID), Session: known(g.SessionID),
		Organisation: textJSON(g.OrganisationName), CreatedAt: g.CreatedAt}
}

func known(r models.Ref) *string {
	if r == "" {
		return nil
	}
	id := string(r)
	return &id
}

// Verb is what was done, such as seminar.announce.
type Verb string

// Values lists the changes that the catalogues name: all that can be in the log.
func (Verb) Values() []Verb {
	var all []Verb
	for verb := range locale.OrEnglish("en").Below("verb.") {
		all = append(all, Verb(verb))
	}
	slices.Sort(all)
	return all
}

// SubjectKind says to what it was done.
type SubjectKind string

// Values lists them.
func (SubjectKind) Values() []SubjectKind {
	return []SubjectKind{"account", "edition", "entity", "invitation", "note", "organisation", "organiser", "registration", "seminar", "series", "session", "summary", "theme"}
}

// AuditJSON is an entry of the log.
type AuditJSON struct {
	ID          string          `json:"id"`
	At          time.Time       `json:"at"`
	Account     *string         `json:"account" doc:"Id of the account; null for the public and the system"`
	Who         string          `json:"who"`
	Via         models.Via      `json:"via"`
	Verb        Verb            `json:"verb"`
	SubjectKind SubjectKind     `json:"subject_kind"`
	Subject     string          `json:"subject" doc:"Id of the object concerned"`
	Series      *string         `json:"series" doc:"Id"`
	Seminar     *string         `json:"seminar" doc:"Id"`
	Detail      json.RawMessage `json:"detail" doc:"Statuses and numbers, never names"`
}

// AuditShape makes the API's shape of an entry of the log.
func AuditShape(r models.AuditRow) AuditJSON {
	return AuditJSON{ID: r.ID, At: r.At, Account: known(r.AccountID), Who: r.Who, Via: r.Via, Verb: Verb(r.Verb), SubjectKind: SubjectKind(r.SubjectKind), Subject: r.SubjectID,
		Series: known(r.SeriesID), Seminar: known(r.SeminarID), Detail: json.RawMessage(r.Detail)}
}
