package models

import "time"

// RegistrationStatus is the status of a registration.
type RegistrationStatus string

// The states of a registration.
const (
	Pending    RegistrationStatus = "pending"    // awaits a decision of the organisers
	Confirmed  RegistrationStatus = "confirmed"  // has a seat
	Waitlisted RegistrationStatus = "waitlisted" // no seat was free
	Offered    RegistrationStatus = "offered"    // a seat is reserved until the person replies
	Declined   RegistrationStatus = "declined"   // refused by the organisers
	Lapsed     RegistrationStatus = "lapsed"     // the offer was not accepted in time
	Withdrawn  RegistrationStatus = "withdrawn"  // by the person
	Revoked    RegistrationStatus = "revoked"    // by the organisers, after a confirmation
)

// RegistrationStatuses lists all states in the order of a list.
var RegistrationStatuses = []RegistrationStatus{Pending, Confirmed, Offered, Waitlisted, Declined, Lapsed, Withdrawn, Revoked}

// Values lists them.
func (RegistrationStatus) Values() []RegistrationStatus { return RegistrationStatuses }

// IsActive reports whether the registration counts: a person has at most one
// active registration per seminar.
func (s RegistrationStatus) IsActive() bool {
	return s == Pending || s == Confirmed || s == Waitlisted || s == Offered
}

// HoldsSeat reports whether a registration with this status takes a seat.
func (s RegistrationStatus) HoldsSeat() bool { return s == Confirmed || s == Offered }

// AnswersInvitation reports whether a registration with this status replies to
// an invitation of the same person, who therefore cannot be invited either. One
// that awaits a decision does not: whoever accepts an invitation needs none.
func (s RegistrationStatus) AnswersInvitation() bool {
	return s == Confirmed || s == Waitlisted || s == Offered
}

// Capacity is what a person takes part as.
type Capacity string

// Capacities lists what a person can take part as, in protocol order.
var Capacities = []Capacity{"head_of_delegation", "alternate", "adviser", "delegate", "observer", "expert", "chair", "moderator", "panellist", "discussant", "keynote", "rapporteur", "interpreter", "secretariat", "press", "accompanying"}

// Values lists them.
func (Capacity) Values() []Capacity { return Capacities }

// OfferTime is how long a seat is reserved for somebody from the waiting
// list.
const OfferTime = 72 * time.Hour

// Person is somebody who takes part, identified by an e-mail address.
type Person struct {
	ID        string `gorm:"primaryKey"`
	Email     string
	EmailKey  string
	CreatedAt time.Time
}

// TableName tells GORM the table: persons, not people.
func (Person) TableName() string { return "persons" }

// Registration is one person's seat, or request for a seat, at one seminar.
// Names are kept as given for that seminar.
type Registration struct {
	ID             string `gorm:"primaryKey"`
	SeminarID      string
	PersonID       string
	Status         RegistrationStatus
	Line           *int // increases with each person who joins the waiting list
	OfferExpiresAt *time.Time
	Email          string
	Honorific      string
	Name           string // as given, in the order in which the person writes it
	FamilyName     string // the part that is the family name
	Post           string
	Institution    string
	EntityID       Ref
	Capacity       Capacity
	Language       string // language of e-mails
	Needs          string // accessibility and interpretation needs; visible to organisers only
	Reason         string // why the organisers declined or revoked it; for the person
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Version        int
	Refusal        `gorm:"embedded"`

	AddressConfirmation `gorm:"embedded"`
	ListKeys
}

// MaySee reports whether the actor may read the registration: its holder by
// the personal link, and those who may list participants.
func (r Registration) MaySee(a Actor, s Seminar) bool {
	return r.IsOf(a) || s.MayListParticipants(a)
}

// IsOf reports whether the actor has the personal link to this registration.
// A link that was sent to another person, before the organisers corrected the
// address, is no longer valid.
func (r Registration) IsOf(a Actor) bool {
	return a.Via == ViaLink && a.RegistrationID == r.ID && a.PersonID == r.PersonID
}

// MayDecide reports whether the actor may confirm, refuse or revoke.
func (r Registration) MayDecide(a Actor, s Seminar) bool { return s.MayEdit(a) }

// RegistrationInput is what can be set on a registration.
type RegistrationInput struct {
	Email       string   `form:"email" json:"email"`
	Honorific   string   `form:"honorific" json:"honorific"`
	Name        string   `form:"name" json:"name" doc:"Full name, as the person writes it"`
	FamilyName  string   `form:"family_name" json:"family_name" doc:"The part of the name that is the family name"`
	Post        string   `form:"post" json:"post"`
	Institution string   `form:"institution" json:"institution"`
	Entity      string   `form:"entity" json:"entity" doc:"A State or other entity: its id, its ISO code of two or three letters, or its exact name in one of the six languages"`
	Capacity    Capacity `form:"capacity" json:"capacity" doc:"Capacity in which the person takes part; delegate if empty"`
	Language    string   `form:"language" json:"language" doc:"Language of e-mails"`
	Needs       string   `form:"needs" json:"needs" doc:"Accessibility and interpretation needs"`
	Consent     bool     `form:"consent" json:"consent" doc:"Consent to the use of the data to hold the seminar"`
}

// New reads the input into a new registration. People who register themselves
// take part as delegates; only the organisers (the office) assign another
// capacity.
func (i RegistrationInput) New(office bool) (Registration, error) {
	in := newInput()
	in.Require(office || i.Capacity == "" || i.Capacity == "delegate", "capacity", "registration.office_only")
	return i.read(in, Registration{}), in.Err()
}

