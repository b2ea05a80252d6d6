package models

import (
	"strconv"
	"strings"
	"time"
)

// PointInput is what can be set on a point.
type PointInput struct {
	Code       string    `form:"code" json:"code" doc:"Number, which is part of the web address; if empty, the next free number of that kind"`
	Kind       PointKind `form:"kind" json:"kind"`
	Body       string    `form:"body" json:"body"`
	Voice      Voice     `form:"voice" json:"voice" doc:"Whose view the point reports"`
	Strength   Strength  `form:"strength" json:"strength" doc:"How firmly it was expressed"`
	Paragraph  string    `form:"paragraph" json:"paragraph" doc:"Paragraph of the original"`
	Themes     []string  `form:"themes" json:"themes" doc:"Ids of themes of the series"`
	Addressees Lines     `form:"addressees" json:"addressees" doc:"Addressees named in the text"`
	Inferred   Lines     `form:"addressees_inferred" json:"addressees_inferred" doc:"Addressees inferred by a reader"`
	Sessions   []string  `form:"sessions" json:"sessions" doc:"Ids of the sessions on which it is based"`
	Notes      []string  `form:"notes" json:"notes" doc:"Ids of the notes on which it is based"`
	Language   string    `form:"language" json:"language" doc:"Language of the text"`
}

// mostOf limits the number of themes, sources or addressees of a point.
const mostOf = 40

// Check reads the input into p, which keeps its translations. taken are the
// codes of the other points of the summary.
func (i PointInput) Check(p Point, taken []string) (Point, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	p.Kind = choice(in, "kind", i.Kind)
	body := in.text("body", i.Body, MaxText)
	in.Require(body != "", "body", "form.required")
	p.Body = p.Body.With(lang, body)
	p.Voice, p.Strength = choice(in, "voice", i.Voice), choice(in, "strength", i.Strength)
	p.Paragraph = in.line("paragraph", i.Paragraph, 40)
	if code := strings.TrimSpace(i.Code); code != "" {
		p.Code = code
		in.Require(isCode(code), "code", "point.code_form")
		in.Require(!List(taken).Has(code), "code", "point.code_taken")
	} else {
		p.Code = nextCode(p.Kind, taken)
	}
	p.Addressees = append(addressees(in, "addressees", i.Addressees, Explicit), addressees(in, "addressees_inferred", i.Inferred, Inferred)...)
	in.atMost("themes", len(i.Themes), mostOf)
	in.atMost("sessions", len(i.Sessions)+len(i.Notes), mostOf)
	return p, in.Err()
}

// CheckSessions refuses a break among the sessions on which the point is based.
// What it was based on before stays.
func (i PointInput) CheckSessions(sessions []Session, before []PointSource) error {
	var kept List
	for _, s := range before {
		kept = append(kept, s.SessionID)
	}
	return withoutBreaks("sessions", sessions, kept)
}

// isCode accepts up to twelve letters, digits, dots and hyphens: a code is part of
// an address.
func isCode(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.') {
			return false
		}
	}
	return len(s) <= 12
}

// nextCode numbers the points of each kind: T1, C1, F1, R1.
func nextCode(kind PointKind, taken []string) string {
	if kind == "" {
		return ""
	}
	letter, highest := strings.ToUpper(string(kind[:1])), 0
	for _, code := range taken {
		if digits, ok := strings.CutPrefix(code, letter); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				highest = max(highest, n)
			}
		}
	}
	return letter + strconv.Itoa(highest+1)
}

func addressees(in input, field string, lines Lines, basis Basis) Addressees {
	all := Addressees{}
	for _, line := range strings.Split(in.text(field, string(lines), MaxText), "\n") {
		if name := in.line(field, line, MaxLine); name != "" {
			all = append(all, Addressee{Name: name, Basis: basis})
		}
		if len(all) > mostOf {
			break
		}
	}
	in.atMost(field, len(all), mostOf)
	return all
}

// AddresseeLines writes the addressees of one basis as the form shows them.
func (p Point) AddresseeLines(basis Basis) Lines {
	var lines []string
	for _, a := range p.Addressees {
		if a.Basis == basis {
			lines = append(lines, a.Name)
		}
	}
	return LinesOf(lines)
}

// Neighbour finds the point of the same kind before or after one, because a
// document shows its points by kind; -1 for none.
func Neighbour(points []Point, at int, after bool) int {
	step := -1
	if after {
		step = 1
	}
	for i := at + step; i >= 0 && i < len(points); i += step {
		if points[i].Kind == points[at].Kind {
			return i
		}
	}
	return -1
}

// PointSource is a session or a note on which a point rests.
type PointSource struct {
	ID        string `gorm:"primaryKey"`
	PointID   string
	SessionID string
	NoteID    Ref
}

// PointRow is a point as the drafting desk shows it.
type PointRow struct {
	Point
	Themes  []string      `gorm:"-"` // identifiers
	Sources []PointSource `gorm:"-"`
}

// PointQuery selects published points; an empty field does not narrow.
type PointQuery struct {
	Series   string    `query:"series"` // address of the series
	Theme    string    `query:"theme"`  // name under which the theme was published
	Kind     PointKind `query:"kind"`
	Strength Strength  `query:"strength"`
	Cursor   string    `query:"cursor"`
	Limit    int       `query:"limit"`
}

// PublicPoint is a point of the newest edition of a summary.
type PublicPoint struct {
	PointID     string
	EditionID   string
	SeriesSlug  string
	SeriesTitle Text
	SeminarSlug string
	Seminar     int // order in the series
	Place       Text
	Number      int // of the edition
	Language    string
	PublishedAt time.Time
	Position    int
	Code        string
	Kind        PointKind
	Voice       Voice
	Strength    Strength
	Themes      Texts
	Body        Text
	Addressees  Addressees
}

// ThemeKey is the spelling under which published points are grouped by theme.
func ThemeKey(name string) string { return strings.ReplaceAll(NameKey(name), "|", " ") }

// Input is the point as a form shows it in one language.
func (p PointRow) Input(lang string) PointInput {
	in := PointInput{
		Code: p.Code, Kind: p.Kind, Body: p.Body.In[lang], Voice: p.Voice, Strength: p.Strength, Paragraph: p.Paragraph, Themes: p.Themes,
		Addressees: p.AddresseeLines(Explicit), Inferred: p.AddresseeLines(Inferred), Language: lang,
	}
	for _, s := range p.Sources {
		if s.NoteID != "" {
			in.Notes = append(in.Notes, string(s.NoteID))
		} else {
			in.Sessions = append(in.Sessions, s.SessionID)
		}
	}
	return in
}

// PositionInput moves a point one place.
type PositionInput struct {
	To Direction `form:"to" json:"to"`
}

// Direction is where a point moves in its text.
type Direction string

// The directions.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Values lists them.
func (Direction) Values() []Direction { return []Direction{Up, Down} }

// Check reads the direction.
func (i PositionInput) Check() (Direction, error) {
	in := newInput()
	return choice(in, "to", i.To), in.Err()
}
