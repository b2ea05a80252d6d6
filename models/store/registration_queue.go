package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"consultations/models"
)

const (
	maxBatch     = 200                    // applicants in one transaction
	maxQueue     = 5000                   // applicants in the queue; further ones are refused as unavailable
	batchTimeout = 7 * time.Second        // for one batch: its applicants wait hardly longer for their answer
	mailEvery    = 100 * time.Millisecond // while people register, one e-mail about a registration goes out
	calmAfter    = 100 * time.Millisecond // without registrations; in a rush the queue is empty again and again
	maxApart     = 4                      // transactions at a time that wait for locked seminars
	askAgain     = 300 * time.Millisecond // whether a person is still locked
)

// registrationQueue lets everybody who registers at the same moment share one
// transaction: for a popular seminar, one commit for many people costs hardly
// more than one for a single person. Each is answered only after the commit.
//
// A seminar that somebody else has locked leaves the queue with its applicants
// until they are registered, so that it does not hold up the others. So does an
// applicant whose person somebody else has locked; no transaction waits for it,
// because it would hold the seminar meanwhile.
type registrationQueue struct {
	s       *Store
	mu      sync.Mutex
	waiting []*waitingApplicant
	running bool                           // a second transaction would only wait for the rows of the first
	rest    chan struct{}                  // closed when it has ended
	emptied time.Time                      // when it ended last
	turn    time.Time                      // the last one of those reserved by nextTurn
	locked  map[string][]*waitingApplicant // applicants of locked seminars
	held    []*waitingApplicant            // applicants whose persons are locked
	holding bool                           // somebody registers them
	apart   chan struct{}                  // holds a value for each transaction for a locked seminar
	stopped bool
	idle    sync.WaitGroup
}

// waitingApplicant is one applicant who waits for an answer.
type waitingApplicant struct {
	applicant
	ctx    context.Context // ends when the applicant disconnects
	answer chan outcome
	since  time.Time // when the person was found locked
}

func newRegistrationQueue(s *Store) *registrationQueue {
	return &registrationQueue{s: s, locked: map[string][]*waitingApplicant{}, apart: make(chan struct{}, maxApart)}
}

// submit queues an applicant and waits for the outcome.
func (q *registrationQueue) submit(ctx context.Context, n applicant) (models.Enrolment, error) {
	w := &waitingApplicant{applicant: n, ctx: ctx, answer: make(chan outcome, 1)}
	if err := q.push(w); err != nil {
		return models.Enrolment{}, err
	}
	select {
	case o := <-w.answer:
		return o.Enrolment, o.err
	case <-ctx.Done():
		return models.Enrolment{}, fmt.Errorf("%w: %w", ErrUnavailable, ctx.Err())
	}
}

func (q *registrationQueue) push(w *waitingApplicant) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := len(q.waiting) + len(q.held)
	for _, list := range q.locked {
		n += len(list)
	}
	if q.stopped || n >= maxQueue {
		return fmt.Errorf("%w: too many registrations wait", ErrUnavailable)
	}
	q.waiting = append(q.waiting, w)
	if !q.running {
		q.running, q.rest = true, make(chan struct{})
		q.idle.Add(1)
		go q.run()
	}
	return nil
}

// run registers batch after batch until the queue is empty.
func (q *registrationQueue) run() {
	defer q.idle.Done()
	for batch := q.take(); batch != nil; batch = q.take() {
		q.registerBatch(batch, false)
	}
}

// runApart registers the applicants of a locked seminar.
func (q *registrationQueue) runApart(seminarID string) {
	defer q.idle.Done()
	for batch := q.takeLocked(seminarID); batch != nil; batch = q.takeLocked(seminarID) {
		q.apart <- struct{}{}
		q.registerBatch(batch, true)
		<-q.apart
	}
}

// take returns the next batch. When the queue is empty it returns nil, and the
// caller stops running.
func (q *registrationQueue) take() []*waitingApplicant {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.waiting), maxBatch)
	if n == 0 {
		q.running, q.waiting, q.emptied = false, nil, time.Now()
		close(q.rest)
		return nil
	}
	batch := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	return batch
}

