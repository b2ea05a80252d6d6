package models

import (
	"strings"
	"time"
	"unicode/utf8"
)

// SessionKind is the kind of a session.
type SessionKind string

// Break is a session in which nobody speaks.
const Break SessionKind = "break"

// SessionKinds lists the kinds in the order of a form.
var SessionKinds = []SessionKind{"plenary", "panel", "working_group", Break, "ceremony"}

// Values lists them.
func (SessionKind) Values() []SessionKind { return SessionKinds }

// Attribution is the rule under which people speak in a session.
type Attribution string

// The attribution rules.
const (
	OnRecord     Attribution = "on_record"
	ChathamHouse Attribution = "chatham_house" // what was said may be used, but not attributed
	Closed       Attribution = "closed"
)

// Attributions lists the rules in the order of a form.
var Attributions = []Attribution{OnRecord, ChathamHouse, Closed}

// Values lists them.
func (Attribution) Values() []Attribution { return Attributions }

// Session is one part of a seminar's programme.
type Session struct {
	ID          string `gorm:"primaryKey"`
	SeminarID   string
	Title       Text
	About       Text
	Kind        SessionKind
	Attribution Attribution // of a break: on the record, which restricts nothing; see Rule
	Room        string
	StartsLocal LocalTime
	EndsLocal   LocalTime
	StartsAt    time.Time
	EndsAt      time.Time
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
	Informed    int `gorm:"-"` // people whom the change just made informs by e-mail
}

// withoutBreaks refuses breaks in a field of an input: nobody speaks in them, so
// they have no rapporteur and no notes, and no point is based on them. Those
// that kept names were there before and stay.
func withoutBreaks(field string, sessions []Session, kept List) error {
	p := Problems{}
	for _, s := range sessions {
		p.Require(s.Kind != Break || kept.Has(s.ID), field, "session.is_break")
	}
	return p.Err()
}

// Rule is the attribution rule of the session; empty for a break, which has
// none.
func (s Session) Rule() Attribution { return ruleOf(s.Kind, s.Attribution) }

func ruleOf(kind SessionKind, a Attribution) Attribution {
	if kind == Break {
		return ""
	}
	return a
}

// SessionPerson is a person with a capacity in a session, with the name as
// printed.
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

// SessionCapacities lists the capacities in a session, in order.
var SessionCapacities = []Capacity{"chair", "moderator", "keynote", "panellist", "discussant", "rapporteur"}

// SessionInput is what can be set on a session.
type SessionInput struct {
	Title       string      `form:"title" json:"title"`
	About       string      `form:"about" json:"about"`
	Kind        SessionKind `form:"kind" json:"kind"`
	Attribution Attribution `form:"attribution" json:"attribution" doc:"Attribution rule of the session; a break has none"`
	Room        string      `form:"room" json:"room"`
	StartsAt    LocalTime   `form:"starts_at" json:"starts_at" doc:"Local time in the seminar's time zone, or an RFC 3339 instant"`
	EndsAt      LocalTime   `form:"ends_at" json:"ends_at" doc:"Local time in the seminar's time zone, or an RFC 3339 instant"`
	Language    string      `form:"language" json:"language" doc:"Language of the texts in this input"`
	Chair       Lines       `form:"chair" json:"chair" doc:"Name, or name and post after a comma"`
	Moderator   Lines       `form:"moderator" json:"moderator" doc:"Name, or name and post after a comma"`
	Keynote     Lines       `form:"keynote" json:"keynote" doc:"Name, or name and post after a comma"`
	Panellists  Lines       `form:"panellists" json:"panellists" doc:"Name, or name and post after a comma"`
	Discussant  Lines       `form:"discussant" json:"discussant" doc:"Name, or name and post after a comma"`
	Rapporteur  Lines       `form:"rapporteur" json:"rapporteur" doc:"Name, or name and post after a comma"`
	Notify      bool        `form:"notify" json:"notify" doc:"Whether those who have a seat are told by e-mail about a new session or other times in a published agenda"`
}

