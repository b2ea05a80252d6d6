package store

import (
	"slices"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
)

// seatColumns are the columns of a seminar that the seat rule needs; no texts,
// because every registration reads them.
const seatColumns = "id, series_id, status, time_zone, starts_on, ends_on, year, admission, seats, seats_taken, seats_ceiling, waiting, next_in_line, opens_at, closes_at, confirm_hours"

// lockSeminars reads the seats of seminars and locks them until the transaction
// ends. Every change of seats locks the seminar first, which prevents
// deadlocks.
func (t *tx) lockSeminars(ids []string) (map[string]models.Seminar, error) {
	var rows []models.Seminar
	err := t.Raw("SELECT "+seatColumns+" FROM seminars WHERE id IN ? ORDER BY id"+t.s.db.LockRow(), ids).Scan(&rows).Error
	return seatsByID(rows), err
}

// lockFreeSeminars is lockSeminars without those that somebody else has locked.
func (t *tx) lockFreeSeminars(ids []string) (found map[string]models.Seminar, locked []string, err error) {
	var rows []models.Seminar
	err = t.Raw("SELECT "+seatColumns+" FROM seminars WHERE id IN ? ORDER BY id"+t.s.db.LockFreeRow(), ids).Scan(&rows).Error
	if found = seatsByID(rows); err != nil || len(found) == len(ids) {
		return found, nil, err
	}
	var there []string
	err = t.Raw("SELECT id FROM seminars WHERE id IN ?", ids).Scan(&there).Error
	return found, slices.DeleteFunc(there, func(id string) bool { _, ok := found[id]; return ok }), err
}

func seatsByID(rows []models.Seminar) map[string]models.Seminar {
	found := make(map[string]models.Seminar, len(rows))
	for _, s := range rows {
		found[s.ID] = s
	}
	return found
}

// lockSeats is lockSeminars for one seminar; a missing one is not found.
func (t *tx) lockSeats(seminarID string) (models.Seminar, error) {
	found, err := t.lockSeminars([]string{seminarID})
	if err != nil {
		return models.Seminar{}, err
	}
	s, ok := found[seminarID]
	if !ok {
		return s, models.Missing()
	}
	return s, nil
}

// lockRegistration reads a registration with its seminar and locks both, the
// seminar first.
func (t *tx) lockRegistration(id string) (models.Registration, models.Seminar, error) {
	var r models.Registration
	if !models.IsID(id) {
		return r, models.Seminar{}, models.Missing()
	}
	if err := t.Take(&r, "id = ?", id).Error; err != nil {
		return r, models.Seminar{}, err
	}
	s, err := t.lockSeats(r.SeminarID)
	if err != nil {
		return r, s, err
	}
	r = models.Registration{}
	found := t.Raw("SELECT * FROM registrations WHERE id = ?"+t.s.db.LockRow(), id).Scan(&r)
	if found.Error == nil && found.RowsAffected == 0 {
		return r, s, models.Missing()
	}
	return r, s, found.Error
}

// takeSeat takes one seat in the statement that checks that it is free. s is
// the locked seminar and is updated.
func (t *tx) takeSeat(s *models.Seminar) error {
	before := *s
	s.SeatsTaken++
	return t.moveSeats(before, *s, `UPDATE seminars SET seats_taken = seats_taken + 1
		WHERE id = ? AND waiting = 0 AND seats_taken + 1 <= seats`, s.ID)
}

// joinLine adds one person to the end of the waiting list.
func (t *tx) joinLine(s *models.Seminar) (line int, err error) {
	before := *s
	line = s.NextInLine
	s.NextInLine++
	s.Waiting++
	return line, t.moveSeats(before, *s, `UPDATE seminars SET waiting = waiting + 1, next_in_line = next_in_line + 1
		WHERE id = ? AND next_in_line = ?`, s.ID, line)
}

// leaveLine removes one person from the waiting list who was not offered a
// seat.
func (t *tx) leaveLine(s *models.Seminar) error {
	before := *s
	s.Waiting--
	return t.moveSeats(before, *s, "UPDATE seminars SET waiting = waiting - 1 WHERE id = ? AND waiting > 0", s.ID)
}

// freeSeats gives n seats back. If the number of seats was lowered below the
// number taken, the ceiling follows the number taken: a seat freed then is not
// given again.
func (t *tx) freeSeats(s *models.Seminar, n int) error {
	before := *s
	s.SeatsTaken -= n
	return t.moveSeats(before, *s, `UPDATE seminars SET seats_taken = seats_taken - ?,
		seats_ceiling = CASE WHEN seats > seats_taken - ? THEN seats ELSE seats_taken - ? END
		WHERE id = ? AND seats_taken >= ?`, n, n, n, s.ID, n)
}

