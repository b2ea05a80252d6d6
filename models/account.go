package models

import (
	"slices"
	"time"
)

// Account is a person who can sign in.
type Account struct {
	ID           string `gorm:"primaryKey"`
	Email        string
	EmailKey     string
	Name         string
	Language     string
	PasswordHash string // empty: signs in with e-mailed links only
	Status       AccountStatus
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int
	Refusal      `gorm:"embedded"`
	ListKeys
}

// AccountStatus is whether an account can sign in.
type AccountStatus string

// The states of an account.
const (
	Active   AccountStatus = "active"
	Disabled AccountStatus = "disabled"
)

// Values lists them.
func (AccountStatus) Values() []AccountStatus {
	return []AccountStatus{Active, Disabled}
}

// AccountInput is what can be set on an account.
type AccountInput struct {
	Email    string `form:"email" json:"email"`
	Name     string `form:"name" json:"name"`
	Language string `form:"language" json:"language" doc:"Language of e-mails and pages"`
}

// Check reads the input into an account without an identifier.
func (i AccountInput) Check() (Account, error) {
	in := newInput()
	var a Account
	a.Email, a.EmailKey = in.email("email", i.Email)
	a.Name = in.must("name", i.Name, MaxLine)
	a.Language = in.language("language", i.Language)
	a.Status = Active
	return a, in.Err()
}

// ProfileInput is what people can set on their own account.
type ProfileInput struct {
	Name     string `form:"name" json:"name"`
	Language string `form:"language" json:"language" doc:"Language of e-mails and pages"`
}

// Check reads the input into the account.
func (i ProfileInput) Check(a Account) (Account, error) {
	in := newInput()
	a.Name = in.must("name", i.Name, MaxLine)
	a.Language = in.language("language", i.Language)
	return a, in.Err()
}

// PasswordInput is a new password and, unless the person has just signed in,
// the old one.
type PasswordInput struct {
	Current string `form:"current" json:"current" doc:"Current password; not needed just after signing in with a link"`
	New     string `form:"new" json:"new"`
}

// NeedsCurrent reports whether setting a new password requires the old one.
// Somebody who has just signed in with an e-mailed link has forgotten theirs;
// somebody who finds an open browser has not just signed in.
func (a Account) NeedsCurrent(s SignIn, now time.Time) bool {
	return a.PasswordHash != "" && !s.IsFresh(now)
}

// MayKeepAccounts reports whether the actor may see and change accounts,
// grants and the audit log of the whole site.
func MayKeepAccounts(a Actor) bool { return a.Administers() }

// MayRead reports whether the actor may see the account: their own, or any
// account for administrators.
func (a Account) MayRead(by Actor) bool {
	return MayKeepAccounts(by) || a.ID != "" && a.ID == by.AccountID
}

// AccountRow is an account as a list shows it.
type AccountRow struct {
	ID, Email, Name, Language string
	Status                    AccountStatus
	Refusal                   `gorm:"embedded"`
	OrderKey                  string
	Roles                     []Role `gorm:"-"` // without duplicates, in the order of Roles
}

// AccountPage is one account with everything it may do.
type AccountPage struct {
	AccountRow
	HasPassword bool
	IsNew       bool // nobody has signed in to it
	IsOnlyAdmin bool // nobody else administers the site; for administrators
	CreatedAt   time.Time
	Version     int
	Grants      []GrantRow  `gorm:"-"`
	Removed     []GrantRow  `gorm:"-"` // roles that can be restored; for administrators
	SignIns     []SignInRow `gorm:"-"` // open sign-ins
}

// Grant gives an account one role in one scope.
type Grant struct {
	ID             string `gorm:"primaryKey"`
	AccountID      string
	Role           Role
	SeriesID       Ref
	SeminarID      Ref
	SessionID      Ref
	OrganisationID Ref
	CreatedAt      time.Time
	CreatedBy      Ref
}

// Scope is what a grant applies to.
type Scope string

// The scopes of grants.
const (
	ScopeSite    Scope = "site"
	ScopeSeries  Scope = "series"
	ScopeSeminar Scope = "seminar"
	ScopeSession Scope = "session"
)

// Scope returns what the grant applies to.
func (g Grant) Scope() Scope {
	switch {
	case g.SessionID != "":
		return ScopeSession
	case g.SeminarID != "":
		return ScopeSeminar
	case g.SeriesID != "":
		return ScopeSeries
	}
	return ScopeSite
}

// GrantInput is a role and what it holds for: one thing, or several sessions.
type GrantInput struct {
	Role           Role     `form:"role" json:"role"`
	SeriesID       string   `form:"series" json:"series" doc:"Id"`
	SeminarID      string   `form:"seminar" json:"seminar" doc:"Id"`
	SessionID      string   `form:"session" json:"session" doc:"Id"`
	SessionIDs     []string `form:"sessions" json:"sessions" doc:"Ids of several sessions, instead of session"`
	OrganisationID string   `form:"organisation" json:"organisation" doc:"Id"`
}