// takeLocked returns the next batch of a locked seminar. When nobody waits it
// returns nil, and the seminar is back in the queue.
func (q *registrationQueue) takeLocked(seminarID string) []*waitingApplicant {
	q.mu.Lock()
	defer q.mu.Unlock()
	list := q.locked[seminarID]
	n := min(len(list), maxBatch)
	if n == 0 {
		delete(q.locked, seminarID)
		return nil
	}
	q.locked[seminarID] = list[n:]
	return list[:n:n]
}

// registerBatch registers a batch in one transaction and answers its
// applicants. Those of locked seminars are taken apart, where they wait. If the
// transaction fails for a reason that may lie with one of the applicants, each
// of them gets one, so that one bad row cannot fail the others. It returns the
// error of the last transaction.
func (q *registrationQueue) registerBatch(batch []*waitingApplicant, apart bool) error {
	batch = q.present(batch, apart)
	if len(batch) == 0 {
		return nil
	}
	people := make([]applicant, len(batch))
	for i, w := range batch {
		people[i] = w.applicant
	}
	out, err := q.s.registerTogether(people, apart)
	if err == nil {
		var locked []*waitingApplicant
		for i, w := range batch {
			if errors.Is(out[i].err, errLocked) {
				locked = append(locked, w)
				continue
			}
			w.answer <- out[i]
		}
		q.takeApart(locked)
		return nil
	}
	if errors.Is(err, errPersonLocked) {
		return q.registerUnlocked(batch, apart)
	}
	if errors.Is(err, ErrUnavailable) || len(batch) == 1 {
		refuseAll(batch, err)
		return err
	}
	q.s.db.Log().Warn("registering applicants one by one", "people", len(batch), "err", err)
	return q.registerOneByOne(batch, apart)
}

func (q *registrationQueue) registerOneByOne(batch []*waitingApplicant, apart bool) (err error) {
	for i := range batch {
		if err = q.registerBatch(batch[i:i+1], apart); errors.Is(err, ErrUnavailable) {
			refuseAll(batch[i+1:], err)
			return err
		}
	}
	return err
}

// registerUnlocked registers a batch without those whose persons are locked. If
// none is, one of them is just being entered by another transaction, or was
// locked until now.
func (q *registrationQueue) registerUnlocked(batch []*waitingApplicant, apart bool) error {
	if len(batch) == 1 {
		q.hold(batch)
		return nil
	}
	free, held, err := q.withLockedPersons(batch)
	if err != nil {
		refuseAll(batch, err)
		return err
	}
	q.hold(held)
	if len(held) == 0 {
		return q.registerOneByOne(free, apart)
	}
	return q.registerBatch(free, apart)
}

// withLockedPersons divides applicants into those whose persons are free and
// those whose persons another transaction has locked.
func (q *registrationQueue) withLockedPersons(batch []*waitingApplicant) (free, held []*waitingApplicant, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), batchTimeout)
	defer cancel()
	keys := make([]string, len(batch))
	for i, w := range batch {
		keys[i] = models.EmailKey(w.row.Email)
	}
	locked, err := q.s.lockedPersons(ctx, keys)
	for i, w := range batch {
		if slices.Contains(locked, keys[i]) {
			held = append(held, w)
		} else {
			free = append(free, w)
		}
	}
	return free, held, err
}

// hold keeps applicants out of the queue until their persons are free. Those who
// have waited too long are refused.
func (q *registrationQueue) hold(batch []*waitingApplicant) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, w := range batch {
		switch {
		case w.since.IsZero():
			w.since = time.Now()
		case time.Since(w.since) > batchTimeout:
			w.answer <- outcome{err: errPersonLocked}
			continue
		}
		q.held = append(q.held, w)
	}
	if len(q.held) > 0 && !q.holding {
		q.holding = true
		q.idle.Add(1)
		go q.runHeld()
	}
}

