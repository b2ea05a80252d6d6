package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"consultations/models"
	"consultations/models/store/db"
)

// applicant is a person who registers for a seminar.
type applicant struct {
	seminarID string
	at        time.Time           // when they asked, for the registration deadline
	row       models.Registration // checked; without identifiers
	invited   bool                // by an invitation that was checked in the same transaction
}

// mayRegister decides whether the applicant can register at all.
func (n applicant) mayRegister(by models.Actor, s models.Seminar) error {
	if n.invited {
		return s.MayInvite(n.at)
	}
	return s.MayRegister(by, n.at)
}

// wantsSeat reports whether the applicant asks for a seat at once, without
// approval by the organisers.
func (n applicant) wantsSeat(by models.Actor, s models.Seminar) bool {
	return n.invited || s.WantsSeat(by)
}

// outcome is the answer to an applicant: an enrolment or a refusal.
type outcome struct {
	models.Enrolment
	err error
}

// errLocked means that another transaction has locked the seminar, and nothing
// was done for the applicant.
var errLocked = fmt.Errorf("%w: another transaction has locked the seminar", ErrUnavailable)

// errSeatsMoved means that the seats differ from what was read under the lock,
// so nothing was taken.
var errSeatsMoved = errors.New("the seats are not as they were read")

// pair is one person at one seminar.
type pair struct{ seminarID, personID string }

// register is the seat rule: the only way to take part in a seminar, alone or
// together with everybody who registers at the same moment. One statement
// checks that seats are free and takes them; those who get none join the
// waiting list in order of arrival; those who are registered already are told
// their status. A refusal of one applicant does not affect the others.
func (t *tx) register(people []applicant) ([]outcome, error) {
	seminars, err := t.lockSeminars(seminarsAsked(people))
	if err != nil {
		return nil, err
	}
	return t.registerAt(seminars, nil, people)
}

// registerFree is register for the seminars that nobody else has locked; the
// applicants of the others get errLocked.
func (t *tx) registerFree(people []applicant) ([]outcome, error) {
	seminars, locked, err := t.lockFreeSeminars(seminarsAsked(people))
	if err != nil {
		return nil, err
	}
	return t.registerAt(seminars, locked, people)
}

func (t *tx) registerAt(seminars map[string]models.Seminar, locked []string, people []applicant) ([]outcome, error) {
	out := make([]outcome, len(people))
	addresses := map[string]string{}
	for i, p := range people {
		seminar, ok := seminars[p.seminarID]
		if !ok {
			out[i].err = models.Missing()
			if slices.Contains(locked, p.seminarID) {
				out[i].err = errLocked
			}
		} else if out[i].err = p.mayRegister(t.by, seminar); out[i].err == nil {
			addresses[models.EmailKey(p.row.Email)] = p.row.Email
		}
	}
	if len(addresses) == 0 {
		return out, nil
	}
	now := t.s.db.Now()
	ids, known, err := t.persons(addresses, now)
	if err != nil {
		return nil, err
	}
	active, err := t.activeRegistrations(people, ids, known)
	if err != nil {
		return nil, err
	}
	added, repeated := t.sortOut(people, out, ids, active, now)
	rows, err := t.takeSeats(seminars, people, out, added)
	if err != nil {
		return nil, err
	}
	if err := t.announceEnrolled(seminars, rows, out, added, repeated); err != nil {
		return nil, err
	}
	return out, t.answerInvitations(seminars, answering(people, out))
}

// answering lists the registrations that reply to invitations of the same
// people, except those made with the link in them.
func answering(people []applicant, out []outcome) []idRow {
	var ids []idRow
	for i, o := range out {
		if o.err == nil && !people[i].invited && o.Status.AnswersInvitation() {
			ids = append(ids, idRow{o.ID})
		}
	}
	return ids
}

// registered is an active registration, and the name of its person.
type registered struct {
	models.Enrolment
	Name string
}

// repetition is a mail about a registration that exists to its holder, because
// the address was entered again: by the same person, or by another one, who is
// not registered.
type repetition struct{ registration, other string }

