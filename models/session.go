package models

import (
	"strings"
	"time"
)

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

// SessionInput is what a form may set of a session. People stand one per
// line, with their post after a comma.
type SessionInput struct {
	Title       string      `form:"title"`
	About       string      `form:"about"`
	Kind        SessionKind `form:"kind"`
	Attribution Attribution `form:"attribution"`
	Room        string      `form:"room"`
	StartsLocal string      `form:"starts_at"`
	EndsLocal   string      `form:"ends_at"`
	Language    string      `form:"language"`
	Chair       string      `form:"chair"`      // one person per line: name, or name, post
	Moderator   string      `form:"moderator"`  // the same
	Keynote     string      `form:"keynote"`    // the same
	Panellists  string      `form:"panellists"` // the same
	Discussant  string      `form:"discussant"` // the same
	Rapporteur  string      `form:"rapporteur"` // the same
}

// Check reads the input into s, which keeps its translations, and the people
// of the session in the order of capacities.
func (i SessionInput) Check(s Session, zone *time.Location) (Session, []SessionPerson, error) {
	in := newInput()
	lang := choice(in, "language", i.Language, Languages)
	s.Title = in.named(s.Title, lang, "title", i.Title, MaxLine)
	s.About = s.About.With(lang, in.text("about", i.About, MaxText))
	s.Kind = choice(in, "kind", i.Kind, SessionKinds)
	s.Attribution = choice(in, "attribution", i.Attribution, Attributions)
	s.Room = in.line("room", i.Room, MaxLine)
	s.StartsLocal, s.EndsLocal = in.wall("starts_at", i.StartsLocal), in.wall("ends_at", i.EndsLocal)
	in.Require(s.StartsLocal != "", "starts_at", "form.required")
	in.Require(s.EndsLocal != "", "ends_at", "form.required")
	if s.StartsLocal != "" && s.EndsLocal != "" {
		s.SetTimes(zone)
		in.Require(s.EndsAt.After(s.StartsAt), "ends_at", "session.ends_before_start")
	}
	return s, i.people(in), in.Err()
}

// SetTimes makes instants of the wall times in the seminar's zone.
func (s *Session) SetTimes(zone *time.Location) {
	s.StartsAt, s.EndsAt = s.StartsLocal.In(zone), s.EndsLocal.In(zone)
}

// mostPeople bounds how many people one capacity of one session has.
const mostPeople = 40

func (i SessionInput) people(in input) []SessionPerson {
	var all []SessionPerson
	for _, c := range []struct {
		field    string
		lines    string
		capacity Capacity
	}{
		{"chair", i.Chair, "chair"}, {"moderator", i.Moderator, "moderator"}, {"keynote", i.Keynote, "keynote"},
		{"panellists", i.Panellists, "panellist"}, {"discussant", i.Discussant, "discussant"}, {"rapporteur", i.Rapporteur, "rapporteur"},
	} {
		seen := map[string]bool{}
		for _, line := range strings.Split(in.text(c.field, c.lines, MaxText), "\n") {
			name, post, _ := strings.Cut(line, ",")
			p := SessionPerson{Name: in.line(c.field, name, MaxLine), Post: in.line(c.field, post, MaxLine), Capacity: c.capacity, Position: len(all)}
			p.NameKey = NameKey(p.Name)
			if p.Name == "" || seen[p.NameKey] {
				continue
			}
			seen[p.NameKey] = true
			all = append(all, p)
		}
		in.Require(len(seen) <= mostPeople, c.field, "form.range", "min", 0, "max", mostPeople)
	}
	return all
}

// PeopleLines writes the people of one capacity as the form shows them.
func PeopleLines(people []SessionPerson, capacity Capacity) string {
	var lines []string
	for _, p := range people {
		if p.Capacity != capacity {
			continue
		}
		line := p.Name
		if p.Post != "" {
			line += ", " + p.Post
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// SessionRow is a session with its people, as the working area shows it.
type SessionRow struct {
	Session
	People []SessionPerson `gorm:"-"`
}

// Input is the session as a form shows it in one language, to be changed.
func (s SessionRow) Input(lang string) SessionInput {
	return SessionInput{
		Title: s.Title.In[lang], About: s.About.In[lang], Kind: s.Kind, Attribution: s.Attribution, Room: s.Room, StartsLocal: string(s.StartsLocal),
		EndsLocal: string(s.EndsLocal), Language: lang, Chair: PeopleLines(s.People, "chair"), Moderator: PeopleLines(s.People, "moderator"),
		Keynote: PeopleLines(s.People, "keynote"), Panellists: PeopleLines(s.People, "panellist"), Discussant: PeopleLines(s.People, "discussant"),
		Rapporteur: PeopleLines(s.People, "rapporteur"),
	}
}
