package models

import "time"

// RemovalKept is how long a role or an organiser that was removed can be put
// back.
const RemovalKept = 30 * 24 * time.Hour

// RemovedGrant is a grant that was removed.
type RemovedGrant struct {
	Grant
	OrganiserID Ref    // with which it ended; empty if it was removed by itself
	Reason      string // for the person
	RemovedAt   time.Time
}

// MayRestore decides whether the role can be given back, given its session if
// it is a rapporteur's, which may have become a break, and the organisers of its
// seminar: the organisation may no longer be one.
func (g RemovedGrant) MayRestore(session []Session, organisers []Organiser) error {
	switch {
	case withoutBreaks("session", session, nil) != nil:
		return Refuse(Conflict, "grant.session_break")
	case g.CheckOrganiser(organisers) != nil:
		return Refuse(Conflict, "grant.organiser_gone")
	}
	return nil
}

// TableName tells GORM the table.
func (RemovedGrant) TableName() string { return "removed_grants" }

// RemovedOrganiser is an organiser that was removed. Its position is the place
// that it had in the list.
type RemovedOrganiser struct {
	Organiser
	RemovedAt time.Time
}

// TableName tells GORM the table.
func (RemovedOrganiser) TableName() string { return "removed_organisers" }

// PutBack returns the organisers with one that was removed, at its former place
// if the list is still as long.
func (o RemovedOrganiser) PutBack(all []Organiser) []Organiser {
	back := o.Organiser
	back.Version++
	at := min(max(o.Position-1, 0), len(all))
	list := append(append(append([]Organiser{}, all[:at]...), back), all[at:]...)
	for i := range list {
		list[i].Position = i + 1
	}
	return list
}

// RoleMail is the kind of an e-mail about a role.
type RoleMail string

// The mails about a role.
const (
	RoleRemoved  RoleMail = "removed"
	RoleRestored RoleMail = "restored" // restored after it had been removed
)

// MailRole is the job of telling the holder of an account about a role.
type MailRole struct {
	GrantID string    `json:"grant"`
	Mail    RoleMail  `json:"mail"`
	At      time.Time `json:"at"` // distinguishes the e-mail from an earlier one
}

// Kind names the job in the queue.
func (MailRole) Kind() string { return "role.mail" }

// RoleLetter is what an e-mail about a role needs to know.
type RoleLetter struct {
	GrantRow
	AccountID string
	Email     string
	Name      string
	Language  string
	Reason    string
}
