package models

import "time"

// SessionKind says what sort of session it is.
type SessionKind string

// SessionKinds lists the kinds in the order of a form.
var SessionKinds = []SessionKind{"plenary", "panel", "working_group", "break", "ceremony"}

// Attribution is the rule under which things are said in a session.
type Attribution string

// The attribution rules.
const (
	OnRecord     Attribution = "on_record"
	ChathamHouse Attribution = "chatham_house" // what was said may be used, not by whom
	Closed       Attribution = "closed"
)

// Attributions lists the rules in the order of a form.
var Attributions = []Attribution{OnRecord, ChathamHouse, Closed}

// Session is one part of a seminar's programme.
type Session struct {
	ID          string `gorm:"primaryKey"`
	SeminarID   string
	Title       Text
	About       Text
	Kind        SessionKind
	Attribution Attribution
	Room        string
	StartsLocal WallTime
	EndsLocal   WallTime
	StartsAt    time.Time
	EndsAt      time.Time
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}

// SessionPerson is somebody's part in a session, with the name as printed.
type SessionPerson struct {
	ID        string `gorm:"primaryKey"`
	SessionID string
	Name      string
	NameKey   string
	Post      string
	Capacity  Capacity
	Position  int
}

// TableName tells GORM the table.
func (SessionPerson) TableName() string { return "session_people" }

// SessionCapacities lists what a person can do in a session, in order.
var SessionCapacities = []Capacity{"chair", "moderator", "keynote", "panellist", "discussant", "rapporteur"}