// sortOut separates new applicants from those who are registered already, in
// the database or earlier in the same batch. New ones get their identifiers. Of
// two people with one address the second is not registered.
func (t *tx) sortOut(people []applicant, out []outcome, ids map[string]string, active map[pair]registered, now time.Time) (added []int, repeated []repetition) {
	for i := range people {
		if out[i].err != nil {
			continue
		}
		r := &people[i].row
		r.PersonID = ids[models.EmailKey(r.Email)]
		at := pair{people[i].seminarID, r.PersonID}
		if e, ok := active[at]; ok {
			e.AlreadyRegistered, e.OtherPerson = true, models.IsOtherPerson(e.Name, r.Name)
			out[i].Enrolment = e.Enrolment
			switch {
			case e.OtherPerson:
				repeated = append(repeated, repetition{e.ID, r.Name})
			case e.Status != "": // twice in one batch: the first mail says it all
				repeated = append(repeated, repetition{registration: e.ID})
			}
			continue
		}
		r.ID, r.SeminarID, r.Version = models.NewID(now), people[i].seminarID, 1
		// One microsecond apart, the precision of both databases, so that a
		// list ordered by time is in order of arrival.
		r.CreatedAt = now.Add(time.Duration(i) * time.Microsecond)
		r.UpdatedAt = r.CreatedAt
		out[i].Enrolment = models.Enrolment{ID: r.ID}
		active[at] = registered{models.Enrolment{ID: r.ID}, r.Name} // its status is not known yet
		added = append(added, i)
	}
	return added, repeated
}

// takeSeats gives the applicants their status. One statement checks that the
// seats are free, and takes them, for all seminars at once.
func (t *tx) takeSeats(seminars map[string]models.Seminar, people []applicant, out []outcome, added []int) ([]models.Registration, error) {
	want := map[string]int{}
	for _, i := range added {
		if s := seminars[people[i].seminarID]; people[i].wantsSeat(t.by, s) {
			want[s.ID]++
		}
	}
	seated, moves := map[string]int{}, []seatsRow{}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		s := seminars[id]
		seats, waits := s.DivideSeats(want[id])
		seated[id] = seats
		moves = append(moves, seatsRow{id, seats, waits})
	}
	if err := t.moveManySeats(moves); err != nil {
		return nil, err
	}
	rows := make([]models.Registration, 0, len(added))
	byID := map[string]models.Enrolment{}
	for _, i := range added {
		r := &people[i].row
		s := seminars[r.SeminarID]
		before := s
		switch {
		case !people[i].wantsSeat(t.by, s):
			r.Status, r.Line = models.Pending, nil
		case seated[s.ID] > 0:
			seated[s.ID]--
			s.SeatsTaken++
			r.Status, r.Line = models.Confirmed, nil
			r.AddressConfirmation = s.Enrolled(t.by, people[i].invited, r.CreatedAt)
		default:
			line := s.NextInLine
			s.NextInLine++
			s.Waiting++
			r.Status, r.Line = models.Waitlisted, &line
			out[i].Position = s.Waiting
		}
		t.seatsChanged(before, s)
		seminars[s.ID] = s
		out[i].Status = r.Status
		byID[r.ID] = out[i].Enrolment
		rows = append(rows, *r)
	}
	for i := range out { // a duplicate in the batch gets the status of the first one
		if e := &out[i]; e.AlreadyRegistered && e.Status == "" {
			other := e.OtherPerson
			e.Enrolment = byID[e.ID]
			e.AlreadyRegistered, e.OtherPerson = true, other
		}
	}
	return rows, nil
}

