package models

import "time"

// PublicSeries is a series as everybody reads it.
type PublicSeries struct {
	ID              string
	Slug            string
	Title           Text
	Subtitle        Text
	AlternateTitles List
	Lead            Text
	About           Text
	Regions         List
	Started         *int
	UpdatedAt       time.Time
}

// PublicSeminar is a seminar as everybody reads it in a list: only what is
// announced is ever read into one.
type PublicSeminar struct {
	ID          string
	SeriesSlug  string
	SeriesTitle Text
	Number      int
	Slug        string
	Title       Text
	Label       Text
	Place       Text
	Host        Text // name of the State or entity where it is
	Region      string
	Status      SeminarStatus
	TimeZone    string
	StartsOn    Day
	EndsOn      Day
	Year        *int
	UpdatedAt   time.Time
	Edition     int // number of the newest edition of a summary; 0 when nothing is published
}

// SeminarPage is a seminar as its own public page shows it.
type SeminarPage struct {
	PublicSeminar
	SeriesID        string
	Venue           Text
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

// Window tells where now stands in the time for registration.
func (p SeminarPage) Window(now time.Time) Window {
	return Seminar{Status: p.Status, OpensAt: p.OpensAt, ClosesAt: p.ClosesAt, Seats: p.Seats}.WindowAt(now)
}

// IsFull reports whether somebody who registers now joins the waiting list.
func (p SeminarPage) IsFull() bool {
	return Seminar{Seats: p.Seats, SeatsTaken: p.SeatsTaken, Waiting: p.Waiting}.IsFull()
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

// AgendaPerson is somebody's part in a session of a published programme.
type AgendaPerson struct {
	SessionID string
	Name      string
	Post      string
	Capacity  Capacity
}

// Home is what the first page shows.
type Home struct {
	Series   []PublicSeries
	Seminars []PublicSeminar // of these series, in their order
	Next     []PublicSeminar
}