// moveSeats runs one statement on the seats of one seminar, which must still be
// as they were read.
func (t *tx) moveSeats(before, after models.Seminar, statement string, args ...any) error {
	moved := t.Exec(statement, args...)
	if moved.Error != nil {
		return moved.Error
	}
	if moved.RowsAffected != 1 {
		return errSeatsMoved
	}
	t.seatsChanged(before, after)
	return nil
}

// seatsChanged refreshes the public page when the seminar has become full or is
// no longer full.
func (t *tx) seatsChanged(before, after models.Seminar) {
	if before.IsFull() != after.IsFull() {
		t.PublicChanged()
	}
}

// fillSeats offers free seats to the waiting list, first come first served.
// Every change that frees or adds a seat calls it in the same transaction. The
// seat is held until the person answers or the offer ends.
func (t *tx) fillSeats(seminarID string) error {
	s, err := t.lockSeats(seminarID)
	if err != nil {
		return err
	}
	now := t.s.db.Now()
	n := s.Promotable(now)
	if n == 0 {
		return nil
	}
	before := s
	s.SeatsTaken += n
	s.Waiting -= n
	err = t.moveSeats(before, s, `UPDATE seminars SET seats_taken = seats_taken + ?, waiting = waiting - ?
		WHERE id = ? AND waiting >= ? AND seats_taken + ? <= seats`, n, n, s.ID, n, n)
	if err != nil {
		return err
	}
	var rows []moved
	err = t.Raw(`UPDATE registrations SET status = 'offered', offer_expires_at = ?, updated_at = ?, version = version + 1
		WHERE id IN (SELECT id FROM registrations WHERE seminar_id = ? AND status = 'waitlisted' ORDER BY line LIMIT ?)
		RETURNING id, version`, s.OfferUntil(now), now, s.ID, n).Scan(&rows).Error
	if err != nil {
		return err
	}
	if len(rows) != n {
		return errSeatsMoved
	}
	return t.recordMoved(s, rows, models.Offered, models.MailOffered)
}

// moved is a registration whose status changed together with others.
type moved struct {
	ID      string
	Version int
}

// movedBy is the name in the audit log for what a mail reports.
var movedBy = map[models.MailKind]string{models.MailOffered: "registration.offer", models.MailLapsed: "registration.lapse", models.MailUnconfirmed: "registration.give_back"}

// recordMoved adds the audit entries of registrations that moved together and
// enqueues their mails. The actor is the system, whoever caused the move.
func (t *tx) recordMoved(s models.Seminar, rows []moved, to models.RegistrationStatus, mail models.MailKind) error {
	if len(rows) == 0 {
		return nil
	}
	subjects, details := make([]subject, len(rows)), make([]map[string]any, len(rows))
	mails := make([]river.JobArgs, len(rows))
	for i, r := range rows {
		subjects[i] = subject{"registration", r.ID, s.SeriesID, s.ID}
		details[i] = map[string]any{"status": to}
		mails[i] = models.MailRegistration{RegistrationID: r.ID, Mail: mail, Version: r.Version, HadSeat: mail == models.MailUnconfirmed}
	}
	system := *t
	system.by, system.verb = models.System, movedBy[mail]
	if err := system.recordAll(subjects, details); err != nil {
		return err
	}
	return t.Enqueue(mails...)
}

// lapse ends the offers of one seminar that were not accepted in time, and
// offers the seats to the next in line.
func (t *tx) lapse(seminarID string, now time.Time) error {
	return t.giveBack(seminarID, models.MailLapsed, `UPDATE registrations SET status = 'lapsed', line = NULL, offer_expires_at = NULL, updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND status = 'offered' AND offer_expires_at < ? RETURNING id, version`, now)
}

// lapseUnconfirmed gives back the seats of one seminar whose holders did not
// confirm their address in time.
func (t *tx) lapseUnconfirmed(seminarID string, now time.Time) error {
	return t.giveBack(seminarID, models.MailUnconfirmed, `UPDATE registrations SET status = 'lapsed', line = NULL, updated_at = ?, version = version + 1
		WHERE seminar_id = ? AND status = 'confirmed' AND confirm_by < ? RETURNING id, version`, now)
}

// giveBack moves the registrations of one seminar that a statement names out of
// their seats, and offers the seats to the next in line.
func (t *tx) giveBack(seminarID string, mail models.MailKind, statement string, now time.Time) error {
	s, err := t.lockSeats(seminarID)
	if err != nil {
		return err
	}
	var rows []moved
	if err := t.Raw(statement, now, seminarID, now).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return err
	}
	if err := t.freeSeats(&s, len(rows)); err != nil {
		return err
	}
	if err := t.recordMoved(s, rows, models.Lapsed, mail); err != nil {
		return err
	}
	return t.fillSeats(seminarID)
}