// moveManySeats takes seats and extends the waiting lists of several seminars.
// When one of them has too few free seats, or somebody waiting already, nothing
// is changed.
func (t *tx) moveManySeats(moves []seatsRow) error {
	if len(moves) == 0 {
		return nil
	}
	list, err := db.JSONRows(moves)
	if err != nil {
		return err
	}
	taken := t.Exec(`UPDATE seminars SET seats_taken = seminars.seats_taken + d.seated, waiting = seminars.waiting + d.waiting, next_in_line = seminars.next_in_line + d.waiting
		FROM `+t.s.db.RowsFrom(seatsColumns)+`
		WHERE seminars.id = d.id AND (d.seated = 0 OR (seminars.waiting = 0 AND seminars.seats_taken + d.seated <= seminars.seats))`, list)
	if taken.Error == nil && taken.RowsAffected != int64(len(moves)) {
		return errSeatsMoved
	}
	return taken.Error
}

// announceEnrolled stores the new rows with their audit entries and enqueues
// the mails, also for those who were registered before.
func (t *tx) announceEnrolled(seminars map[string]models.Seminar, rows []models.Registration, out []outcome, added []int, repeated []repetition) error {
	if len(rows) == 0 {
		return t.mailAgain(repeated)
	}
	if err := t.insertRegistrations(rows); err != nil {
		return err
	}
	if err := t.mailAgain(repeated); err != nil {
		return err
	}
	var mails []river.JobArgs
	subjects, details := make([]subject, len(rows)), make([]map[string]any, len(rows))
	for n, r := range rows {
		subjects[n] = subject{"registration", r.ID, seminars[r.SeminarID].SeriesID, r.SeminarID}
		details[n] = map[string]any{"status": r.Status}
		mails = append(mails, models.MailRegistration{RegistrationID: r.ID, Mail: models.MailOf(r.Status), Version: r.Version, Position: out[added[n]].Position})
	}
	if err := t.recordAll(subjects, details); err != nil {
		return err
	}
	return t.Enqueue(mails...)
}

// mailAgain enqueues the mails about registrations that exist already, and keeps
// the names of those who are not registered, which the mails report.
func (t *tx) mailAgain(repeated []repetition) error {
	now := t.s.db.Now()
	var mails []river.JobArgs
	var shared []models.SharedAddress
	for _, r := range repeated {
		mail := models.MailRegistration{RegistrationID: r.registration, Mail: models.MailAgain, Nonce: models.NewID(now)}
		if r.other != "" {
			shared = append(shared, models.SharedAddress{ID: mail.Nonce, RegistrationID: r.registration, Name: r.other, CreatedAt: now})
		}
		mails = append(mails, mail)
	}
	if len(shared) > 0 {
		if err := t.Create(&shared).Error; err != nil {
			return err
		}
	}
	return t.Enqueue(mails...)
}

// activeRegistrations finds the active registrations of the applicants. Only
// persons who were known before can have one.
func (t *tx) activeRegistrations(people []applicant, ids map[string]string, known map[string]bool) (map[pair]registered, error) {
	found := map[pair]registered{}
	if len(known) == 0 {
		return found, nil
	}
	var persons []string
	for key := range known {
		persons = append(persons, ids[key])
	}
	var rows []struct {
		models.Enrolment
		SeminarID, PersonID, Name string
	}
	err := t.Raw("SELECT r.id, r.seminar_id, r.person_id, r.name, r.status, "+positionOf+" AS position FROM registrations r"+
		" WHERE r.seminar_id IN ? AND r.person_id IN ? AND (r.status IN ('pending','confirmed','waitlisted','offered'))",
		seminarsAsked(people), persons).Scan(&rows).Error
	for _, r := range rows {
		found[pair{r.SeminarID, r.PersonID}] = registered{r.Enrolment, r.Name}
	}
	return found, err
}

// positionOf is the place of a registration r in the waiting list.
const positionOf = `CASE WHEN r.status = 'waitlisted' THEN (SELECT count(*) FROM registrations w WHERE w.seminar_id = r.seminar_id AND w.status = 'waitlisted' AND w.line <= r.line) ELSE 0 END`

func seminarsAsked(people []applicant) []string {
	seen := map[string]bool{}
	for _, p := range people {
		seen[p.seminarID] = true
	}
	return slices.Sorted(maps.Keys(seen))
}
