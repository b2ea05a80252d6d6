package wire

import (
	"time"

	"consultations/models"
)

// TextJSON is a text in the API: once per language, with the original named.
type TextJSON struct {
	Original string            `json:"original" doc:"Language in which it was written"`
	In       map[string]string `json:"in" doc:"Text in each language"`
}

func textJSON(t models.Text) TextJSON {
	if t.In == nil {
		return TextJSON{In: map[string]string{}}
	}
	return TextJSON(t)
}

// SeriesJSON is a series in the API.
type SeriesJSON struct {
	ID        string   `json:"id"`
	Slug      string   `json:"slug"`
	Title     string   `json:"title" doc:"Title in its original language"`
	Subtitle  string   `json:"subtitle"`
	Titles    TextJSON `json:"titles"`
	Lead      TextJSON `json:"lead"`
	About     TextJSON `json:"about"`
	Contact   string   `json:"contact" doc:"Where readers can write to about a seminar that has no contact of its own; empty if nowhere"`
	Regions   []string `json:"regions"`
	Also      []string `json:"alternate_titles"`
	Started   *int     `json:"started" doc:"Year"`
	Announced bool     `json:"announced"`
	Version   int      `json:"version"`
}

// SeriesShape makes the API's shape of a series.
func SeriesShape(s models.Series) SeriesJSON {
	return SeriesJSON{
		ID: s.ID, Slug: s.Slug, Title: s.Title.Source(), Subtitle: s.Subtitle.Source(), Titles: textJSON(s.Title), Lead: textJSON(s.Lead),
		About: textJSON(s.About), Contact: s.Contact, Regions: list(s.Regions), Also: list(s.AlternateTitles), Started: s.Started, Announced: s.IsPublic(), Version: s.Version,
	}
}

// orNull is null for a value that is empty: an empty text is no date and no
// address.
func orNull[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}

func list(l models.List) []string {
	if l == nil {
		return []string{}
	}
	return l
}

// SeminarJSON is a seminar in the API. Local times are in time_zone; the
// instants beside them are the same in UTC.
type SeminarJSON struct {
	ID                    string               `json:"id"`
	SeriesID              string               `json:"series_id"`
	Number                int                  `json:"number"`
	Slug                  string               `json:"slug"`
	Title                 string               `json:"title"`
	Label                 string               `json:"label"`
	Place                 string               `json:"place"`
	Titles                TextJSON             `json:"titles"`
	Labels                TextJSON             `json:"labels"`
	Places                TextJSON             `json:"places"`
	Venue                 TextJSON             `json:"venue"`
	About                 TextJSON             `json:"about"`
	Contact               string               `json:"contact" doc:"Where readers can write to; empty if nowhere"`
	Region                string               `json:"region"`
	HostEntity            string               `json:"host_entity" doc:"Id of a State or other entity"`
	Status                models.SeminarStatus `json:"status"`
	TimeZone              string               `json:"time_zone"`
	StartsOn              *models.Day          `json:"starts_on" nullable:"true" doc:"Null if not known; while the seminar is postponed, it does not take place on this day"`
	EndsOn                *models.Day          `json:"ends_on" nullable:"true" doc:"Null if not known"`
	Year                  *int                 `json:"year"`
	Languages             []string             `json:"languages"`
	Admission             models.Admission     `json:"admission"`
	Seats                 *int                 `json:"seats"`
	ConfirmHours          *int                 `json:"confirm_hours" doc:"Hours within which people who register confirm their address; null if nobody is asked"`
	SeatsTaken            *int                 `json:"seats_taken,omitempty" doc:"Only for those who may list the registrations"`
	Waiting               *int                 `json:"waiting,omitempty" doc:"Number of people on the waiting list; only for those who may list the registrations"`
	AgendaPublished       bool                 `json:"agenda_published"`
	RegistrationOpensAt   *models.LocalTime    `json:"registration_opens_at" nullable:"true" pattern:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" doc:"Local time in time_zone; null: registration opens with the announcement"`
	RegistrationClosesAt  *models.LocalTime    `json:"registration_closes_at" nullable:"true" pattern:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" doc:"Local time in time_zone; null: registration closes at the beginning of the first day"`
	RegistrationOpensUTC  *time.Time           `json:"registration_opens_utc" doc:"Null: registration opens with the announcement"`
	RegistrationClosesUTC *time.Time           `json:"registration_closes_utc" doc:"Last instant at which registration is still possible; it ends with the last day of the seminar if that is earlier"`
	Version               int                  `json:"version"`
}

