package models

import "time"

// SeminarStatus is the status of a seminar. "Registration open" and "in
// session" follow from dates and are never stored.
type SeminarStatus string

// The states of a seminar.
const (
	SeminarDraft     SeminarStatus = "draft"
	SeminarAnnounced SeminarStatus = "announced"
	SeminarPostponed SeminarStatus = "postponed"
	SeminarCancelled SeminarStatus = "cancelled"
	SeminarConcluded SeminarStatus = "concluded"
	SeminarArchived  SeminarStatus = "archived"
)

// Values lists them.
func (SeminarStatus) Values() []SeminarStatus {
	return []SeminarStatus{SeminarDraft, SeminarAnnounced, SeminarPostponed, SeminarCancelled, SeminarConcluded, SeminarArchived}
}

// IsPostponed reports whether the dates of the seminar no longer hold.
func (s SeminarStatus) IsPostponed() bool { return s == SeminarPostponed }

// Admission is who may register.
type Admission string

// The kinds of admission.
const (
	AdmissionOpen     Admission = "open"     // a free seat is confirmed immediately
	AdmissionApproval Admission = "approval" // organisers confirm each registration
	AdmissionInvited  Admission = "invited"  // only people invited or registered by the organisers
)

// Admissions lists the kinds in the order of a form.
var Admissions = []Admission{AdmissionOpen, AdmissionApproval, AdmissionInvited}

// Values lists them.
func (Admission) Values() []Admission { return Admissions }

// MaxSeats is the largest number of seats of a seminar.
const MaxSeats = 100000

// Seminar is one consultation in a series.
type Seminar struct {
	ID              string `gorm:"primaryKey"`
	SeriesID        string
	Number          int // order in the series
	Slug            string
	Title           Text
	Label           Text // type of event: seminar, regional consultation, high-level conference
	Place           Text
	Venue           Text
	About           Text
	Contact         string // where readers can write to; empty if nowhere
	HostEntityID    Ref
	Region          string // one of the series' regions
	Status          SeminarStatus
	Reason          string // why it was postponed or cancelled; empty if the organisers gave none
	TimeZone        string // IANA name; all local times of the seminar are in it
	StartsOn        Day
	EndsOn          Day
	Year            *int // if the dates are not known
	Languages       List
	Admission       Admission
	Seats           *int // nil: no seats, because registration is not handled here
	SeatsTaken      int
	SeatsCeiling    int
	Waiting         int
	NextInLine      int
	OpensLocal      LocalTime
	ClosesLocal     LocalTime
	OpensAt         *time.Time // nil: from the announcement
	ClosesAt        *time.Time // inclusive; nil: the beginning of the first day
	ConfirmHours    *int       // within which people who register confirm their address; nil: nobody is asked
	AgendaPublished bool
	Sequence        int // increases when the calendar entry changes
	CreatedAt       time.Time
	UpdatedAt       time.Time
	Version         int
	Informed        int `gorm:"-"` // people whom the change just made informs by e-mail
}

// PrintedTitle is the title that documents print: the title, or the label of
// a seminar that has none.
func (s Seminar) PrintedTitle() Text {
	if s.Title.IsZero() {
		return s.Label
	}
	return s.Title
}

// IsPublic reports whether everybody may know of the seminar.
func (s Seminar) IsPublic() bool { return s.Status != SeminarDraft }

// MaySee reports whether the actor may know that the seminar exists.
func (s Seminar) MaySee(a Actor) bool { return s.IsPublic() || s.MaySeeWorkingArea(a) }

// MaySeeWorkingArea reports whether the actor sees the seminar's working area. Those
// who check people in, and focal points, see only their own part.
func (s Seminar) MaySeeWorkingArea(a Actor) bool {
	return a.Organises(s.SeriesID, s.ID) || a.ServesSeries(s.SeriesID) || len(a.CoOrganisesFor(s.ID)) > 0
}

// MayEdit reports whether the actor may change programme and participation.
func (s Seminar) MayEdit(a Actor) bool { return a.Organises(s.SeriesID, s.ID) }

// MayListParticipants reports whether the actor may read names and addresses
// of those who registered.
func (s Seminar) MayListParticipants(a Actor) bool {
	return a.Organises(s.SeriesID, s.ID) || a.ServesSeries(s.SeriesID)
}

// Location is the seminar's zone; an unknown one cannot be stored.
func (s Seminar) Location() *time.Location {
	loc, ok := Zone(s.TimeZone)
	if !ok {
		return time.UTC
	}
	return loc
}

// Today is the day at an instant where the seminar takes place.
func (s Seminar) Today(now time.Time) Day { return LocalTimeOf(now, s.Location()).Day() }

// HasDays reports whether the dates of the seminar are known.
func (s Seminar) HasDays() bool { return !s.StartsOn.IsZero() }