// Correct reads a correction into r. The holder of the link cannot move the
// registration to another address, which would be another person, nor change
// the capacity. Consent was given at registration; it ends with the
// registration.
func (i RegistrationInput) Correct(r Registration, office bool) (Registration, error) {
	in := newInput()
	in.Require(i.Consent, "consent", "registration.consent_stays")
	in.Require(office || i.Email == r.Email, "email", "registration.office_only")
	in.Require(office || i.Capacity == r.Capacity, "capacity", "registration.office_only")
	return i.read(in, r), in.Err()
}

// read reads the input into r, which keeps everything else. The capacity is
// delegate unless another is given.
func (i RegistrationInput) read(in input, r Registration) Registration {
	r.Email, _ = in.email("email", i.Email)
	r.Honorific = in.line("honorific", i.Honorific, 60)
	r.Name = in.must("name", i.Name, MaxLine)
	r.FamilyName = in.line("family_name", i.FamilyName, MaxLine)
	r.Post = in.line("post", i.Post, MaxLine)
	r.Institution = in.must("institution", i.Institution, MaxLine)
	if i.Entity != "" {
		in.Require(IsID(i.Entity), "entity", "form.choice")
	}
	r.EntityID = Ref(i.Entity)
	if i.Capacity == "" {
		i.Capacity = "delegate"
	}
	r.Capacity = choice(in, "capacity", i.Capacity)
	if i.Language == "" {
		i.Language = "en"
	}
	r.Language = in.language("language", i.Language)
	r.Needs = in.text("needs", i.Needs, 1000)
	in.Require(i.Consent, "consent", "registration.consent_required")
	return r
}

// WantsSeat reports whether a new registration takes a seat immediately; if
// the organisers approve registrations, one that they did not make themselves
// awaits their decision.
func (s Seminar) WantsSeat(a Actor) bool {
	return s.Admission != AdmissionApproval || s.MayEdit(a)
}

// registrationMoves is who may change a registration from one status to
// another. What gives or frees a seat goes through the seat rule of the
// store. The organisers record a withdrawal that reached them by telephone or
// letter. They cannot move anybody past the waiting list: its first person is
// offered a seat as soon as there is one, and more seats are created by
// raising their number. What they declined or revoked they can take up again
// (Pending); Reinstated says what follows.
var registrationMoves = map[RegistrationStatus]struct{ person, office []RegistrationStatus }{
	Pending:    {person: []RegistrationStatus{Withdrawn}, office: []RegistrationStatus{Confirmed, Declined, Withdrawn}},
	Confirmed:  {person: []RegistrationStatus{Withdrawn}, office: []RegistrationStatus{Revoked, Withdrawn}},
	Waitlisted: {person: []RegistrationStatus{Withdrawn}, office: []RegistrationStatus{Declined, Withdrawn}},
	Offered:    {person: []RegistrationStatus{Confirmed, Withdrawn}, office: []RegistrationStatus{Confirmed, Revoked, Withdrawn}},
	Declined:   {office: []RegistrationStatus{Pending}},
	Revoked:    {office: []RegistrationStatus{Pending}},
}

// Moves lists the statuses to which the actor may change the registration.
func (r Registration) Moves(a Actor, s Seminar) []RegistrationStatus {
	m := registrationMoves[r.Status]
	switch {
	case r.IsOf(a):
		return m.person
	case r.MayDecide(a, s):
		return m.office
	}
	return nil
}

// Move decides whether the actor may change the status of the registration.
func (r Registration) Move(a Actor, s Seminar, to RegistrationStatus, now time.Time) error {
	if !r.MaySee(a, s) {
		return Missing()
	}
	if r.Status == to {
		return Refuse(Conflict, "registration.is_already")
	}
	if (to == Confirmed || to == Pending) && s.Status != SeminarAnnounced && s.Status != SeminarPostponed {
		return Refuse(Conflict, "registration.seminar_over")
	}
	if to == Confirmed && r.IsOf(a) && s.IsOver(now) {
		return Refuse(Conflict, "registration.ended")
	}
	if to == Confirmed && r.Status == Pending {
		if err := s.mayRecord(now); err != nil {
			return err
		}
	}
	if to == Confirmed && r.OfferIsOver(s, now) {
		return Refuse(Conflict, "registration.offer_over")
	}
	for _, next := range r.Moves(a, s) {
		if next == to {
			return nil
		}
	}
	if !r.IsOf(a) && !r.MayDecide(a, s) {
		return Refuse(Forbidden, "page.forbidden")
	}
	return Refuse(Conflict, "registration.no_such_move")
}

// OfferIsOver reports whether the time to accept the offered seat has passed,
// also before the seat is given to somebody else. While the seminar is
// postponed, offers stay valid.
func (r Registration) OfferIsOver(s Seminar, now time.Time) bool {
	return r.Status == Offered && r.OfferExpiresAt != nil && now.After(*r.OfferExpiresAt) && s.Status != SeminarPostponed
}

// MayCorrect decides whether the actor may correct the data of a
// registration: its holder while it is active, and the organisers.
func (r Registration) MayCorrect(a Actor, s Seminar) error {
	if !r.MaySee(a, s) {
		return Missing()
	}
	if !r.Status.IsActive() {
		return Refuse(Conflict, "registration.closed")
	}
	if r.IsOf(a) || r.MayDecide(a, s) {
		return nil
	}
	return Refuse(Forbidden, "page.forbidden")
}
