package wire

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"consultations/models"
	"consultations/views/locale"
)

// Site is what calendar files and e-mails say about the site itself.
type Site struct {
	BaseURL string // origin of every link, without a slash at the end
	Sender  string // address from which e-mails are sent
}

// SeminarCalendar is a calendar file of announced seminars to which people
// can subscribe. A seminar without dates, or whose dates no longer hold
// because it is postponed, is not in it.
func SeminarCalendar(l *locale.Locale, site Site, name string, seminars []models.PublicSeminar) []byte {
	cal := newCalendar(l, ics.MethodPublish)
	cal.SetXWRCalName(locale.SingleLine(name))
	for _, s := range seminars {
		if !s.HasDays() {
			continue
		}
		calendarEntry{
			seminarID: s.ID, sequence: models.EntrySequence(s.Sequence, 0), stamp: s.UpdatedAt,
			summary: l.TitleOrPlace(s.Title, s.Label, s.Place), about: l.Text(s.SeriesTitle), place: venueIn(l, s.Venue, s.Place, s.Host),
			path: models.SeminarPath(s.SeriesSlug, s.Slug), days: s.EntryDays(), zone: s.TimeZone, status: eventStatus(s.Status), contact: s.Contact,
		}.addTo(cal, l, site)
	}
	return calendarBytes(cal)
}

// eventStatus is the calendar's word for the status of a seminar.
func eventStatus(s models.SeminarStatus) ics.ObjectStatus {
	switch s {
	case models.SeminarCancelled:
		return ics.ObjectStatusCancelled
	}
	return ics.ObjectStatusConfirmed
}

// calendarEntry is one entry of a calendar: whole days, or local times in a
// zone if they are known.
type calendarEntry struct {
	seminarID             string
	sequence              int // increases with every change of the same entry
	stamp                 time.Time
	summary, about, place locale.Fragment
	path                  string
	contact               string // where readers can write to; empty if nowhere
	days                  models.EntryDays
	zone                  string
	status                ics.ObjectStatus
}

// addTo adds the entry to a calendar. A seminar has one entry, whether it comes
// from a page or with an e-mail.
func (m calendarEntry) addTo(cal *ics.Calendar, l *locale.Locale, site Site) *ics.VEvent {
	loc, known := models.Zone(m.zone)
	starts, ends := m.days.Times()
	timed := known && starts != ""
	if timed {
		addTimezone(cal, m.zone, loc, starts.In(loc), ends.In(loc))
	}
	e := cal.AddEvent("seminar." + m.seminarID + "@" + hostOf(site.BaseURL))
	e.SetDtStampTime(m.stamp.UTC())
	e.SetModifiedAt(m.stamp.UTC())
	e.SetSequence(m.sequence)
	if timed {
		tz := &ics.KeyValues{Key: string(ics.ParameterTzid), Value: []string{m.zone}}
		e.SetProperty(ics.ComponentPropertyDtStart, compact(starts), tz)
		e.SetProperty(ics.ComponentPropertyDtEnd, compact(ends), tz)
	} else {
		to := m.days.EndsOn
		if to.IsZero() {
			to = m.days.StartsOn
		}
		e.SetAllDayStartAt(m.days.StartsOn.Time())
		e.SetAllDayEndAt(to.Time().AddDate(0, 0, 1)) // the end is the first free day
	}
	e.SetSummary(locale.SingleLine(m.summary.Text), languageOf(m.summary)...)
	if m.place.Text != "" {
		e.SetLocation(locale.SingleLine(m.place.Text), languageOf(m.place)...)
	}
	if m.about.Text != "" {
		e.SetDescription(locale.SingleLine(m.about.Text)+"\n"+site.BaseURL+m.path, languageOf(m.about)...)
	}
	if m.contact != "" {
		e.SetProperty(ics.ComponentPropertyContact, locale.SingleLine(m.contact))
	}
	e.SetOrganizer(m.organiser(l, site))
	e.SetURL(site.BaseURL + m.path)
	e.SetStatus(m.status)
	e.SetTimeTransparency(ics.TransparencyOpaque)
	return e
}

// organiser is who answers for the entry: the contact, or the sender of the
// site's e-mails if the contact has no address. Calendars send replies there.
func (m calendarEntry) organiser(l *locale.Locale, site Site) (address string, name ics.PropertyParameter) {
	address = models.ContactAddress(m.contact)
	if address == "" {
		return "mailto:" + site.Sender, withName(l.T("site.name"))
	}
	before, _, _ := strings.Cut(m.contact, address)
	if before = strings.Trim(before, " <([:;,\"«“：；，、（،؛"); before == "" {
		before = address
	}
	return "mailto:" + address, withName(before)
}

func languageOf(f locale.Fragment) []ics.PropertyParameter {
	if f.Lang == "" {
		return nil
	}
	return []ics.PropertyParameter{&ics.KeyValues{Key: "LANGUAGE", Value: []string{f.Lang}}}
}

func newCalendar(l *locale.Locale, method ics.Method) *ics.Calendar {
	cal := &ics.Calendar{}
	cal.SetVersion("2.0")
	cal.SetProductId("-//Consultations//" + strings.ToUpper(l.Code()))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(method)
	return cal
}

// calendarBytes returns the file with the line ends that RFC 5545 requires.
func calendarBytes(cal *ics.Calendar) []byte {
	return []byte(marks.Replace(cal.Serialize(ics.WithNewLineWindows)))
}