// FreeSeats is how many seats are free; never below zero.
func (s Seminar) FreeSeats() int {
	if s.Seats == nil {
		return 0
	}
	return max(0, *s.Seats-s.SeatsTaken)
}

// SeminarInput is what can be set on a seminar.
type SeminarInput struct {
	Title        string    `form:"title" json:"title" doc:"Title, in the language given by language"`
	Label        string    `form:"label" json:"label" doc:"Type of event: seminar, regional consultation, conference"`
	Slug         string    `form:"slug" json:"slug" doc:"Last part of the web address; if empty, formed from the place and the year"`
	Number       Whole     `form:"number" json:"number" doc:"Position in the series; if empty, the next number"`
	Place        string    `form:"place" json:"place" doc:"City, or city and institution"`
	Venue        string    `form:"venue" json:"venue"`
	About        string    `form:"about" json:"about"`
	Contact      string    `form:"contact" json:"contact" doc:"Where readers can write to: an e-mail address, or a line such as Secretariat, secretariat@example.org"`
	HostEntity   string    `form:"host_entity" json:"host_entity" doc:"The host State or other entity: its id, its ISO code of two or three letters, or its exact name in one of the six languages"`
	Region       string    `form:"region" json:"region" doc:"One of the regions of the series"`
	TimeZone     string    `form:"time_zone" json:"time_zone" doc:"IANA name, such as Asia/Shanghai"`
	StartsOn     Day       `form:"starts_on" json:"starts_on" doc:"First day: 2007-03-26"`
	EndsOn       Day       `form:"ends_on" json:"ends_on" doc:"Last day; if empty, the first day"`
	Year         Whole     `form:"year" json:"year" doc:"Year, if the dates are not known"`
	Languages    []string  `form:"languages" json:"languages" doc:"Languages of the seminar"`
	Admission    Admission `form:"admission" json:"admission" doc:"Who may register"`
	Seats        Whole     `form:"seats" json:"seats" doc:"Number of seats; empty means no registration on this site"`
	OpensAt      LocalTime `form:"registration_opens_at" json:"registration_opens_at" doc:"Local time in time_zone, or an RFC 3339 instant; if empty, registration opens with the announcement"`
	ClosesAt     LocalTime `form:"registration_closes_at" json:"registration_closes_at" doc:"Local time in time_zone, or an RFC 3339 instant; inclusive; if empty, registration closes at the beginning of the first day"`
	ConfirmHours Whole     `form:"confirm_hours" json:"confirm_hours" doc:"Hours within which people who register themselves confirm their address by the link in the e-mail, or their seat is released; empty: nobody is asked"`
	Language     string    `form:"language" json:"language" doc:"Language of the texts in this input"`
	Notify       bool      `form:"notify" json:"notify" doc:"Whether those registered or invited are told by e-mail about new dates or a new place"`
}

// Check reads the input into s, which keeps its translations, status and
// counters. regions are those of the series.
func (i SeminarInput) Check(s Seminar, regions []string) (Seminar, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	s.Title = s.Title.With(lang, in.line("title", i.Title, MaxLine))
	s.Label = s.Label.With(lang, in.line("label", i.Label, MaxLine))
	s.Place = in.named(s.Place, lang, "place", i.Place, MaxLine)
	s.Venue = s.Venue.With(lang, in.line("venue", i.Venue, MaxLine))
	s.About = s.About.With(lang, in.text("about", i.About, MaxText))
	s.Contact = in.contact("contact", i.Contact)
	s.Number = 0 // the next one, which the store knows
	if n := in.whole("number", i.Number, 1, 999); n != nil {
		s.Number = *n
	}
	if i.HostEntity != "" {
		in.Require(IsID(i.HostEntity), "host_entity", "form.choice")
	}
	s.HostEntityID = Ref(i.HostEntity)
	if s.Region = i.Region; i.Region != "" {
		in.Require(List(regions).Has(i.Region), "region", "form.choice")
	}
	s.checkDays(in, i)
	s.Languages = nil
	for _, l := range i.Languages {
		in.Require(IsLanguage(l), "languages", "form.choice")
		if IsLanguage(l) && !s.Languages.Has(l) {
			s.Languages = append(s.Languages, l)
		}
	}
	s.Admission = choice(in, "admission", i.Admission)
	s.Seats = in.whole("seats", i.Seats, 1, MaxSeats)
	s.ConfirmHours = in.whole("confirm_hours", i.ConfirmHours, 1, MaxConfirmHours)
	if s.Slug = i.Slug; i.Slug == "" {
		if Slug(s.Place.slugSource()) != "" { // a year alone names no seminar
			s.Slug = Slug(s.Place.slugSource() + " " + yearOf(s))
		}
	}
	if s.Slug != "" || !s.Place.IsZero() { // without a place, report only the missing place
		s.Slug = in.slug("slug", s.Slug)
	}
	in.Require(!reservedSlugs.Has(s.Slug), "slug", "form.slug_reserved")
	return s, in.Err()
}

