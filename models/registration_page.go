package models

import "time"

// RegistrationSeminar is what pages and e-mails about a registration show of
// its seminar.
type RegistrationSeminar struct {
	SeminarID     string
	SeriesID      string
	SeriesSlug    string
	SeriesTitle   Text
	SeminarSlug   string
	Title         Text
	Label         Text
	Place         Text
	Host          Text // the State in which it takes place, if known
	Venue         Text
	SeminarStatus SeminarStatus
	SeminarReason string // why it was postponed or cancelled
	TimeZone      string
	StartsOn      Day
	EndsOn        Day
	Year          *int
	Contact       string // where readers can write to; empty if nowhere
	ClosesAt      *time.Time

	AgendaPublished bool
}

// IsOver reports whether the last day of the seminar has passed.
func (s RegistrationSeminar) IsOver(now time.Time) bool { return s.ForRegistration().IsOver(now) }

// ForRegistration is the seminar as the rules about one registration ask for
// it, without its seats.
func (s RegistrationSeminar) ForRegistration() Seminar {
	return Seminar{ID: s.SeminarID, SeriesID: s.SeriesID, Status: s.SeminarStatus, TimeZone: s.TimeZone, StartsOn: s.StartsOn, EndsOn: s.EndsOn, Year: s.Year}
}

// TakesPlace reports whether the seminar takes place on its dates, as far as
// is known.
func (s RegistrationSeminar) TakesPlace() bool {
	return s.SeminarStatus != SeminarPostponed && s.SeminarStatus != SeminarCancelled
}

// RegistrationPage is one registration as its holder and the organisers see
// it.
type RegistrationPage struct {
	RegistrationSeminar
	ID             string
	PersonID       string
	Status         RegistrationStatus
	Position       int // position on the waiting list; 0 if not on it
	OfferExpiresAt *time.Time
	Email          string
	Honorific      string
	Name           string
	FamilyName     string
	Post           string
	Institution    string
	EntityID       Ref
	Entity         Text
	Capacity       Capacity
	Language       string
	Needs          string
	Reason         string // of the organisers, if they declined or revoked it
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Version        int
	Refusal        `gorm:"embedded"`

	AddressConfirmation `gorm:"embedded"`

	OfferIsOver       bool                 `gorm:"-"` // the time to accept the seat has passed
	Moves             []RegistrationStatus `gorm:"-"` // to which the reader may change it
	MayConfirmAddress bool                 `gorm:"-"`
	MayCorrect        bool                 `gorm:"-"`
	MayList           bool                 `gorm:"-"` // the reader is an organiser
	NotRegistered     []string             `gorm:"-"` // other people with this address, for those who may list
}

// May reports whether the reader may change the registration to a status.
func (p RegistrationPage) May(to RegistrationStatus) bool {
	for _, s := range p.Moves {
		if s == to {
			return true
		}
	}
	return false
}

// Stands is the status as its holder is told: an offer that is over has lapsed,
// also before its seat is given to somebody else.
func (p RegistrationPage) Stands() RegistrationStatus {
	if p.OfferIsOver {
		return Lapsed
	}
	return p.Status
}

// RegistrationRow is a registration in the list of the organisers.
type RegistrationRow struct {
	ID             string
	Status         RegistrationStatus
	Position       int
	OfferExpiresAt *time.Time
	Email          string
	Honorific      string
	Name           string
	FamilyName     string
	Post           string
	Institution    string
	Entity         Text
	Capacity       Capacity
	Language       string
	Needs          string
	Reason         string
	CreatedAt      time.Time
	Version        int
	OrderKey       string
	Refusal        `gorm:"embedded"`

	AddressConfirmation `gorm:"embedded"`

	Moves []RegistrationStatus `gorm:"-"`
}

// May reports whether the reader may change the registration to a status.
func (r RegistrationRow) May(to RegistrationStatus) bool {
	return RegistrationPage{Moves: r.Moves}.May(to)
}

// RegistrationFilter narrows the list; an empty field does not.
type RegistrationFilter struct {
	Status      RegistrationStatus `query:"status"`
	Name        string             `query:"q"`           // part of a name, an address or an institution
	Order       RegistrationOrder  `query:"sort"`        // by arrival if empty
	Undelivered bool               `query:"undelivered"` // active ones whose last e-mail could not be delivered
	Cursor      string             `query:"cursor"`
	Limit       int                `query:"limit"`
}

// RegistrationOrder is the order of the list.
type RegistrationOrder string

// The orders of the list.
const (
	ByArrival RegistrationOrder = "arrival"
	ByName    RegistrationOrder = "name" // by family name
)

// RegistrationOrders lists the orders as a form offers them.
var RegistrationOrders = []RegistrationOrder{ByArrival, ByName}

// Values lists them.
func (RegistrationOrder) Values() []RegistrationOrder { return RegistrationOrders }

// RegistrationList is one page of the list with the figures above it.
type RegistrationList struct {
	RegistrationSeminar
	Page[RegistrationRow]
	Seats      *int
	SeatsTaken int
	Waiting    int
	Admission  Admission
	Counts     map[RegistrationStatus]int
	MayEdit    bool // may confirm and refuse
	MayAdd     bool // may register people at present
}

// RegistrationForm is what the public form needs to know before anybody
// registers.
type RegistrationForm struct {
	RegistrationSeminar
	Admission    Admission
	Seats        *int
	SeatsTaken   int
	Waiting      int
	OpensAt      *time.Time
	ConfirmHours *int     // within which an address is confirmed; nil: nobody is asked
	Entities     []Choice `gorm:"-"` // States and other entities to choose from
}

// ForRegistration is the seminar as the rules about registrations ask for it.
func (f RegistrationForm) ForRegistration() Seminar {
	s := f.RegistrationSeminar.ForRegistration()
	s.Admission, s.Seats, s.SeatsTaken, s.Waiting, s.OpensAt, s.ClosesAt = f.Admission, f.Seats, f.SeatsTaken, f.Waiting, f.OpensAt, f.ClosesAt
	return s
}

// Input is the registration as its form shows it, to be corrected.
func (r RegistrationPage) Input() RegistrationInput {
	return RegistrationInput{Email: r.Email, Honorific: r.Honorific, Name: r.Name, FamilyName: r.FamilyName, Post: r.Post, Institution: r.Institution,
		Entity: string(r.EntityID), Capacity: r.Capacity, Language: r.Language, Needs: r.Needs, Consent: true}
}
