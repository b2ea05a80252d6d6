package models

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// firstYear and lastYear limit what is accepted as a year.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Day is a calendar date without a time or a zone, written 2007-03-26. The
// empty Day is an unknown date. It is stored as text, because a day must not
// shift if a server is in another zone.
type Day string

// ParseDay reads 2007-03-26; anything else, and a day that does not exist, is
// refused.
func ParseDay(s string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return "", false
	}
	return Day(s), true
}

// IsZero reports whether the day is not known.
func (d Day) IsZero() bool { return d == "" }

// Time returns the day's midnight in UTC, for formatting only.
func (d Day) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// after is the day so many days later; for an unknown day it is unknown.
func (d Day) after(days int) Day {
	if d == "" {
		return ""
	}
	return Day(d.Time().AddDate(0, 0, days).Format(time.DateOnly))
}

// Value stores the day as text, an unknown day as null.
func (d Day) Value() (driver.Value, error) {
	if d == "" {
		return nil, nil
	}
	return string(d), nil
}

// Scan reads the day back; a driver may return text or a time.
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = ""
	case string:
		*d = Day(v)
	case []byte:
		*d = Day(v)
	case time.Time:
		*d = Day(v.Format(time.DateOnly))
	default:
		return fmt.Errorf("a day column holds %T", src)
	}
	return nil
}

// PartialDate is a date that may be known to the month or the year only,
// written 2007-03-26, 2007-03 or 2007. The empty one is not known at all.
type PartialDate string

// ParsePartialDate reads a date, a month or a year.
func ParsePartialDate(s string) (PartialDate, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return PartialDate(s), t.Year() >= firstYear && t.Year() <= lastYear
		}
	}
	return "", false
}

// Year gives the year, 2007; of an unknown date it is empty.
func (d PartialDate) Year() string { return string(d[:min(4, len(d))]) }

// LocalTime is a time on the clock of a seminar, written 2007-03-26T09:00,
// without a zone; the seminar's zone makes it an instant.
type LocalTime string

const localLayout = "2006-01-02T15:04"

// ParseLocalTime reads 2007-03-26T09:00.
func ParseLocalTime(s string) (LocalTime, bool) {
	t, err := time.Parse(localLayout, s)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return "", false
	}
	return LocalTime(s), true
}

// localTimeOfInstant reads an RFC 3339 instant such as 2027-03-01T06:00:00Z as
// the time that clocks in the zone show. An instant that they show twice,
// because they go back, is refused unless it is the one that In gives.
func localTimeOfInstant(s string, zone *time.Location) (LocalTime, bool) {
	instant, err := time.Parse(time.RFC3339, s)
	if err != nil || instant.Second() != 0 || instant.Nanosecond() != 0 {
		return "", false
	}
	t, ok := ParseLocalTime(instant.In(zone).Format(localLayout))
	return t, ok && t.In(zone).Equal(instant)
}

// Day is the calendar day of the wall time.
func (w LocalTime) Day() Day {
	if len(w) < 10 {
		return ""
	}
	return Day(w[:10])
}

// Clock is the hour and minute, 09:00.
func (w LocalTime) Clock() string {
	if len(w) < 16 {
		return ""
	}
	return string(w[11:])
}

// In returns the instant of the local time in a zone. If the time does not
// exist because clocks go forward, it is the instant at the same distance
// after the beginning of the gap (02:30 becomes 03:30). If it exists twice
// because clocks go back, it is the second one, so that a deadline never ends
// earlier than a reader of the clock could think.
func (w LocalTime) In(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(localLayout, string(w), zone)
	if err != nil {
		return time.Time{}
	}
	offset := func(t time.Time) int { _, o := t.Zone(); return o }
	before, after := offset(t.Add(-24*time.Hour)), offset(t.Add(24*time.Hour))
	naive, _ := time.Parse(localLayout, string(w))
	early := naive.Add(-time.Duration(max(before, after)) * time.Second)
	late := naive.Add(-time.Duration(min(before, after)) * time.Second)
	if late.In(zone).Format(localLayout) == string(w) {
		return late.UTC()
	}
	if early.In(zone).Format(localLayout) == string(w) {
		return early.UTC()
	}
	return naive.Add(-time.Duration(before) * time.Second).UTC() // a gap
}

// LocalTimeOf gives the wall time of an instant in a zone.
func LocalTimeOf(t time.Time, zone *time.Location) LocalTime {
	if t.IsZero() {
		return ""
	}
	return LocalTime(t.In(zone).Format(localLayout))
}

// Zone finds an IANA zone by name. Names that mean different places on
// different machines, or none, and clocks that count leap seconds are refused.
func Zone(name string) (*time.Location, bool) {
	switch name {
	case "", "Local", "localtime", "posixrules", "Factory":
		return nil, false
	}
	if strings.HasPrefix(name, "posix/") || strings.HasPrefix(name, "right/") {
		return nil, false
	}
	loc, err := time.LoadLocation(name)
	return loc, err == nil
}

func itoa(n int) string { return strconv.Itoa(n) }

// DayOf is the day of an instant in UTC, for dates of publication, which
// belong to no seminar's clock.
func DayOf(t time.Time) Day { return Day(t.UTC().Format(time.DateOnly)) }