// reservedSlugs are parts of addresses below a series that have another
// meaning.
var reservedSlugs = List{"themes", "recommendations", "points", "matrix", "calendar", "board", "edit", "new"}

func (s *Seminar) checkDays(in input, i SeminarInput) {
	s.StartsOn, s.EndsOn = in.day("starts_on", i.StartsOn), in.day("ends_on", i.EndsOn)
	if s.StartsOn != "" && s.EndsOn == "" && i.EndsOn == "" {
		s.EndsOn = s.StartsOn
	}
	in.Require(s.EndsOn == "" || s.StartsOn != "" || i.StartsOn != "", "starts_on", "form.required")
	if s.StartsOn != "" && s.EndsOn != "" {
		in.Require(s.EndsOn >= s.StartsOn, "ends_on", "seminar.ends_before_start")
	}
	s.Year = in.year("year", i.Year)
	zone, ok := Zone(i.TimeZone)
	in.Require(i.TimeZone != "", "time_zone", "form.required")
	in.Require(ok || i.TimeZone == "", "time_zone", "form.zone")
	s.TimeZone = i.TimeZone
	s.OpensLocal, s.ClosesLocal = in.localTime("registration_opens_at", i.OpensAt, zone), in.localTime("registration_closes_at", i.ClosesAt, zone)
	s.OpensAt, s.ClosesAt = nil, nil
	if !ok {
		return
	}
	if s.OpensLocal != "" {
		t := s.OpensLocal.In(zone)
		s.OpensAt = &t
	}
	if s.ClosesLocal != "" {
		t := s.ClosesLocal.In(zone)
		s.ClosesAt = &t
	}
	if s.OpensAt != nil && s.ClosesAt != nil {
		in.Require(!s.ClosesAt.Before(*s.OpensAt), "registration_closes_at", "seminar.closes_before_opening")
	} else if closes := s.Closes(); s.OpensAt != nil && closes != nil {
		in.Require(!closes.Before(*s.OpensAt), "registration_opens_at", "seminar.opens_after_start")
	}
}

func yearOf(s Seminar) string {
	if s.StartsOn != "" {
		return string(s.StartsOn[:4])
	}
	if s.Year != nil {
		return itoa(*s.Year)
	}
	return ""
}

// MissingItem is something that a seminar still needs before it can be announced: a
// message key, and whether it prevents the announcement.
type MissingItem struct {
	Code  string
	Stops bool
}

// IsRecordedAfterwards reports whether the seminar was over when it was
// entered here.
func (s Seminar) IsRecordedAfterwards() bool {
	entered := LocalTimeOf(s.CreatedAt, s.Location()).Day()
	switch {
	case entered == "":
		return false
	case s.HasDays():
		return s.EndsOn < entered
	}
	return s.Year != nil && itoa(*s.Year) < string(entered[:4])
}

// LabelAndPlace names a seminar without a title in each language of its label,
// joined as that language joins them.
func LabelAndPlace(label, place Text) Text {
	joined := Text{Original: label.Original, In: map[string]string{}}
	for lang, name := range label.In {
		where, _ := place.Pick(lang)
		switch lang {
		case "ar":
			joined.In[lang] = name + "، " + where
		case "zh":
			joined.In[lang] = where + name
		default:
			joined.In[lang] = name + ", " + where
		}
	}
	return joined
}

// StillMissing lists what is missing. organisers is how many organisers there are,
// sessions how many sessions. A seminar recorded after the event may remain
// without an organiser, because a source may name none, and nobody registers
// for it. A seminar that was postponed needs dates that are not over.
func (s Seminar) StillMissing(organisers, sessions int, now time.Time) []MissingItem {
	var items []MissingItem
	add := func(missing bool, code string, stops bool) {
		if missing {
			items = append(items, MissingItem{code, stops})
		}
	}
	add(s.Title.IsZero() && s.Label.IsZero(), "seminar.missing_title", true)
	add(s.StartsOn.IsZero() && s.Year == nil, "seminar.missing_days", true)
	over := s.IsRecordedAfterwards()
	add(s.Status == SeminarPostponed && s.IsOver(now) && !over, "seminar.missing_new_days", true)
	add(organisers == 0 && !over, "seminar.missing_organiser", true)
	add(organisers == 0 && over, "seminar.missing_organiser_recorded", false)
	add(s.Seats == nil && !over, "seminar.missing_seats", false)
	add(s.Closes() == nil && !over, "seminar.missing_window", false)
	add(len(s.Languages) == 0, "seminar.missing_languages", false)
	add(sessions == 0, "seminar.missing_sessions", false)
	return items
}

