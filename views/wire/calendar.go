package wire

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"consultations/models"
	"consultations/views/locale"
)

// SeminarCalendar is a calendar file of announced seminars to which people
// can subscribe. A seminar without dates is not in it.
func SeminarCalendar(l *locale.Locale, base, name string, seminars []models.PublicSeminar) []byte {
	cal := newCalendar(l, ics.MethodPublish)
	cal.SetXWRCalName(locale.SingleLine(name))
	for _, s := range seminars {
		if s.StartsOn.IsZero() {
			continue
		}
		calendarEntry{
			uid: "seminar." + s.ID + "@" + hostOf(base), stamp: s.UpdatedAt,
			summary: l.TitleOrPlace(s.Title, s.Label, s.Place), about: l.Text(s.SeriesTitle), place: l.Where(s.Place, s.Host),
			address: base + models.SeminarPath(s.SeriesSlug, s.Slug), from: s.StartsOn, to: s.EndsOn, status: eventStatus(s.Status), contact: s.Contact,
		}.addTo(cal)
	}
	return calendarBytes(cal)
}

// eventStatus is the calendar's word for the status of a seminar.
func eventStatus(s models.SeminarStatus) ics.ObjectStatus {
	switch s {
	case models.SeminarCancelled:
		return ics.ObjectStatusCancelled
	case models.SeminarPostponed:
		return ics.ObjectStatusTentative
	}
	return ics.ObjectStatusConfirmed
}

// calendarEntry is one entry of a calendar: whole days, or local times in a
// zone if they are known.
type calendarEntry struct {
	uid                   string
	sequence              int // increases with every change of the same entry
	stamp                 time.Time
	summary, about, place locale.Fragment
	address               string
	contact               string // where readers can write to; empty if nowhere
	from, to              models.Day
	starts, ends          models.LocalTime
	zone                  string
	status                ics.ObjectStatus
}

func (m calendarEntry) addTo(cal *ics.Calendar) *ics.VEvent {
	loc, known := models.Zone(m.zone)
	timed := known && m.starts != "" && m.ends != ""
	if timed {
		cal.AddVTimezone(timezone(m.zone, loc, m.starts.In(loc), m.ends.In(loc)))
	}
	e := cal.AddEvent(m.uid)
	e.SetDtStampTime(m.stamp.UTC())
	e.SetModifiedAt(m.stamp.UTC())
	if m.sequence > 0 {
		e.SetSequence(m.sequence)
	}
	if timed {
		tz := &ics.KeyValues{Key: string(ics.ParameterTzid), Value: []string{m.zone}}
		e.SetProperty(ics.ComponentPropertyDtStart, compact(m.starts), tz)
		e.SetProperty(ics.ComponentPropertyDtEnd, compact(m.ends), tz)
	} else {
		to := m.to
		if to.IsZero() {
			to = m.from
		}
		e.SetAllDayStartAt(m.from.Time())
		e.SetAllDayEndAt(to.Time().AddDate(0, 0, 1)) // the end is the first free day
	}
	e.SetSummary(locale.SingleLine(m.summary.Text), languageOf(m.summary)...)
	if m.place.Text != "" {
		e.SetLocation(locale.SingleLine(m.place.Text), languageOf(m.place)...)
	}
	if m.about.Text != "" {
		e.SetDescription(locale.SingleLine(m.about.Text)+"\n"+m.address, languageOf(m.about)...)
	}
	if m.contact != "" {
		e.SetProperty(ics.ComponentPropertyContact, locale.SingleLine(m.contact))
	}
	if address := models.ContactAddress(m.contact); address != "" {
		name, _, _ := strings.Cut(m.contact, address)
		e.SetOrganizer("mailto:"+address, ics.WithCN(strings.Trim(paramText(name), " <(（：，、")))
	}
	e.SetURL(m.address)
	e.SetStatus(m.status)
	e.SetTimeTransparency(ics.TransparencyOpaque)
	return e
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
func calendarBytes(cal *ics.Calendar) []byte { return []byte(cal.Serialize(ics.WithNewLineWindows)) }

// compact writes a local time in the form of calendars, 20070326T090000.
func compact(w models.LocalTime) string {
	return strings.NewReplacer("-", "", ":", "").Replace(string(w)) + "00"
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
// an invitation, or the call-off of an earlier one. It is the same entry over
// all mails, and a later mail has the higher sequence.
func SeatCalendar(l *locale.Locale, base string, letter models.RegistrationLetter, version int, cancelled bool) []byte {
	method, status := ics.MethodRequest, ics.ObjectStatusConfirmed
	if cancelled {
		method, status = ics.MethodCancel, ics.ObjectStatusCancelled
	}
	cal := newCalendar(l, method)
	e := calendarEntry{
		uid: "registration." + letter.RegistrationID + "@" + hostOf(base), sequence: version, stamp: letter.UpdatedAt,
		summary: l.TitleOrPlace(letter.Title, letter.Label, letter.Place), about: l.Text(letter.SeriesTitle), place: Venue(l, letter.RegistrationSeminar),
		address: base + models.SeminarPath(letter.SeriesSlug, letter.SeminarSlug), from: letter.StartsOn, to: letter.EndsOn,
		starts: letter.FirstSession, ends: letter.LastSession, zone: letter.TimeZone, status: status, contact: letter.Contact,
	}.addTo(cal)
	if models.ContactAddress(letter.Contact) == "" { // an invitation must name an organiser
		e.SetOrganizer("mailto:consultations@"+hostOf(base), ics.WithCN(paramText(l.T("site.name"))))
	}
	e.AddAttendee("mailto:"+letter.Email, ics.WithCN(paramText(letter.Name)), ics.ParticipationStatusAccepted, ics.ParticipationRoleReqParticipant, ics.WithRSVP(false))
	return calendarBytes(cal)
}

// paramText removes characters that parameters in a calendar file cannot
// contain.
func paramText(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`;:,"`, r) {
			return ' '
		}
		return r
	}, locale.SingleLine(s))
}

// Venue is the place of the seminar, as far as it is known.
func Venue(l *locale.Locale, s models.RegistrationSeminar) locale.Fragment {
	place := l.Text(s.Place)
	if v := l.Text(s.Venue); v.Text != "" {
		place.Text = v.Text + " · " + place.Text
	}
	return place
}