// sessions are the sessions that were chosen, each once, and the field in
// which they were.
func (i GrantInput) sessions() (field string, ids List) {
	if len(i.SessionIDs) == 0 {
		return "session", List{i.SessionID}
	}
	for _, id := range i.SessionIDs {
		if id != "" && !ids.Has(id) {
			ids = append(ids, id)
		}
		if len(ids) > mostLines {
			break
		}
	}
	return "sessions", ids
}

// CheckSessions refuses a break among the sessions that were chosen.
func (i GrantInput) CheckSessions(sessions []Session) error {
	field, _ := i.sessions()
	return withoutBreaks(field, sessions, nil)
}

// CheckOrganiser refuses the role of a co-organiser for an organisation that is
// not among the organisers of the seminar, which are given.
func (g Grant) CheckOrganiser(organisers []Organiser) error {
	p := Problems{}
	p.Require(g.Role != CoOrganiser || slices.ContainsFunc(organisers, func(o Organiser) bool { return o.OrganisationID == string(g.OrganisationID) }), "organisation", "grant.no_organiser")
	return p.Err()
}

// grantFields lists the ids that can be given for a role: those of its scope,
// and the series and seminar through which a form leads there.
var grantFields = map[Role]List{
	Administrator: {}, OrganiserRole: {"series", "seminar"}, Secretariat: {"series"}, CoOrganiser: {"series", "seminar", "organisation"},
	Rapporteur: {"series", "seminar", "session"}, FocalPoint: {"series", "seminar", "organisation"}, CheckIn: {"series", "seminar"},
}

// Check keeps exactly the ids that the role's scope has, so that no grant
// applies to more than it says. Each session has a grant of its own.
func (i GrantInput) Check() ([]Grant, error) {
	in := newInput()
	g := Grant{Role: choice(in, "role", i.Role)}
	if fields, ok := grantFields[g.Role]; ok {
		for field, id := range map[string]string{"series": i.SeriesID, "seminar": i.SeminarID, "session": i.SessionID, "organisation": i.OrganisationID} {
			in.Require(id == "" || fields.Has(field), field, "grant.other_scope")
		}
		in.Require(len(i.SessionIDs) == 0 || g.Role == Rapporteur && i.SessionID == "", "sessions", "grant.other_scope")
	}
	need := func(field, id string) Ref {
		in.Require(IsID(id), field, "form.required")
		return Ref(id)
	}
	switch g.Role {
	case OrganiserRole:
		if i.SeminarID != "" {
			g.SeminarID = need("seminar", i.SeminarID)
		} else {
			g.SeriesID = need("series", i.SeriesID)
		}
	case Secretariat:
		g.SeriesID = need("series", i.SeriesID)
	case CoOrganiser, FocalPoint:
		g.SeminarID = need("seminar", i.SeminarID)
		g.OrganisationID = need("organisation", i.OrganisationID)
	case CheckIn:
		g.SeminarID = need("seminar", i.SeminarID)
	case Rapporteur:
		field, sessions := i.sessions()
		in.Require(len(sessions) > 0, field, "form.required")
		in.atMost(field, len(sessions), mostLines)
		var all []Grant
		for _, id := range sessions {
			all = append(all, Grant{Role: g.Role, SessionID: need(field, id)})
		}
		return all, in.Err()
	}
	return []Grant{g}, in.Err()
}

// GrantRow is a grant with the names of what it applies to.
type GrantRow struct {
	ID               string
	Role             Role
	SeriesID         Ref
	SeminarID        Ref
	SessionID        Ref
	SeriesTitle      Text
	SeminarTitle     Text
	SeminarLabel     Text
	SeminarPlace     Text
	SessionTitle     Text
	Within           Ref // the seminar of the session
	OrganisationName Text
	CreatedAt        time.Time
	RemovedAt        *time.Time // nil while it is in force
	Reason           string     // of its removal
}

// Named is one entry of a list to choose from: a series or an organisation.
type Named struct {
	ID   string
	Name Text
}

// NamedSeminar is a seminar in a list to choose from, under its series.
type NamedSeminar struct {
	ID, SeriesID                     string
	SeriesTitle, Title, Label, Place Text
	Status                           SeminarStatus
	StartsOn, EndsOn                 Day
	Year                             *int // if the dates are not known
}

// NamedSession is a session in a list to choose from, with its time.
type NamedSession struct {
	ID          string
	Title       Text
	StartsLocal LocalTime
}

// GrantChoices is what a grant can be given for. Sessions and organisations
// are those of one seminar, once it has been chosen.
type GrantChoices struct {
	Series        []Named
	Seminars      []NamedSeminar
	Sessions      []NamedSession // without breaks
	Organisations []Named        // the organisers
}

// LastAdministrator refuses to remove the site's last administrator, because
// nobody could appoint the next one.
func LastAdministrator(others int) error {
	if others == 0 {
		return Refuse(Conflict, "grant.last_administrator")
	}
	return nil
}

// Input is the account as a form shows it, to be changed.
func (a AccountRow) Input() AccountInput {
	return AccountInput{Email: a.Email, Name: a.Name, Language: a.Language}
}

// Profile is the account as its holder's form shows it, to be changed.
func (a AccountRow) Profile() ProfileInput {
	return ProfileInput{Name: a.Name, Language: a.Language}
}