// seminarMoves is which status may follow which.
var seminarMoves = map[SeminarStatus][]SeminarStatus{
	SeminarDraft:     {SeminarAnnounced},
	SeminarAnnounced: {SeminarPostponed, SeminarCancelled, SeminarConcluded},
	SeminarPostponed: {SeminarAnnounced, SeminarCancelled},
	SeminarConcluded: {SeminarArchived},
}

// NeedsReason reports whether the seminar does not take place as announced, so
// that people are told why.
func (s SeminarStatus) NeedsReason() bool { return s == SeminarPostponed || s == SeminarCancelled }

// Moves lists the statuses that may follow the seminar's own.
func (s Seminar) Moves() []SeminarStatus { return seminarMoves[s.Status] }

// Move decides whether the actor may change the status of the seminar. missing
// is the result of StillMissing; it matters for an announcement only.
func (s Seminar) Move(a Actor, to SeminarStatus, missing []MissingItem) error {
	if !s.MaySeeWorkingArea(a) {
		return Missing()
	}
	if !s.MayEdit(a) {
		return Refuse(Forbidden, "page.forbidden")
	}
	for _, next := range s.Moves() {
		if next != to {
			continue
		}
		for _, l := range missing {
			if l.Stops && to == SeminarAnnounced {
				return Refuse(Conflict, l.Code)
			}
		}
		return nil
	}
	return Refuse(Conflict, "seminar.no_such_move")
}

// Ceiling is the largest number of seats that can be taken as things stand:
// the seats, or the number already taken if that is higher.
func (s Seminar) Ceiling() int {
	if s.Seats == nil {
		return s.SeatsTaken
	}
	return max(*s.Seats, s.SeatsTaken)
}

// IsElsewhere reports whether the dates or the place of the seminar differ
// from before. A translation of the place is not a difference.
func (s Seminar) IsElsewhere(before Seminar) bool {
	return s.StartsOn != before.StartsOn || s.EndsOn != before.EndsOn || s.TimeZone != before.TimeZone || s.HostEntityID != before.HostEntityID ||
		s.Place.Source() != before.Place.Source() || s.Venue.Source() != before.Venue.Source()
}

// Input is the seminar as a form shows it in one language.
func (s Seminar) Input(lang string) SeminarInput {
	return SeminarInput{
		Title: s.Title.In[lang], Label: s.Label.In[lang], Slug: s.Slug, Number: WholeOf(&s.Number), Place: s.Place.In[lang], Venue: s.Venue.In[lang],
		About: s.About.In[lang], Contact: s.Contact, HostEntity: string(s.HostEntityID), Region: s.Region, TimeZone: s.TimeZone, StartsOn: s.StartsOn,
		EndsOn: s.EndsOn, Year: WholeOf(s.Year), Languages: s.Languages, Admission: s.Admission, Seats: WholeOf(s.Seats),
		OpensAt: s.OpensLocal, ClosesAt: s.ClosesLocal, ConfirmHours: WholeOf(s.ConfirmHours), Language: lang, Notify: true,
	}
}

// MayPublishAgenda refuses to publish a programme with sessions outside the days
// of the seminar.
func (s Seminar) MayPublishAgenda(sessions []Session) error {
	for _, n := range sessions {
		if s.IsOutside(n) {
			return Refuse(Conflict, "session.outside_days")
		}
	}
	return nil
}

// Days are the dates of the seminar as whoever announces it again confirms them.
func (s Seminar) Days() string { return confirmedDays(s.StartsOn, s.EndsOn) }

func confirmedDays(first, last Day) string { return string(first) + "/" + string(last) }

// AnnouncementInput is what whoever announces a seminar says with it.
type AnnouncementInput struct {
	Days string `form:"days" json:"days" doc:"For a seminar that was postponed: its dates, to confirm that it will be held on them, which may still be the former ones; first and last day, such as 2007-11-06/2007-11-07"`
}

// Check decides whether the seminar is announced with it: one that was postponed
// needs its present dates confirmed.
func (i AnnouncementInput) Check(s Seminar) error {
	in := newInput()
	in.Require(s.Status != SeminarPostponed || i.Days == s.Days(), "days", "seminar.days_unconfirmed")
	return in.Err()
}

// AgendaInput says whether the public sees the programme.
type AgendaInput struct {
	Published *bool `form:"published" json:"published"`
}

// Check says whether the public sees the programme; not to say it is refused.
func (i AgendaInput) Check() (published bool, err error) {
	in := newInput()
	in.Require(i.Published != nil, "published", "form.required")
	return i.Published != nil && *i.Published, in.Err()
}
