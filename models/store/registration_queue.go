package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"consultations/models"
)

const (
	maxBatch     = 200             // applicants in one transaction
	maxQueue     = 5000            // applicants in the queue; further ones are refused as unavailable
	batchTimeout = 7 * time.Second // for one batch: its applicants wait hardly longer for their answer
	mailsWait    = time.Second     // e-mails about registrations wait so long for those who register now
)

// registrationQueue lets everybody who registers at the same moment share one
// transaction: for a popular seminar, one commit for many people costs hardly
// more than one for a single person. Each is answered only after the commit.
type registrationQueue struct {
	s       *Store
	mu      sync.Mutex
	waiting []*waitingApplicant
	running bool          // a second transaction would only wait for the rows of the first
	rest    chan struct{} // closed when it has ended
	stopped bool
	idle    sync.WaitGroup
}

// waitingApplicant is one applicant who waits for an answer.
type waitingApplicant struct {
	applicant
	ctx    context.Context // ends when the applicant disconnects
	answer chan outcome
}

func newRegistrationQueue(s *Store) *registrationQueue {
	return &registrationQueue{s: s}
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
	if q.stopped || len(q.waiting) >= maxQueue {
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
		q.registerBatch(batch)
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

// registerBatch registers a batch in one transaction. When that fails for a
// reason that may lie with one of the applicants, each gets a transaction of
// their own, so that one bad row cannot fail the others.
func (q *registrationQueue) registerBatch(batch []*waitingApplicant) {
	var people []applicant
	var present []*waitingApplicant
	for _, w := range batch {
		if w.ctx.Err() == nil {
			people, present = append(people, w.applicant), append(present, w)
		}
	}
	if len(people) == 0 {
		return
	}
	out, err := q.s.registerTogether(people)
	if err != nil && len(people) > 1 && !errors.Is(err, ErrUnavailable) {
		q.s.db.Log().Warn("registering applicants one by one", "people", len(people), "err", err)
		out = make([]outcome, len(people))
		for i := range people {
			one, err := q.s.registerTogether(people[i : i+1])
			if err != nil {
				one = []outcome{{err: err}}
			}
			out[i] = one[0]
		}
		err = nil
	}
	for i, w := range present {
		if err != nil {
			w.answer <- outcome{err: err}
		} else {
			w.answer <- out[i]
		}
	}
}

// registerTogether applies the seat rule to members of the public in one
// transaction. It does not end when one of them disconnects, because the others
// wait.
func (s *Store) registerTogether(people []applicant) ([]outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), batchTimeout)
	defer cancel()
	var out []outcome
	err := s.write(ctx, models.Public, "registration.create", func(t *tx) (err error) {
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