// runHeld registers applicants, each alone, when their persons are free.
func (q *registrationQueue) runHeld() {
	defer q.idle.Done()
	for batch := q.takeHeld(); batch != nil; batch = q.takeHeld() {
		time.Sleep(askAgain)
		free, held, err := q.withLockedPersons(batch)
		if err != nil {
			refuseAll(batch, err)
			continue
		}
		for _, w := range free {
			q.registerBatch([]*waitingApplicant{w}, false)
		}
		q.hold(held)
	}
}

// takeHeld returns those who are held. When there are none it returns nil, and
// the caller stops running.
func (q *registrationQueue) takeHeld() []*waitingApplicant {
	q.mu.Lock()
	defer q.mu.Unlock()
	batch := q.held
	q.held = nil
	q.holding = batch != nil
	return batch
}

// present leaves out the applicants who have disconnected, and those of locked
// seminars, who wait for them apart.
func (q *registrationQueue) present(batch []*waitingApplicant, apart bool) []*waitingApplicant {
	q.mu.Lock()
	defer q.mu.Unlock()
	var present []*waitingApplicant
	for _, w := range batch {
		list, locked := q.locked[w.seminarID]
		switch {
		case w.ctx.Err() != nil:
		case locked && !apart:
			q.locked[w.seminarID] = append(list, w)
		default:
			present = append(present, w)
		}
	}
	return present
}

// takeApart takes locked seminars out of the queue, with these applicants.
func (q *registrationQueue) takeApart(batch []*waitingApplicant) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, w := range batch {
		list, apart := q.locked[w.seminarID]
		q.locked[w.seminarID] = append(list, w)
		if !apart {
			q.idle.Add(1)
			go q.runApart(w.seminarID)
		}
	}
}

func refuseAll(batch []*waitingApplicant, err error) {
	for _, w := range batch {
		w.answer <- outcome{err: err}
	}
}

// registerTogether applies the seat rule to members of the public in one
// transaction, which waits for locked seminars or leaves them out. It does not
// end when one of the applicants disconnects, because the others wait.
func (s *Store) registerTogether(people []applicant, waits bool) (out []outcome, err error) {
	defer func() {
		if p := recover(); p != nil { // in a goroutine, it would end the program
			out, err = nil, fmt.Errorf("registration.create: panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), batchTimeout)
	defer cancel()
	err = s.write(ctx, models.Public, "registration.create", func(t *tx) (err error) {
		register := t.registerFree
		if waits {
			register = t.register
		}
		out, err = register(people)
		return err
	})
	return out, err
}

// GiveWay waits until nobody has registered on this node for a moment, so that
// people who wait for a page have the processors to themselves. Work that
// follows a registration begins with it. During a long rush one caller after the
// other may go on, at intervals of mailEvery.
func (s *Store) GiveWay(ctx context.Context) {
	turn := s.registrations.nextTurn()
	for ctx.Err() == nil {
		rest, calm := s.registrations.resting()
		wait := min(calm, time.Until(turn))
		if wait <= 0 {
			return
		}
		select {
		case <-rest:
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
}

// nextTurn reserves the moment at which a caller of GiveWay may go on although
// people register.
func (q *registrationQueue) nextTurn() time.Time {
	q.mu.Lock()
	defer q.mu.Unlock()
	if now := time.Now(); q.turn.Before(now) {
		q.turn = now
	}
	q.turn = q.turn.Add(mailEvery)
	return q.turn
}

// resting returns how long the queue must stay empty from now until it counts as
// calm. While it is busy it also returns what is closed when it is empty.
func (q *registrationQueue) resting() (rest chan struct{}, calm time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.running {
		return q.rest, time.Hour
	}
	if calm = time.Until(q.emptied.Add(calmAfter)); calm <= 0 {
		q.turn = time.Time{}
	}
	return nil, calm
}

// stop refuses new applicants and waits for those being registered.
func (q *registrationQueue) stop() {
	q.mu.Lock()
	q.stopped = true
	q.mu.Unlock()
	q.idle.Wait()
}