// SeminarShape makes the API's shape of a seminar. How many people are
// registered is shown only to those who may list them.
func SeminarShape(m models.Seminar, mayList bool) SeminarJSON {
	s := SeminarJSON{
		ID: m.ID, SeriesID: m.SeriesID, Number: m.Number, Slug: m.Slug, Title: m.Title.Source(), Label: m.Label.Source(), Place: m.Place.Source(),
		Titles: textJSON(m.Title), Labels: textJSON(m.Label), Places: textJSON(m.Place), Venue: textJSON(m.Venue), About: textJSON(m.About), Contact: m.Contact, Region: m.Region, HostEntity: string(m.HostEntityID), Status: m.Status,
		TimeZone: m.TimeZone, StartsOn: orNull(m.StartsOn), EndsOn: orNull(m.EndsOn), Year: m.Year, Languages: list(m.Languages), Admission: m.Admission,
		Seats: m.Seats, ConfirmHours: m.ConfirmHours, AgendaPublished: m.AgendaPublished, RegistrationOpensAt: orNull(m.OpensLocal), RegistrationClosesAt: orNull(m.ClosesLocal),
		RegistrationOpensUTC: m.OpensAt, RegistrationClosesUTC: m.Closes(), Version: m.Version,
	}
	if mayList {
		s.SeatsTaken, s.Waiting = &m.SeatsTaken, &m.Waiting
	}
	return s
}

// SessionJSON is a session in the API.
type SessionJSON struct {
	ID          string              `json:"id"`
	Title       string              `json:"title"`
	Titles      TextJSON            `json:"titles"`
	About       TextJSON            `json:"about"`
	Kind        models.SessionKind  `json:"kind"`
	Attribution *models.Attribution `json:"attribution" nullable:"true" doc:"Attribution rule; null for a break, which has none"`
	Room        string              `json:"room"`
	StartsAt    models.LocalTime    `json:"starts_at" pattern:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" doc:"Local time in the seminar's time zone"`
	EndsAt      models.LocalTime    `json:"ends_at" pattern:"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$"`
	StartsUTC   time.Time           `json:"starts_utc"`
	EndsUTC     time.Time           `json:"ends_utc"`
	People      []SessionPersonJSON `json:"people"`
	Version     int                 `json:"version"`
}

// ruleJSON is an attribution rule; null for a break.
func ruleJSON(rule models.Attribution) *models.Attribution {
	if rule == "" {
		return nil
	}
	return &rule
}

// SessionPersonJSON is a person with a capacity in a session.
type SessionPersonJSON struct {
	Name     string          `json:"name"`
	Post     string          `json:"post"`
	Capacity models.Capacity `json:"capacity"`
}

// SessionShape makes the API's shape of a session.
func SessionShape(n models.SessionRow) SessionJSON {
	s := SessionJSON{
		ID: n.ID, Title: n.Title.Source(), Titles: textJSON(n.Title), About: textJSON(n.About), Kind: n.Kind, Attribution: ruleJSON(n.Rule()), Room: n.Room,
		StartsAt: n.StartsLocal, EndsAt: n.EndsLocal, StartsUTC: n.StartsAt, EndsUTC: n.EndsAt, People: []SessionPersonJSON{}, Version: n.Version,
	}
	for _, p := range n.People {
		s.People = append(s.People, SessionPersonJSON{p.Name, p.Post, p.Capacity})
	}
	return s
}

// OrganiserJSON is an organiser of a seminar.
type OrganiserJSON struct {
	ID             string                   `json:"id"`
	OrganisationID string                   `json:"organisation_id"`
	Role           models.OrganiserRoleKind `json:"role"`
	Hosts          bool                     `json:"hosts"`
	Name           TextJSON                 `json:"name"`
	ShownAs        TextJSON                 `json:"shown_as" doc:"Name printed in documents; if empty, the name of the organisation"`
	Version        int                      `json:"version"`
}

// OrganiserShape makes the API's shape of an organiser.
func OrganiserShape(o models.OrganiserRow) OrganiserJSON {
	return OrganiserJSON{ID: o.ID, OrganisationID: o.OrganisationID, Role: o.Role, Hosts: o.Hosts, Name: textJSON(o.Name), ShownAs: textJSON(o.ShownAs), Version: o.Version}
}

// OrganisationJSON is an organisation in the API.
type OrganisationJSON struct {
	ID      string                  `json:"id"`
	Name    TextJSON                `json:"name"`
	Kind    models.OrganisationKind `json:"kind"`
	Entity  *string                 `json:"entity" doc:"Id of the State or other entity to which it belongs"`
	Version int                     `json:"version"`
}

// OrganisationShape makes the API's shape of an organisation.
func OrganisationShape(o models.Organisation) OrganisationJSON {
	return OrganisationJSON{ID: o.ID, Name: textJSON(o.Name), Kind: o.Kind, Entity: known(o.EntityID), Version: o.Version}
}
