package store

import (
	"context"
	"time"

	"consultations/models"
)

// programmeTimes are when the published sessions of a seminar m begin and end.
// Sessions outside the days of the seminar do not count.
const programmeTimes = `COALESCE((SELECT min(n.starts_local) FROM sessions n WHERE ` + withinDays + `), '') AS first_session,
	COALESCE((SELECT max(n.ends_local) FROM sessions n WHERE ` + withinDays + `), '') AS last_session`

const withinDays = `n.seminar_id = m.id AND m.agenda_published AND n.starts_local >= m.starts_on AND substr(n.ends_local, 1, 10) <= m.ends_on`

// entryTimes are the local times of a calendar entry; empty for whole days.
type entryTimes struct{ starts, ends models.LocalTime }

// entryTimes reads the times of a seminar's calendar entry as they are now in
// the transaction.
func (t *tx) entryTimes(seminarID string) (e entryTimes, err error) {
	var days models.EntryDays
	err = t.Raw("SELECT m.starts_on, m.ends_on, "+programmeTimes+" FROM seminars m WHERE m.id = ?", seminarID).Scan(&days).Error
	e.starts, e.ends = days.Times()
	return e, err
}

// entryChanged counts a change of the calendar entry, if its times differ from
// before.
func (t *tx) entryChanged(seminarID string, before entryTimes) error {
	after, err := t.entryTimes(seminarID)
	if err != nil || after == before {
		return err
	}
	return t.Exec("UPDATE seminars SET sequence = sequence + 1, updated_at = ? WHERE id = ?", t.s.db.Now(), seminarID).Error
}

const calendarSeminars = "SELECT " + publicColumns + ", m.venue, " + programmeTimes + fromPublic

// CalendarSeminars lists the announced seminars of a series with the times of
// their calendar entries.
func (s *Store) CalendarSeminars(ctx context.Context, _ models.Actor, seriesID string) ([]models.PublicSeminar, error) {
	var all []models.PublicSeminar
	q := s.db.Read(ctx).Raw(calendarSeminars+" AND m.series_id = ? ORDER BY m.starts_on, m.id", seriesID)
	return all, s.db.Classify("seminar.calendar", q.Scan(&all).Error)
}

// RecentSeminars lists the announced seminars that began in the last three
// months, or have yet to begin, with the times of their calendar entries, in the
// order of their days.
func (s *Store) RecentSeminars(ctx context.Context, _ models.Actor) ([]models.PublicSeminar, error) {
	var all []models.PublicSeminar
	since := s.db.Now().AddDate(0, -3, 0).Format(time.DateOnly)
	q := s.db.Read(ctx).Raw(calendarSeminars+" AND m.starts_on >= ? ORDER BY m.starts_on, m.id LIMIT 500", since)
	return all, s.db.Classify("seminar.recent", q.Scan(&all).Error)
}
