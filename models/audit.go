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
	At          time.Time
	Who         string // name of the account, empty for the public and the program
	Via         Via
	Verb        string
	SubjectKind string
	SubjectID   string
	Detail      string
}
