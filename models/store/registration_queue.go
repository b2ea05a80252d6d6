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
	maxBatch     = 200             // applicants in one transaction
	maxQueue     = 5000            // applicants in the queue; further ones are refused as unavailable
	batchTimeout = 7 * time.Second // for one batch: its applicants wait hardly longer for their answer
	mailsWait    = time.Second     // e-mails about registrations wait so long for those who register now
	maxApart     = 4               // transactions at a time for seminars that are locked

	// A batch waits so long for rows that somebody else has locked. Its
	// statements take a small part of that.
	patience = 500 * time.Millisecond
)

// errLocked means that a batch was given up before its commit, because somebody
// else had locked what it needs.
var errLocked = fmt.Errorf("%w: another transaction has locked the seminar", ErrUnavailable)

// registrationQueue lets everybody who registers at the same moment share one
// transaction: for a popular seminar, one commit for many people costs hardly
// more than one for a single person. Each is answered only after the commit.
//
// A seminar that somebody else has locked for longer leaves the queue with its
// applicants until they are registered, so that it does not hold up the others.
type registrationQueue struct {
	s        *Store
	patience time.Duration
	mu       sync.Mutex
	waiting  []*waitingApplicant
	running  bool                           // a second transaction would only wait for the rows of the first
	rest     chan struct{}                  // closed when it has ended
	locked   map[string][]*waitingApplicant // applicants of locked seminars
	apart    chan struct{}                  // holds a value for each transaction for a locked seminar
	stopped  bool
	idle     sync.WaitGroup
}

// waitingApplicant is one applicant who waits for an answer.
type waitingApplicant struct {
	applicant
	ctx    context.Context // ends when the applicant disconnects
	answer chan outcome
}

func newRegistrationQueue(s *Store) *registrationQueue {
	return &registrationQueue{s: s, patience: patience, locked: map[string][]*waitingApplicant{}, apart: make(chan struct{}, maxApart)}
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
	n := len(q.waiting)
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
		q.running, q.waiting = false, nil
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
// applicants. If something is locked, each seminar gets a transaction of its
// own, and a locked one is taken apart. If the transaction fails for a reason
// that may lie with one of the applicants, each of them gets one, so that one
// bad row cannot fail the others. It returns the error of the last transaction.
func (q *registrationQueue) registerBatch(batch []*waitingApplicant, apart bool) error {
	batch = q.present(batch, apart)
	if len(batch) == 0 {
		return nil
	}
	people := make([]applicant, len(batch))
	for i, w := range batch {
		people[i] = w.applicant
	}
	wait := q.patience
	if apart {
		wait = batchTimeout
	}
	out, err := q.s.registerTogether(people, wait)
	var parts [][]*waitingApplicant
	switch {
	case err == nil:
		for i, w := range batch {
			w.answer <- out[i]
		}
		return nil
	case errors.Is(err, errLocked) && !apart:
		if parts = bySeminar(batch); len(parts) == 1 {
			q.takeApart(batch)
			return nil
		}
	case !errors.Is(err, ErrUnavailable) && len(batch) > 1:
		parts = slices.Collect(slices.Chunk(batch, 1))
		q.s.db.Log().Warn("registering applicants one by one", "people", len(batch), "err", err)
	default:
		refuseAll(batch, err)
		return err
	}
	for i, part := range parts {
		if err = q.registerBatch(part, apart); errors.Is(err, ErrUnavailable) {
			refuseAll(slices.Concat(parts[i+1:]...), err)
			return err
		}
	}
	return err
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

// takeApart takes a locked seminar out of the queue, with these applicants.
func (q *registrationQueue) takeApart(batch []*waitingApplicant) {
	q.mu.Lock()
	defer q.mu.Unlock()
	id := batch[0].seminarID
	q.s.db.Log().Warn("a seminar is locked: its applicants wait apart", "seminar", id)
	q.locked[id] = batch
	q.idle.Add(1)
	go q.runApart(id)
}

func bySeminar(batch []*waitingApplicant) (parts [][]*waitingApplicant) {
	at := map[string]int{}
	for _, w := range batch {
		i, ok := at[w.seminarID]
		if !ok {
			i, parts = len(parts), append(parts, nil)
			at[w.seminarID] = i
		}
		parts[i] = append(parts[i], w)
	}
	return parts
}

func refuseAll(batch []*waitingApplicant, err error) {
	for _, w := range batch {
		w.answer <- outcome{err: err}
	}
}

// registerTogether applies the seat rule to members of the public in one
// transaction. It does not end when one of them disconnects, because the others
// wait. If its statements take longer than wait, because of locked rows, it
// fails with errLocked. That is certain only before the commit, whose result is
// unknown when it is interrupted.
func (s *Store) registerTogether(people []applicant, wait time.Duration) (out []outcome, err error) {
	defer func() {
		if p := recover(); p != nil { // in a goroutine, it would end the program
			out, err = nil, fmt.Errorf("registration.create: panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), batchTimeout)
	defer cancel()
	err = s.write(ctx, models.Public, "registration.create", func(t *tx) (err error) {
		waited := time.AfterFunc(wait, cancel)
		defer func() {
			if !waited.Stop() {
				err = errLocked
			}
		}()
		out, err = t.register(people)
		return err
	})
	return out, err
}

// GiveWay waits until nobody registers on this node, but not longer than a
// second. Work that follows a registration begins with it, so that people who
// wait for a page have the processors to themselves.
func (s *Store) GiveWay(ctx context.Context) {
	q := s.registrations
	q.mu.Lock()
	rest, running := q.rest, q.running
	q.mu.Unlock()
	if !running {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mailsWait)
	defer cancel()
	select {
	case <-rest:
	case <-ctx.Done():
	}
}

// stop refuses new applicants and waits for those being registered.
func (q *registrationQueue) stop() {
	q.mu.Lock()
	q.stopped = true
	q.mu.Unlock()
	q.idle.Wait()
}