// withName is the parameter with a name. The library escapes marks in parameters
// with backslashes, but parameters have no escapes (RFC 5545, 3.2): a value
// with a mark that separates is quoted, and any other mark is written as it is.
// Control characters stand for the marks until the file is written, because
// SingleLine leaves none in what people typed.
func withName(name string) ics.PropertyParameter {
	name = strings.ReplaceAll(locale.SingleLine(name), `"`, "'")
	if strings.ContainsAny(name, ";:,") {
		name = `"` + name + `"`
	}
	return ics.WithCN(standIns.Replace(name))
}

var standIns, marks = func() (*strings.Replacer, *strings.Replacer) {
	var there, back []string
	for n, mark := range []string{`'`, `\`, `"`, `;`, `:`, `,`} {
		standIn := string(rune(1 + n))
		there, back = append(there, mark, standIn), append(back, standIn, mark)
	}
	return strings.NewReplacer(there...), strings.NewReplacer(back...)
}()

// compact writes a local time in the form of calendars, 20070326T090000.
func compact(w models.LocalTime) string { return separators.Replace(string(w)) + "00" }

var separators = strings.NewReplacer("-", "", ":", "")

// addTimezone describes a zone between two instants. A calendar describes each
// zone once, with all the changes that its entries need.
func addTimezone(cal *ics.Calendar, name string, loc *time.Location, from, to time.Time) {
	tz := timezone(name, loc, from, to)
	for _, known := range cal.Timezones() {
		if p := known.GetProperty(ics.ComponentProperty(ics.PropertyTzid)); p == nil || p.Value != name {
			continue
		}
		for _, part := range tz.Components {
			if !slices.ContainsFunc(known.Components, func(c ics.Component) bool { return began(c) == began(part) }) {
				known.Components = append(known.Components, part)
			}
		}
		return
	}
	cal.AddVTimezone(tz)
}

// began is when a part of the description of a zone begins to hold.
func began(part ics.Component) string {
	for _, p := range part.UnknownPropertiesIANAProperties() {
		if p.IANAToken == string(ics.PropertyDtstart) {
			return p.Value
		}
	}
	return ""
}

// timezone describes a zone between two instants, by the rules that this
// program knows, because those of calendars differ.
func timezone(name string, loc *time.Location, from, to time.Time) *ics.VTimezone {
	tz := ics.NewTimezone(name)
	for at := from; ; {
		began, ends := at.In(loc).ZoneBounds()
		abbreviation, offset := at.In(loc).Zone()
		before := offset
		if began.IsZero() {
			began = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
		} else {
			_, before = began.Add(-time.Second).In(loc).Zone()
		}
		part := ics.ComponentBase{}
		part.SetProperty(ics.ComponentPropertyDtStart, began.UTC().Add(time.Duration(before)*time.Second).Format("20060102T150405"))
		part.SetProperty("TZOFFSETFROM", utcOffset(before))
		part.SetProperty("TZOFFSETTO", utcOffset(offset))
		part.SetProperty("TZNAME", abbreviation)
		if at.In(loc).IsDST() {
			tz.Components = append(tz.Components, &ics.Daylight{ComponentBase: part})
		} else {
			tz.Components = append(tz.Components, &ics.Standard{ComponentBase: part})
		}
		if ends.IsZero() || ends.After(to) {
			return tz
		}
		at = ends
	}
}

// utcOffset writes an offset from UTC in the form of calendars, +0530.
func utcOffset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	text := fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds%3600/60)
	if s := seconds % 60; s != 0 {
		text += fmt.Sprintf("%02d", s)
	}
	return text
}

// hostOf is the host of an origin, which makes ids unique worldwide.
func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" {
		return "localhost"
	}
	return u.Hostname()
}

// SeatCalendar is the calendar file that goes along with a mail about a seat:
// an invitation, or the call-off of an earlier one. It is the same entry as on
// the public page and in all mails, and a later mail has the higher sequence.
func SeatCalendar(l *locale.Locale, site Site, letter models.RegistrationLetter, cancelled bool) []byte {
	method, status := ics.MethodRequest, ics.ObjectStatusConfirmed
	if cancelled {
		method, status = ics.MethodCancel, ics.ObjectStatusCancelled
	}
	cal := newCalendar(l, method)
	e := calendarEntry{
		seminarID: letter.SeminarID, sequence: letter.Sequence(), stamp: letter.Stamp(),
		summary: l.TitleOrPlace(letter.Title, letter.Label, letter.Place), about: l.Text(letter.SeriesTitle), place: Venue(l, letter.RegistrationSeminar),
		path: models.SeminarPath(letter.SeriesSlug, letter.SeminarSlug), days: letter.EntryDays(), zone: letter.TimeZone, status: status, contact: letter.Contact,
	}.addTo(cal, l, site)
	e.AddAttendee("mailto:"+letter.Email, withName(letter.AttendeeName()), ics.ParticipationStatusAccepted, ics.ParticipationRoleReqParticipant, ics.WithRSVP(false))
	return calendarBytes(cal)
}

// Venue is the place of the seminar, as far as it is known.
func Venue(l *locale.Locale, s models.RegistrationSeminar) locale.Fragment {
	return venueIn(l, s.Venue, s.Place, s.Host)
}

// venueIn adds the venue, if it is known, to the place and the State.
func venueIn(l *locale.Locale, venue, town, host models.Text) locale.Fragment {
	place := l.Where(town, host)
	if v := l.Text(venue); v.Text != "" {
		place.Text = v.Text + " · " + place.Text
	}
	return place
}
