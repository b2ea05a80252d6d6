package models

import "time"

// AuditEntry says who did what to what, and when. It refers to people by
// account only and holds no personal data, so that erasing a person leaves
// the log whole.
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
	Detail      string
}

// AuditRow is one line of the audit log as people read it.
type AuditRow struct {
	ID           string
	At           time.Time
	AccountID    Ref
	Who          string // name of the account, empty for the public and the program
	Via          Via
	Verb         string
	SubjectKind  string
	SubjectID    string
	About        string // name of the account that it was done to, if it was one
	SeriesID     Ref
	SeriesTitle  Text
	SeminarID    Ref
	SeminarTitle Text
	SeminarLabel Text
	SeminarPlace Text
	Detail       string // JSON: states and numbers
}

// AuditFilter narrows the log; an empty field does not.
type AuditFilter struct {
	SeriesID  string `query:"series"`
	SeminarID string `query:"seminar"`
	AccountID string `query:"account"`
	SubjectID string `query:"subject"`
	Verb      string `query:"verb"`
}

// AuditReach says how much of the log the actor may read: all of it, or what
// was done in these series and seminars. Without any the log is hidden.
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

// MayReadAudit reports whether any part of the log is open to the actor.
func MayReadAudit(a Actor) bool {
	all, series, seminars := AuditReach(a)
	return all || len(series)+len(seminars) > 0
}
