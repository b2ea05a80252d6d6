package models

import (
	"strings"
	"testing"
	"time"
)

func seminarInput() SeminarInput {
	return SeminarInput{
		Label: "Seminar", Place: "Beijing", TimeZone: "Asia/Shanghai", StartsOn: "2027-05-26", EndsOn: "2027-05-27", Languages: []string{"en", "zh"},
		Admission: AdmissionOpen, Seats: "60", OpensAt: "2027-03-01T09:00", ClosesAt: "2027-05-01T18:00", Language: "en",
	}
}

func TestASeminarNamesEachWrongField(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*SeminarInput)
		want string
	}{
		{"well filled", func(*SeminarInput) {}, ""},
		{"without days", func(i *SeminarInput) { i.StartsOn, i.EndsOn = "", "" }, ""},
		{"without seats and window", func(i *SeminarInput) { i.Seats, i.OpensAt, i.ClosesAt = "", "", "" }, ""},
		{"ends before it starts", func(i *SeminarInput) { i.EndsOn = "2027-05-25" }, "ends_on seminar.ends_before_start"},
		{"ends without a start", func(i *SeminarInput) { i.StartsOn = "" }, "starts_on form.required"},
		{"a day that does not exist", func(i *SeminarInput) { i.StartsOn = "2027-02-29" }, "starts_on form.date"},
		{"an unknown zone", func(i *SeminarInput) { i.TimeZone = "Asia/Atlantis" }, "time_zone form.zone"},
		{"no zone", func(i *SeminarInput) { i.TimeZone = "" }, "time_zone form.required"},
		{"the zone of the machine", func(i *SeminarInput) { i.TimeZone = "Local" }, "time_zone form.zone"},
		{"a negative number of seats", func(i *SeminarInput) { i.Seats = "-1" }, "seats form.range"},
		{"no seats", func(i *SeminarInput) { i.Seats = "0" }, "seats form.range"},
		{"a number of seats that overflows", func(i *SeminarInput) { i.Seats = "1e309" }, "seats form.not_a_number"},
		{"more seats than permitted", func(i *SeminarInput) { i.Seats = "100001" }, "seats form.range"},
		{"a number of seats beyond 64 bits", func(i *SeminarInput) { i.Seats = "99999999999999999999" }, "seats form.range"},
		{"a text that is too long", func(i *SeminarInput) { i.About = strings.Repeat("я", MaxText+1) }, "about form.too_long"},
		{"a text of the maximum length", func(i *SeminarInput) { i.About = strings.Repeat("я", MaxText) }, ""},
		{"a place of spaces only", func(i *SeminarInput) { i.Place, i.Slug = "  ", "a" }, "place form.required"},
		{"closes before it opens", func(i *SeminarInput) { i.ClosesAt = "2027-02-01T09:00" }, "registration_closes_at seminar.closes_before_opening"},
		{"opens without a deadline", func(i *SeminarInput) { i.ClosesAt = "" }, ""},
		{"opens on the first day without a deadline", func(i *SeminarInput) { i.OpensAt, i.ClosesAt = "2027-05-26T00:00", "" }, ""},
		{"opens after the beginning without a deadline", func(i *SeminarInput) { i.OpensAt, i.ClosesAt = "2027-05-26T00:01", "" }, "registration_opens_at seminar.opens_after_start"},
		{"closes without an opening", func(i *SeminarInput) { i.OpensAt = "" }, ""},
		{"an invalid time", func(i *SeminarInput) { i.OpensAt = "tomorrow" }, "registration_opens_at form.time"},
		{"an unknown kind of admission", func(i *SeminarInput) { i.Admission = "friends" }, "admission form.choice"},
		{"a seventh language", func(i *SeminarInput) { i.Languages = []string{"en", "tlh"} }, "languages form.choice"},
		{"a region of another series", func(i *SeminarInput) { i.Region = "Europe" }, "region form.choice"},
		{"a place without a letter, although there is a year", func(i *SeminarInput) { i.Place = "…!" }, "slug form.slug_none"},
		{"a reserved address", func(i *SeminarInput) { i.Slug = "themes" }, "slug form.slug_reserved"},
		{"a host that is not an identifier", func(i *SeminarInput) { i.HostEntity = "China" }, "host_entity form.choice"},
		{"a contact without an address", func(i *SeminarInput) { i.Contact = "Secretariat, room 12" }, ""},
		{"a contact with an address", func(i *SeminarInput) { i.Contact = "Secretariat, secretariat@example.org" }, ""},
		{"a contact in brackets", func(i *SeminarInput) { i.Contact = "秘书处（secretariat@example.org）。" }, ""},
		{"a contact with two addresses, one of them wrong", func(i *SeminarInput) { i.Contact = "a@example.org, b@example" }, "contact form.email"},
		{"a contact that only looks like an address", func(i *SeminarInput) { i.Contact = "secretariat@" }, "contact form.email"},
		{"a contact that is too long", func(i *SeminarInput) { i.Contact = strings.Repeat("я", MaxLine+1) }, "contact form.too_long"},
		{"many fields at once", func(i *SeminarInput) { i.Seats, i.TimeZone, i.EndsOn = "0", "x", "2027-05-25" }, "ends_on seminar.ends_before_start, seats form.range, time_zone form.zone"},
	} {
		in := seminarInput()
		c.edit(&in)
		_, err := in.Check(Seminar{}, []string{"Asia"})
		if got := ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestADeadlineIsOneInstantEvenWhenTheClocksChange(t *testing.T) {
	for _, c := range []struct{ name, zone, closes, want string }{
		{"a plain day", "Asia/Shanghai", "2027-05-01T18:00", "2027-05-01T10:00:00Z"},
		{"in the spring gap", "Europe/Oslo", "2027-03-28T02:30", "2027-03-28T01:30:00Z"},
		{"just before the gap", "Europe/Oslo", "2027-03-28T01:59", "2027-03-28T00:59:00Z"},
		{"in the repeated hour in autumn", "Europe/Oslo", "2027-10-31T02:30", "2027-10-31T01:30:00Z"},
		{"in the spring gap in New York", "America/New_York", "2027-03-14T02:30", "2027-03-14T07:30:00Z"},
		{"in a repeated half hour", "Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T15:15:00Z"},
	} {
		in := seminarInput()
		in.TimeZone, in.OpensAt, in.ClosesAt = c.zone, "2027-01-01T00:00", LocalTime(c.closes)
		m, err := in.Check(Seminar{}, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := m.ClosesAt.Format(time.RFC3339); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheDeadlineItselfIsInTime(t *testing.T) {
	opens, closes := time.Date(2027, 3, 1, 1, 0, 0, 0, time.UTC), time.Date(2027, 5, 1, 10, 0, 0, 0, time.UTC)
	seats := 60
	m := Seminar{Status: SeminarAnnounced, OpensAt: &opens, ClosesAt: &closes, Seats: &seats}
	for _, c := range []struct {
		at   time.Time
		want Window
	}{
		{opens.Add(-time.Second), WindowBefore}, {opens, WindowOpen}, {closes, WindowOpen}, {closes.Add(time.Microsecond), WindowOver},
	} {
		if got := m.WindowAt(c.at); got != c.want {
			t.Errorf("at %s: %s, want %s", c.at, got, c.want)
		}
	}
	m.Status = SeminarPostponed
	if got := m.WindowAt(opens); got != WindowNone {
		t.Errorf("postponed: %s", got)
	}
}

func TestASeminarListsWhatIsMissing(t *testing.T) {
	full, err := seminarInput().Check(Seminar{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	year := 2027
	for _, c := range []struct {
		name                 string
		edit                 func(*Seminar)
		organisers, sessions int
		want                 string
	}{
		{"full", func(*Seminar) {}, 1, 1, ""},
		{"without an organiser", func(*Seminar) {}, 0, 1, "!seminar.missing_organiser"},
		{"no programme", func(*Seminar) {}, 1, 0, "seminar.missing_sessions"},
		{"no name", func(m *Seminar) { m.Label = Text{} }, 1, 1, "!seminar.missing_title"},
		{"no days", func(m *Seminar) { m.StartsOn = "" }, 1, 1, "!seminar.missing_days"},
		{"only a year", func(m *Seminar) { m.StartsOn, m.Year = "", &year }, 1, 1, ""},
		{"only a year and no deadline", func(m *Seminar) { m.StartsOn, m.Year, m.ClosesAt = "", &year, nil }, 1, 1, "seminar.missing_window"},
		{"registration by default", func(m *Seminar) { m.OpensAt, m.ClosesAt = nil, nil }, 1, 1, ""},
		{"nobody can register", func(m *Seminar) { m.Seats = nil }, 1, 1, "seminar.missing_seats"},
		{"no languages", func(m *Seminar) { m.Languages = nil }, 1, 1, "seminar.missing_languages"},
		{"recorded on its last day", func(m *Seminar) { m.CreatedAt = instant("2027-05-27T15:59:59Z") }, 0, 1, "!seminar.missing_organiser"},
		{"recorded the day after", func(m *Seminar) { m.CreatedAt = instant("2027-05-27T16:00:00Z") }, 0, 1, "seminar.missing_organiser_recorded"},
		{"recorded the day after, without seats", func(m *Seminar) {
			m.CreatedAt, m.Seats, m.OpensAt = instant("2027-05-27T16:00:00Z"), nil, nil
		}, 1, 1, ""},
		{"recorded in its year, dates not known", func(m *Seminar) {
			m.StartsOn, m.EndsOn, m.Year, m.CreatedAt = "", "", &year, instant("2027-12-31T15:59:59Z")
		}, 0, 1, "!seminar.missing_organiser"},
		{"recorded the year after", func(m *Seminar) {
			m.StartsOn, m.EndsOn, m.Year, m.CreatedAt = "", "", &year, instant("2027-12-31T16:00:00Z")
		}, 0, 1, "seminar.missing_organiser_recorded"},
	} {
		m := full
		c.edit(&m)
		var got []string
		for _, l := range m.StillMissing(c.organisers, c.sessions) {
			if l.Stops {
				l.Code = "!" + l.Code
			}
			got = append(got, l.Code)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func instant(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestASeminarMovesOnlyAsTheTableSays(t *testing.T) {
	states := []SeminarStatus{SeminarDraft, SeminarAnnounced, SeminarPostponed, SeminarCancelled, SeminarConcluded, SeminarArchived}
	allowed := map[SeminarStatus]string{
		SeminarDraft: "announced", SeminarAnnounced: "postponed cancelled concluded", SeminarPostponed: "announced cancelled", SeminarConcluded: "archived",
	}
	for _, from := range states {
		for _, to := range states {
			want := ""
			if !strings.Contains(allowed[from], string(to)) {
				want = "seminar.no_such_move"
			}
			m := Seminar{ID: "m", SeriesID: "s", Status: from}
			if got := CodeOf(m.Move(seriesEd, to, nil)); got != want {
				t.Errorf("from %s to %s: %q, want %q", from, to, got, want)
			}
		}
	}
}

func TestOnlyOrganisersMoveASeminar(t *testing.T) {
	m := Seminar{ID: "m", SeriesID: "s", Status: SeminarDraft}
	for name, c := range map[string]struct {
		by   Actor
		want Kind
	}{
		"the public": {Public, NotFound}, "an account": {someone, NotFound}, "an administrator": {keeper, NotFound},
		"the secretariat": {secretariat, Forbidden}, "a co-organiser": {coOrganiser, Forbidden},
		"an organiser of the series": {seriesEd, ""}, "an organiser of the seminar": {seminarEd, ""}, "the program": {System, ""},
	} {
		if got := KindOf(m.Move(c.by, SeminarAnnounced, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	stops := []MissingItem{{"seminar.missing_sessions", false}, {"seminar.missing_organiser", true}}
	if err := m.Move(seriesEd, SeminarAnnounced, stops); CodeOf(err) != "seminar.missing_organiser" {
		t.Errorf("announced although something is missing: %v", err)
	}
	if err := m.Move(seriesEd, SeminarAnnounced, stops[:1]); err != nil {
		t.Errorf("a missing programme prevents the announcement: %v", err)
	}
}

func TestFewerSeatsThanAreTakenLeaveNoneFree(t *testing.T) {
	two := 2
	for _, c := range []struct {
		m             Seminar
		free, ceiling int
	}{
		{Seminar{Seats: &two}, 2, 2}, {Seminar{Seats: &two, SeatsTaken: 1}, 1, 2}, {Seminar{Seats: &two, SeatsTaken: 5}, 0, 5}, {Seminar{SeatsTaken: 3}, 0, 3},
	} {
		if c.m.FreeSeats() != c.free || c.m.Ceiling() != c.ceiling {
			t.Errorf("%d seats taken: %d free, ceiling %d", c.m.SeatsTaken, c.m.FreeSeats(), c.m.Ceiling())
		}
	}
}

func TestTheFormOfASeminarHoldsItsValues(t *testing.T) {
	in := seminarInput()
	in.Slug, in.Number, in.Venue, in.Year, in.Contact = "beijing", "3", "Hall", "2027", "Secretariat,  secretariat@example.org"
	m, err := in.Check(Seminar{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Input("en").Check(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := again.Input("en"), m.Input("en"); got.Title != want.Title || got.Seats != "60" || got.ClosesAt != in.ClosesAt || got.Number != "3" || got.Year != "2027" || got.Contact != "Secretariat, secretariat@example.org" {
		t.Errorf("%+v, want %+v", got, want)
	}
}
