package wire

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

var site = Site{BaseURL: "https://site.example", Sender: "office@site.example"}

var stamp = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func letterFixture() models.RegistrationLetter {
	return models.RegistrationLetter{
		RegistrationSeminar: models.RegistrationSeminar{
			SeminarID: "s1", SeriesSlug: "peace", SeriesTitle: models.NewText("en", "Regional consultations"), SeminarSlug: "new-york-2027",
			Label: models.NewText("en", "Regional seminar"), Place: models.NewText("en", "New York"), TimeZone: "America/New_York",
			SeminarStatus: models.SeminarAnnounced, StartsOn: "2027-11-06", EndsOn: "2027-11-07",
		},
		RegistrationID: "r1", Status: models.Confirmed, Email: "ling@mission.example", Name: "Ling Wu", Language: "en", UpdatedAt: stamp, Version: 3,
		SeminarSequence: 2, PersonSequence: 3,
		FirstSession: "2027-11-06T09:00", LastSession: "2027-11-07T17:00", // the clocks go back between the two
	}
}

func TestACalendarFileNamesTheTimeZoneOfTheSeminar(t *testing.T) {
	file := string(SeatCalendar(locale.OrEnglish("en"), site, letterFixture(), false))

	for _, want := range []string{
		"METHOD:REQUEST", "UID:seminar.s1@site.example", "SEQUENCE:203", "DTSTART;TZID=America/New_York:20271106T090000", "DTEND;TZID=America/New_York:20271107T170000",
		"BEGIN:DAYLIGHT", "DTSTART:20270314T020000", "TZOFFSETTO:-0400", "BEGIN:STANDARD", "DTSTART:20271107T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "STATUS:CONFIRMED",
	} {
		if !strings.Contains(file, want+"\r\n") {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
}

func TestTheOrganiserOfACalendarEntryIsTheContactIfItHasAnAddress(t *testing.T) {
	for contact, want := range map[string]string{
		"Secretariat <secretariat@example.org>": "ORGANIZER;CN=Secretariat:mailto:secretariat@example.org",
		"secretariat@example.org":               "ORGANIZER;CN=secretariat@example.org:mailto:secretariat@example.org",
		"O'Neill; Wu, a@example.org":            `ORGANIZER;CN="O'Neill; Wu":mailto:a@example.org`,
		"Room 12":                               "ORGANIZER;CN=Consultations:mailto:office@site.example",
		"":                                      "ORGANIZER;CN=Consultations:mailto:office@site.example",
	} {
		letter := letterFixture()
		letter.Contact = contact

		file := string(SeatCalendar(locale.OrEnglish("en"), site, letter, false))

		if file = strings.ReplaceAll(file, "\r\n ", ""); !strings.Contains(file, want+"\r\n") || strings.Count(file, "ORGANIZER") != 1 {
			t.Errorf("%q: %s is not in\n%s", contact, want, file)
		}
	}
}

func TestACancellationHasTheSameEntryWithAHigherSequence(t *testing.T) {
	letter := letterFixture()
	letter.PersonSequence++

	file := string(SeatCalendar(locale.OrEnglish("en"), site, letter, true))

	for _, want := range []string{"METHOD:CANCEL", "UID:seminar.s1@site.example", "SEQUENCE:204", "STATUS:CANCELLED"} {
		if !strings.Contains(file, want+"\r\n") {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
}

func TestAnEntryIsStampedWithTheLaterChange(t *testing.T) {
	for _, c := range []struct {
		seminar time.Time
		want    string
	}{{stamp.Add(-time.Hour), "DTSTAMP:20270301T120000Z"}, {stamp.Add(time.Hour), "DTSTAMP:20270301T130000Z"}} {
		letter := letterFixture()
		letter.SeminarUpdatedAt = c.seminar

		if file := string(SeatCalendar(locale.OrEnglish("en"), site, letter, false)); !strings.Contains(file, c.want+"\r\n") {
			t.Errorf("%s is not in\n%s", c.want, file)
		}
	}
}

// TestNamesInACalendarFileAreWrittenAsTheyAre: parameters have no escapes, so a
// backslash would be read as part of the name.
func TestNamesInACalendarFileAreWrittenAsTheyAre(t *testing.T) {
	for name, want := range map[string]string{
		"Fiona D'Arcy O'Neill": "CN=Fiona D'Arcy O'Neill;",
		`Back\slash`:           `CN=Back\slash;`,
		"Wu, Ling: A; B":       `CN="Wu, Ling: A; B";`,
		`Ling "Lily" Wu`:       "CN=Ling 'Lily' Wu;",
		"Wu\ue027 \x05Ling":    "CN=Wu\ue027 Ling;",
	} {
		letter := letterFixture()
		letter.Name, letter.AddressConfirmedAt = name, &stamp

		file := strings.ReplaceAll(string(SeatCalendar(locale.OrEnglish("en"), site, letter, false)), "\r\n ", "")

		if !strings.Contains(file, "ATTENDEE;"+want) {
			t.Errorf("%q: %s is not in\n%s", name, want, file)
		}
	}
}

// TestNoMessageIsTheNameInACalendarFile: until the address is confirmed, the
// name may be anybody's words.
func TestNoMessageIsTheNameInACalendarFile(t *testing.T) {
	letter := letterFixture()
	letter.Name = "Your account is closed"

	file := strings.ReplaceAll(string(SeatCalendar(locale.OrEnglish("en"), site, letter, false)), "\r\n ", "")

	if !strings.Contains(file, "ATTENDEE;CN="+letter.Email+";") || strings.Contains(file, "account") {
		t.Errorf("the attendee is not the address: %s", file)
	}
}

// TestEveryCharacterThatPeopleTypeStaysWhatItIs: some of them became marks that
// end a value, because they stood for marks until the file was written.
func TestEveryCharacterThatPeopleTypeStaysWhatItIs(t *testing.T) {
	var private strings.Builder
	for r := '\uE000'; r <= '\uE0FF'; r++ {
		private.WriteRune(r)
	}
	for _, typed := range []string{private.String(), "\U000F0022\U0010003B", "a\x01\x02\x03\x04\x05\x06b"} {
		letter := letterFixture()
		letter.Title, letter.Venue, letter.SeriesTitle = models.NewText("en", typed), models.NewText("en", typed), models.NewText("en", typed)
		letter.Name, letter.Contact, letter.AddressConfirmedAt = typed, typed+" <office@example.org>", &stamp

		file := strings.ReplaceAll(string(SeatCalendar(locale.OrEnglish("en"), site, letter, false)), "\r\n ", "")

		want := locale.SingleLine(typed)
		for _, value := range []string{"SUMMARY;LANGUAGE=en:" + want, "LOCATION;LANGUAGE=en:" + want + " · ", "DESCRIPTION;LANGUAGE=en:" + want + `\n`, "ATTENDEE;CN=" + want + ";", "ORGANIZER;CN=" + want + ":"} {
			if !strings.Contains(file, value) {
				t.Errorf("%q: %q is not in\n%q", typed, value, file)
			}
		}
	}
}

func TestThePageAndTheMailHaveTheSameEntry(t *testing.T) {
	letter := letterFixture()
	letter.Venue, letter.Host, letter.PersonSequence = models.NewText("en", "Friendship Hotel"), models.NewText("en", "United States of America"), 0
	page := models.PublicSeminar{ID: letter.SeminarID, SeriesSlug: letter.SeriesSlug, SeriesTitle: letter.SeriesTitle, Slug: letter.SeminarSlug, Label: letter.Label, Place: letter.Place,
		Host: letter.Host, Venue: letter.Venue, Status: letter.SeminarStatus, TimeZone: letter.TimeZone, StartsOn: letter.StartsOn, EndsOn: letter.EndsOn, UpdatedAt: letter.UpdatedAt,
		Sequence: letter.SeminarSequence, FirstSession: letter.FirstSession, LastSession: letter.LastSession}

	file := string(SeminarCalendar(locale.OrEnglish("en"), site, "Peace", []models.PublicSeminar{page, page}))
	mailed := string(SeatCalendar(locale.OrEnglish("en"), site, letter, false))

	for _, name := range []string{"UID", "DTSTAMP", "SEQUENCE", "DTSTART;TZID", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "ORGANIZER", "URL", "STATUS"} {
		if a, b := property(file, name), property(mailed, name); a != b || a == "" {
			t.Errorf("%s: the page has %q, the mail %q", name, a, b)
		}
	}
	if where := property(mailed, "LOCATION"); where != `;LANGUAGE=en:Friendship Hotel · New York\, United States of America` {
		t.Errorf("the entry takes place at %q", where)
	}
	if at := SeminarLD(locale.OrEnglish("en"), site.BaseURL, models.SeminarPage{PublicSeminar: page})["location"]; at.(map[string]any)["name"] != "New York, United States of America" {
		t.Errorf("search engines read that it takes place at %v", at)
	}
	if n := strings.Count(file, "BEGIN:VTIMEZONE"); n != 1 || strings.Count(file, "DTSTART:20270314T020000") != 1 {
		t.Errorf("one zone is described %d times:\n%s", n, file)
	}
}

// property is the first line with a property in a calendar file.
func property(file, name string) string {
	_, after, _ := strings.Cut(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"+name)
	line, _, _ := strings.Cut(after, "\r\n")
	return line
}

func TestACalendarEntryWithoutAProgrammeHasWholeDays(t *testing.T) {
	letter := letterFixture()
	letter.FirstSession, letter.LastSession = "", ""

	file := string(SeatCalendar(locale.OrEnglish("en"), site, letter, false))

	if !strings.Contains(file, "DTSTART;VALUE=DATE:20271106\r\n") || !strings.Contains(file, "DTEND;VALUE=DATE:20271108\r\n") || strings.Contains(file, "VTIMEZONE") {
		t.Error(file)
	}
}

func TestACalendarFileIsValidWhateverPeopleWrite(t *testing.T) {
	for _, evil := range []string{
		"a\rATTENDEE:mailto:evil@x.example", "a\nBEGIN:VALARM", "a\r\nDTSTART:19700101", "a\u2028X:y", "semi;colon,comma\\back\"quote:colon",
		strings.Repeat("регистрация ", 30), strings.Repeat("注册", 60), "\x00\x1b[31m",
	} {
		letter := letterFixture()
		letter.Title, letter.Place, letter.Venue, letter.Name = models.NewText("en", evil), models.NewText("en", evil), models.NewText("en", evil), evil
		file := string(SeatCalendar(locale.OrEnglish("en"), site, letter, false))

		if strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\r") {
			t.Errorf("%q breaks a line on its own", evil)
		}
		for _, line := range strings.Split(file, "\r\n") {
			if len(line) > 75 {
				t.Errorf("a line of %d bytes: %s", len(line), line)
			}
		}
		unfolded := strings.ReplaceAll(file, "\r\n ", "")
		for _, name := range []string{"ATTENDEE", "DTSTART;", "BEGIN:VEVENT", "BEGIN:VALARM", "X:", "ORGANIZER"} {
			want := 1
			if name == "BEGIN:VALARM" || name == "X:" {
				want = 0
			}
			if n := strings.Count("\r\n"+unfolded, "\r\n"+name); n != want {
				t.Errorf("%q makes %d lines of %s:\n%s", evil, n, name, unfolded)
			}
		}
		if strings.Contains(evil, "semi") && !strings.Contains(unfolded, `SUMMARY;LANGUAGE=en:semi\;colon\,comma\\back"quote:colon`) {
			t.Errorf("marks are not set off:\n%s", unfolded)
		}
	}
}

func TestThePublicCalendarListsSeminarsWithDates(t *testing.T) {
	seminars := []models.PublicSeminar{
		{ID: "s1", SeriesSlug: "peace", Slug: "beijing-2007", Place: models.NewText("en", "Beijing"), Status: models.SeminarConcluded, TimeZone: "Asia/Shanghai", StartsOn: "2007-03-26", EndsOn: "2007-03-27", UpdatedAt: stamp},
		{ID: "s2", SeriesSlug: "peace", Slug: "geneva-2007", Place: models.NewText("en", "Geneva"), Status: models.SeminarCancelled, StartsOn: "2007-05-07", UpdatedAt: stamp},
		{ID: "s3", SeriesSlug: "peace", Slug: "oslo-2007", Place: models.NewText("en", "Oslo"), UpdatedAt: stamp}, // no days
	}

	seminars[1].Sequence = 3
	seminars[0].Contact, seminars[1].Contact = "Secretariat, secretariat@example.org", "Room 12; ask for Ling"

	file := string(SeminarCalendar(locale.OrEnglish("fr"), site, "Consultations, série", seminars))

	for _, want := range []string{"METHOD:PUBLISH", "UID:seminar.s1@site.example", "DTEND;VALUE=DATE:20070328", "DTSTART;VALUE=DATE:20070507", "DTEND;VALUE=DATE:20070508", "STATUS:CANCELLED", `X-WR-CALNAME:Consultations\, série`,
		`CONTACT:Secretariat\, secretariat@example.org`, "ORGANIZER;CN=Secretariat:mailto:secretariat@example.org", `CONTACT:Room 12\; ask for Ling`} {
		if !strings.Contains(file, want+"\r\n") {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
	if n := strings.Count(file, "BEGIN:VEVENT"); n != 2 {
		t.Errorf("%d entries", n)
	}
	for _, want := range []string{"ORGANIZER;CN=Consultations:mailto:office@site.example\r\n", "SEQUENCE:300\r\n"} {
		if !strings.Contains(file, want) {
			t.Errorf("%s is not in\n%s", want, file)
		}
	}
}

func TestSearchEnginesAndCalendarsDoNotGetPostponedDates(t *testing.T) {
	l := locale.OrEnglish("en")
	m := models.PublicSeminar{ID: "s1", SeriesSlug: "peace", Slug: "oslo-2027", Place: models.NewText("en", "Oslo"), Status: models.SeminarAnnounced, TimeZone: "UTC", StartsOn: "2027-05-26", EndsOn: "2027-05-27"}
	if ld := SeminarLD(l, site.BaseURL, models.SeminarPage{PublicSeminar: m}); ld["startDate"] != "2027-05-26" || ld["eventStatus"] != nil {
		t.Errorf("announced: %v", ld)
	}

	m.Status = models.SeminarPostponed

	ld := SeminarLD(l, site.BaseURL, models.SeminarPage{PublicSeminar: m})
	if ld["startDate"] != nil || ld["endDate"] != nil || ld["eventStatus"] != "https://schema.org/EventPostponed" {
		t.Errorf("postponed: %v", ld)
	}
	if file := string(SeminarCalendar(l, site, "Peace", []models.PublicSeminar{m})); strings.Contains(file, "VEVENT") {
		t.Errorf("the calendar has the seminar: %s", file)
	}
}
