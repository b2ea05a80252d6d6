package models

import "time"

// PublicSeries is a series as the public sees it.
type PublicSeries struct {
	ID              string
	Slug            string
	Title           Text
	Subtitle        Text
	AlternateTitles List
	Lead            Text
	About           Text
	Regions         List
	Contact         string // where readers can write to; empty if nowhere
	Started         *int
	UpdatedAt       time.Time
}

// PublicSeminar is a seminar in a list as the public sees it; only announced
// seminars are read into one.
type PublicSeminar struct {
	ID          string
	SeriesSlug  string
	SeriesTitle Text
	Number      int
	Slug        string
	Title       Text
	Label       Text
	Place       Text
	Venue       Text // read for the page of a seminar and for calendars
	Host        Text // name of the State or entity where it is
	Region      string
	Status      SeminarStatus
	TimeZone    string
	StartsOn    Day
	EndsOn      Day
	Year        *int
	Contact     string // where readers can write to; empty if nowhere
	Sequence    int    // increases when the calendar entry changes
	UpdatedAt   time.Time
	Texts       int         // published texts; those with no edition but withdrawn ones do not count
	OtherText   SummaryKind // of the text that a list links to; empty if it is the first one

	FirstSession LocalTime // when the published sessions within its days begin and end; read for calendars only
	LastSession  LocalTime
}

// HasDays reports whether the dates of the seminar are known. Those of a
// postponed one are not, whatever it was announced for.
func (s PublicSeminar) HasDays() bool { return !s.StartsOn.IsZero() && s.Status != SeminarPostponed }

// EntryDays are the days of the seminar's calendar entry.
func (s PublicSeminar) EntryDays() EntryDays {
	return EntryDays{s.StartsOn, s.EndsOn, s.FirstSession, s.LastSession}
}

// TextPath is the address of the published text that a list links to: the
// first one or, if it is withdrawn, the next.
func (s PublicSeminar) TextPath() string { return TextPath(s.SeriesSlug, s.Slug, s.OtherText) }

// SeminarPage is a seminar as its public page shows it.
type SeminarPage struct {
	PublicSeminar
	SeriesID        string
	About           Text
	Languages       List
	Admission       Admission
	Seats           *int
	SeatsTaken      int
	Waiting         int
	OpensAt         *time.Time
	ClosesAt        *time.Time
	AgendaPublished bool
	Version         int
	Organisers      []OrganiserRow `gorm:"-"`
	Editions        []EditionLine  `gorm:"-"`
}

// TextPath is the address of a text of the seminar that has editions, in its
// newest one.
func (p SeminarPage) TextPath(kind SummaryKind) string {
	for _, e := range p.Editions {
		if e.Number == 1 && e.Kind == kind {
			kind = ""
		}
	}
	return TextPath(p.SeriesSlug, p.Slug, kind)
}

// ForRegistration is the seminar as the rules about registrations ask for it.
func (p SeminarPage) ForRegistration() Seminar {
	return Seminar{Status: p.Status, TimeZone: p.TimeZone, StartsOn: p.StartsOn, EndsOn: p.EndsOn, Admission: p.Admission,
		Seats: p.Seats, SeatsTaken: p.SeatsTaken, Waiting: p.Waiting, OpensAt: p.OpensAt, ClosesAt: p.ClosesAt}
}

// EditionLine is one edition in a list, without its text.
type EditionLine struct {
	ID          string
	Kind        SummaryKind
	Number      int
	EditionKind EditionKind
	Title       Text
	Reason      string
	PublishedAt time.Time
	WithdrawnAt *time.Time

	EarlierPublication *EarlierPublication // the document that the text restates or reproduces, if any
	Points             PointCounts         // of the newest edition of a summary; not read everywhere
}

// AgendaSession is a session of a published programme.
type AgendaSession struct {
	ID          string
	Title       Text
	About       Text
	Kind        SessionKind
	Attribution Attribution
	Room        string
	StartsLocal LocalTime
	EndsLocal   LocalTime
	StartsAt    time.Time
	EndsAt      time.Time
	People      []AgendaPerson `gorm:"-"`
}

// Rule is the attribution rule of the session; empty for a break.
func (s AgendaSession) Rule() Attribution { return ruleOf(s.Kind, s.Attribution) }

// AgendaPerson is a person with a capacity in a session of a published
// programme.
type AgendaPerson struct {
	SessionID string
	Name      string
	Post      string
	Capacity  Capacity
}

// Home is what the home page shows.
type Home struct {
	Series   []PublicSeries
	Seminars []PublicSeminar // of these series, in their order
	Next     []PublicSeminar // of all series; cancelled ones too

	Published []PublicEdition // the newest of each text, newest first, without the list of their other editions
}
