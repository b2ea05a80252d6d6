package locale

import (
	"fmt"
	"time"

	"consultations/models"
)

// dateStyle is how a language writes a date. The names of days come from
// CLDR, and so do those of months except in Arabic. Chinese has its own order
// and does not use it.
type dateStyle struct {
	first   string   // the first of a month, if it is an ordinal
	ofMonth string   // between day and month
	ofYear  string   // between month and year
	era     string   // after the year
	weekday string   // between the day of the week and the date
	clock   string   // between date and time, and between the parts of a zone
	months  []string // names of the months, if not those of CLDR
}

// arabicMonths are the names of the months as United Nations documents in
// Arabic write them: the name used in the east of the Arab world, then the
// name used in Egypt and the Maghreb.
var arabicMonths = []string{
	"كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل",
	"أيار/مايو", "حزيران/يونيه", "تموز/يوليه", "آب/أغسطس",
	"أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
}

// Day writes a date with the name of the month, 26 March 2007; an unknown day
// is the empty string.
func (l *Locale) Day(d models.Day) string {
	if _, ok := models.ParseDay(string(d)); !ok {
		return string(d) // an invalid value is shown as it is, not as a wrong date
	}
	t := d.Time()
	if l.code == "zh" {
		return t.Format("2006年1月2日")
	}
	return l.dayMonth(t) + l.dates.ofYear + t.Format("2006") + l.dates.era
}

// PartialDate writes a date that may be known to the month or the year only:
// 26 March 2007, March 2007 or 2007.
func (l *Locale) PartialDate(d models.PartialDate) string {
	month, err := time.Parse("2006-01", string(d))
	switch {
	case len(d) != 4 && err != nil:
		return l.Day(models.Day(d))
	case l.code == "zh" && err == nil:
		return month.Format("2006年1月")
	case l.code == "zh":
		return string(d) + "年"
	case err != nil:
		return string(d) + l.dates.era
	case l.code == "ru":
		return russianMonths[month.Month()-1] + l.dates.ofYear + month.Format("2006") + l.dates.era
	}
	return l.cldr.MonthWide(month.Month()) + l.dates.ofYear + month.Format("2006") + l.dates.era
}

// russianMonths are the names of months without a day, for which CLDR's names
// within a date, марта, cannot be used.
var russianMonths = [...]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

// Days writes the dates from first to last as one span, 26–27 March 2007,
// without repeating what both have in common. If one of the two is missing it
// is a Day.
func (l *Locale) Days(from, to models.Day) string {
	if from.IsZero() {
		return l.Day(to)
	}
	if to.IsZero() || from == to {
		return l.Day(from)
	}
	a, b := from.Time(), to.Time()
	sameYear := a.Year() == b.Year()
	if l.code == "zh" {
		switch {
		case !sameYear:
			return l.Day(from) + "至" + l.Day(to)
		case a.Month() != b.Month():
			return l.Day(from) + "至" + b.Format("1月2日")
		}
		return l.Day(from) + "至" + b.Format("2日")
	}
	switch {
	case !sameYear:
		return l.Day(from) + " – " + l.Day(to)
	case a.Month() != b.Month():
		return l.dayMonth(a) + " – " + l.Day(to)
	}
	return l.dayOfMonth(a) + "–" + l.Day(to)
}

// Weekday writes a date with the day of the week, Monday, 26 March 2007.
func (l *Locale) Weekday(d models.Day) string {
	if _, ok := models.ParseDay(string(d)); !ok {
		return string(d)
	}
	name := l.cldr.WeekdayWide(d.Time().Weekday())
	if l.code == "zh" {
		return l.Day(d) + name
	}
	return name + l.dates.weekday + l.Day(d)
}

// Clock writes the hour and minute in the 24-hour clock, 09:00.
func (l *Locale) Clock(w models.LocalTime) string { return w.Clock() }

// Clocks writes a period of time: 09:00–10:30; an end on another day includes
// that day.
func (l *Locale) Clocks(from, to models.LocalTime) string {
	end := l.Clock(to)
	if to.Day() != from.Day() {
		end = l.Wall(to)
	}
	return l.Clock(from) + "–" + end
}

// Wall writes a local time: 26 March 2007, 18:00.
func (l *Locale) Wall(w models.LocalTime) string {
	if l.code == "zh" {
		return l.Day(w.Day()) + " " + l.Clock(w)
	}
	return l.Day(w.Day()) + l.dates.clock + l.Clock(w)
}

// Moment writes an instant in the local time of a zone with the zone's offset
// from UTC, so that a deadline reads the same to everybody: 26 March 2007,
// 18:00 (Asia/Shanghai, UTC+8). If the zone is unknown it is UTC. The zero
// time is the empty string.
func (l *Locale) Moment(t time.Time, zone string) string {
	if t.IsZero() {
		return ""
	}
	loc, known := models.Zone(zone)
	if !known {
		loc, zone = time.UTC, "UTC"
	}
	wall := models.LocalTimeOf(t, loc)
	place := l.isolate(distance(t.In(loc)))
	if zone != "UTC" {
		place = l.isolate(zone) + l.dates.clock + place
	}
	if l.code == "zh" {
		return l.Wall(wall) + "（" + place + "）"
	}
	return l.Wall(wall) + " (" + place + ")"
}

// distance is the offset of a clock from UTC: UTC, UTC+8, UTC−3:30.
func distance(t time.Time) string {
	_, seconds := t.Zone()
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	hours, minutes := seconds/3600, seconds%3600/60
	switch {
	case hours == 0 && minutes == 0:
		return "UTC"
	case minutes == 0:
		return fmt.Sprintf("UTC%s%d", sign, hours)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, hours, minutes)
}

func (l *Locale) dayOfMonth(t time.Time) string {
	if t.Day() == 1 && l.dates.first != "" {
		return l.dates.first
	}
	return fmt.Sprint(t.Day())
}

func (l *Locale) dayMonth(t time.Time) string {
	return l.dayOfMonth(t) + l.dates.ofMonth + l.month(t.Month())
}

func (l *Locale) month(m time.Month) string {
	if l.dates.months != nil {
		return l.dates.months[m-1]
	}
	return l.cldr.MonthWide(m)
}

// Comma stands between the items of a list.
func (l *Locale) Comma() string { return l.dates.clock }