// Check reads the input into s, which keeps its translations, and the people
// of the session in the order of capacities. A session that becomes a break
// loses its attribution rule.
func (i SessionInput) Check(s Session, zone *time.Location) (Session, []SessionPerson, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	s.Title = in.named(s.Title, lang, "title", i.Title, MaxLine)
	s.About = s.About.With(lang, in.text("about", i.About, MaxText))
	rule := s.Rule()
	s.Kind = choice(in, "kind", i.Kind)
	if s.Kind == Break {
		in.Require(i.Attribution == "" || i.Attribution == rule, "attribution", "session.break_has_no_rule")
		s.Attribution = OnRecord
	} else {
		s.Attribution = choice(in, "attribution", i.Attribution)
	}
	s.Room = in.line("room", i.Room, MaxLine)
	s.StartsLocal, s.EndsLocal = in.localTime("starts_at", i.StartsAt, zone), in.localTime("ends_at", i.EndsAt, zone)
	in.Require(s.StartsLocal != "", "starts_at", "form.required")
	in.Require(s.EndsLocal != "", "ends_at", "form.required")
	if s.StartsLocal != "" && s.EndsLocal != "" {
		s.SetTimes(zone)
		in.Require(s.EndsAt.After(s.StartsAt), "ends_at", "session.ends_before_start")
	}
	return s, i.people(in), in.Err()
}

// SetTimes converts the local times into instants in the seminar's zone.
func (s *Session) SetTimes(zone *time.Location) {
	s.StartsAt, s.EndsAt = s.StartsLocal.In(zone), s.EndsLocal.In(zone)
}

// IsMoved reports whether the session is at another time than before.
func (s Session) IsMoved(before Session) bool {
	return s.StartsLocal != before.StartsLocal || s.EndsLocal != before.EndsLocal
}

// mostPeople limits the number of people with one capacity in one session.
const mostPeople = 40

func (i SessionInput) people(in input) []SessionPerson {
	var all []SessionPerson
	for _, c := range []struct {
		field    string
		lines    Lines
		capacity Capacity
	}{
		{"chair", i.Chair, "chair"}, {"moderator", i.Moderator, "moderator"}, {"keynote", i.Keynote, "keynote"},
		{"panellists", i.Panellists, "panellist"}, {"discussant", i.Discussant, "discussant"}, {"rapporteur", i.Rapporteur, "rapporteur"},
	} {
		seen := map[string]bool{}
		for _, line := range strings.Split(in.text(c.field, string(c.lines), MaxText), "\n") {
			name, post := nameAndPost(line)
			p := SessionPerson{Name: in.line(c.field, name, MaxLine), Post: in.line(c.field, post, MaxLine), Capacity: c.capacity, Position: len(all)}
			p.NameKey = NameKey(p.Name)
			if p.Name == "" || seen[p.NameKey] {
				continue
			}
			seen[p.NameKey] = true
			all = append(all, p)
			if len(seen) > mostPeople {
				break
			}
		}
		in.atMost(c.field, len(seen), mostPeople)
	}
	return all
}

// nameAndPost divides a line at its first comma, which Arabic and Chinese write
// in their own way.
func nameAndPost(line string) (name, post string) {
	at := strings.IndexAny(line, ",،，")
	if at < 0 {
		return line, ""
	}
	_, size := utf8.DecodeRuneInString(line[at:])
	return line[:at], line[at+size:]
}

// PeopleLines writes the people of one capacity as the form shows them.
func PeopleLines(people []SessionPerson, capacity Capacity) Lines {
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
	return LinesOf(lines)
}

// SessionRow is a session with its people, as the working area shows it.
type SessionRow struct {
	Session
	People []SessionPerson `gorm:"-"`
}

// Input is the session as a form shows it in one language.
func (s SessionRow) Input(lang string) SessionInput {
	return SessionInput{
		Title: s.Title.In[lang], About: s.About.In[lang], Kind: s.Kind, Attribution: s.Rule(), Room: s.Room, StartsAt: s.StartsLocal,
		EndsAt: s.EndsLocal, Language: lang, Chair: PeopleLines(s.People, "chair"), Moderator: PeopleLines(s.People, "moderator"),
		Keynote: PeopleLines(s.People, "keynote"), Panellists: PeopleLines(s.People, "panellist"), Discussant: PeopleLines(s.People, "discussant"),
		Rapporteur: PeopleLines(s.People, "rapporteur"), Notify: true,
	}
}
