package store

import (
	"context"
	"time"

	"consultations/models"
)

// RegisterUnprotected registers without the seat rule: it checks whether a seat
// is free, then takes it. It is the control for the tests of that rule and must
// oversell.
func (s *Store) RegisterUnprotected(ctx context.Context, seminarID string, in models.RegistrationInput) (models.RegistrationStatus, error) {
	row, err := in.New(true)
	if err != nil {
		return "", err
	}
	var taken, seats int
	if err := s.db.Read(ctx).Raw("SELECT seats_taken, seats FROM seminars WHERE id = ?", seminarID).Row().Scan(&taken, &seats); err != nil {
		return "", err
	}
	time.Sleep(20 * time.Millisecond) // the others look too, however few processors there are
	err = s.write(ctx, models.Public, "registration.create", func(t *tx) error {
		ids, _, err := t.persons(map[string]string{models.EmailKey(row.Email): row.Email}, s.db.Now())
		if err != nil {
			return err
		}
		row.ID, row.SeminarID, row.PersonID, row.Status, row.Version = models.NewID(s.db.Now()), seminarID, ids[models.EmailKey(row.Email)], models.Declined, 1
		if taken < seats {
			row.Status = models.Confirmed
			if err := t.Exec("UPDATE seminars SET seats_taken = seats_taken + 1 WHERE id = ?", seminarID).Error; err != nil {
				return err
			}
		}
		row.CreatedAt, row.UpdatedAt = s.db.Now(), s.db.Now()
		return t.Create(&row).Error
	})
	return row.Status, err
}

// EnrolThenFail runs the seat rule in a transaction that fails at its end.
func (s *Store) EnrolThenFail(ctx context.Context, seminarID string, in models.RegistrationInput, failure error) error {
	row, err := in.New(true)
	if err != nil {
		return err
	}
	return s.write(ctx, models.Public, "registration.create", func(t *tx) error {
		if _, err := t.register([]applicant{{seminarID: seminarID, at: s.db.Now(), row: row}}); err != nil {
			return err
		}
		return failure
	})
}

// RegisterTogether runs the seat rule for several people in one transaction.
func (s *Store) RegisterTogether(seminarID string, ins ...models.RegistrationInput) ([]models.Enrolment, error) {
	var people []applicant
	for _, in := range ins {
		row, err := in.New(true)
		if err != nil {
			return nil, err
		}
		people = append(people, applicant{seminarID: seminarID, at: s.db.Now(), row: row})
	}
	out, err := s.registerTogether(people, true)
	enrolments := make([]models.Enrolment, len(out))
	for i, o := range out {
		enrolments[i] = o.Enrolment
	}
	return enrolments, err
}

// ChangeSeats changes the number of seats as an edit of the seminar does.
func (s *Store) ChangeSeats(ctx context.Context, seminarID string, seats int) error {
	return s.write(ctx, models.System, "seminar.edit", func(t *tx) error {
		if _, err := t.lockSeats(seminarID); err != nil {
			return err
		}
		err := t.Exec("UPDATE seminars SET seats = ?, seats_ceiling = CASE WHEN seats_taken > ? THEN seats_taken ELSE ? END WHERE id = ?", seats, seats, seats, seminarID).Error
		if err != nil {
			return err
		}
		return t.fillSeats(seminarID)
	})
}

// Ask is one applicant of a batch, who disconnects when Context ends.
type Ask struct {
	Context context.Context
	Seminar string
	Guest   models.RegistrationInput
}

// Answer is what the applicant is told.
type Answer struct {
	models.Enrolment
	Err error
}

// AskTogether registers people in one batch, without a check that only the
// database can make: whether their State exists.
func (s *Store) AskTogether(asks ...Ask) []<-chan Answer { return s.ask(false, asks) }

// AskAndWait is AskTogether for a batch that waits for locked seminars, as the
// control of the tests of those.
func (s *Store) AskAndWait(asks ...Ask) []<-chan Answer { return s.ask(true, asks) }

func (s *Store) ask(waits bool, asks []Ask) []<-chan Answer {
	batch, answers := make([]*waitingApplicant, len(asks)), make([]<-chan Answer, len(asks))
	for i, a := range asks {
		row, _ := a.Guest.New(true)
		w := &waitingApplicant{applicant: applicant{seminarID: a.Seminar, at: s.db.Now(), row: row}, ctx: a.Context, answer: make(chan outcome, 1)}
		answer := make(chan Answer, 1)
		go func() {
			o := <-w.answer
			answer <- Answer{o.Enrolment, o.err}
		}()
		batch[i], answers[i] = w, answer
	}
	go s.registrations.registerBatch(batch, waits)
	return answers
}

// FillQueue fills the queue while no batch runs, and returns the answer to one
// more applicant.
func (s *Store) FillQueue(ctx context.Context) error {
	q := &registrationQueue{s: s, running: true} // by nobody: none is served
	for range maxQueue {
		if err := q.push(&waitingApplicant{}); err != nil {
			return err
		}
	}
	_, err := q.submit(ctx, applicant{})
	return err
}

// Registering makes the queue look busy until done is called.
func (s *Store) Registering() (done func()) {
	q := s.registrations
	q.running, q.rest = true, make(chan struct{})
	return func() { q.take() }
}

// WaitForPersons sets how long a batch waits for a locked person; a long time is
// the control of the tests of those.
func (s *Store) WaitForPersons(wait time.Duration) { s.personWait = wait }
