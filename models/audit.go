package models

import "time"

// AuditEntry records who did what to what, and when. It refers to people by
// account only and contains no personal data, so that the log stays complete
// when a person is erased.
type AuditEntry struct {
	ID          string `gorm:"primaryKey"`
	At          time.Time
	AccountID   Ref
	Via         Via
	Verb        string
	SubjectKind string
	SubjectID   string
	SeriesID    Ref
	SeminarID   Ref
	Detail      string // JSON: statuses and numbers
	Position    *int64 // in the chain, from one; null until it is in it
	Hash        string // see Chained
}

// AuditRow is one line of the audit log as people read it.
type AuditRow struct {
	ID           string
	At           time.Time
	AccountID    Ref
	Who          string // name of the account; empty for the public and the program
	Via          Via
	Verb         string
	SubjectKind  string
	SubjectID    string
	About        string // name of the account concerned, if the object is an account
	SeriesID     Ref
	SeriesTitle  Text
	SeminarID    Ref
	SeminarTitle Text
	SeminarLabel Text
	SeminarPlace Text
	Detail       string // JSON: statuses and numbers
}

// AuditFilter narrows the log; an empty field does not.
type AuditFilter struct {
	SeriesID  string `query:"series"`
	SeminarID string `query:"seminar"`
	AccountID string `query:"account"`
	SubjectID string `query:"subject"`
	Kind      string `query:"kind"` // of the object
	Verb      string `query:"verb"`
	From      Day    `query:"from"` // days in UTC, as the log shows its times
	To        Day    `query:"to"`   // this day is included
}

// AuditKinds lists the kinds of objects in the log.
var AuditKinds = []string{"account", "edition", "entity", "invitation", "note", "organisation", "organiser", "registration", "seminar", "series", "session", "summary", "theme"}

// Check returns the time to which the log is narrowed: from an instant on, and
// before another. Both are zero without a limit.
func (f AuditFilter) Check() (from, before time.Time, err error) {
	in := newInput()
	if f.Kind != "" {
		oneOf(in, "kind", f.Kind, AuditKinds)
	}
	first, last := in.day("from", f.From), in.day("to", f.To)
	if first != "" {
		from = first.Time()
	}
	if last != "" {
		before = last.Time().AddDate(0, 0, 1)
	}
	return from, before, in.Err()
}

// AuditChoices is what the log can be narrowed by.
type AuditChoices struct {
	GrantChoices
	Accounts     []AccountRow // who did something in the part of the log that the reader sees
	NotEverybody bool         // there are too many to list all
}

// AuditPeople is how many accounts the log offers to choose from.
const AuditPeople = 1000

// AuditReach is how much of the log the actor may read: everything, or what
// was done in these series and seminars. If there are none, the log is
// hidden.
func AuditReach(a Actor) (all bool, series, seminars []string) {
	if a.Administers() {
		return true, nil, nil
	}
	for _, g := range a.Grants {
		switch {
		case g.Role != OrganiserRole:
		case g.SeriesID != "":
			series = append(series, string(g.SeriesID))
		case g.SeminarID != "":
			seminars = append(seminars, string(g.SeminarID))
		}
	}
	return false, series, seminars
}

// MayReadAudit reports whether the actor may read any part of the log.
func MayReadAudit(a Actor) bool {
	all, series, seminars := AuditReach(a)
	return all || len(series)+len(seminars) > 0
}
