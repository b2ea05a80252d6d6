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
	batchMost     = 200              // people in one transaction
	queueMost     = 5000             // people waiting; further people are told to try again
	batchPatience = 20 * time.Second // time limit of a transaction of many people
)

// enrolQueue lets everybody who registers at the same moment share one
// transaction, because one commit for many people costs hardly more than one
// commit for one. Each is answered only after the commit that contains their
// registration.
type enrolQueue struct {
	s       *Store
	mu      sync.Mutex
	waiting []*wish
	running int // open transactions
	most    int // limit of open transactions
	stopped bool
	idle    sync.WaitGroup
}

// wish is one newcomer waiting for an answer.
type wish struct {
	newcomer
	gone   context.Context // done: the request was cancelled
	answer chan outcome
}

func newEnrolQueue(s *Store) *enrolQueue { return &enrolQueue{s: s, most: s.db.Writers()} }

// ask queues a newcomer and waits for the outcome.
func (q *enrolQueue) ask(ctx context.Context, n newcomer) (models.Enrolment, error) {
	w := &wish{newcomer: n, gone: ctx, answer: make(chan outcome, 1)}
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

func (q *enrolQueue) push(w *wish) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.stopped || len(q.waiting) >= queueMost {
		return fmt.Errorf("%w: too many registrations are waiting", ErrUnavailable)
	}
	q.waiting = append(q.waiting, w)
	if q.running < q.most {
		q.running++
		q.idle.Add(1)
		go q.run()
	}
	return nil
}

// run handles what is waiting, transaction after transaction, until the queue
// is empty.
func (q *enrolQueue) run() {
	defer q.idle.Done()
	for batch := q.take(); batch != nil; batch = q.take() {
		q.settle(batch)
	}
}

// take returns the next batch; if nobody is waiting it returns nil and ends
// the runner.
func (q *enrolQueue) take() []*wish {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.waiting), batchMost)
	if n == 0 {
		q.running--
		q.waiting = nil
		return nil
	}
	batch := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	return batch
}

// settle enrols a batch in one transaction. If that fails for a reason that
// may be due to one of the people, each gets a transaction of their own, so
// that one bad row cannot spoil the others.
func (q *enrolQueue) settle(batch []*wish) {
	var people []newcomer
	var heard []*wish
	for _, w := range batch {
		if w.gone.Err() == nil {
			people, heard = append(people, w.newcomer), append(heard, w)
		}
	}
	if len(people) == 0 {
		return
	}
	out, err := q.s.enrolTogether(people)
	if err != nil && len(people) > 1 && !errors.Is(err, ErrUnavailable) {
		q.s.db.Log().Warn("registrations are done one by one", "people", len(people), "err", err)
		out = make([]outcome, len(people))
		for i := range people {
			one, err := q.s.enrolTogether(people[i : i+1])
			if err != nil {
				one = []outcome{{err: err}}
			}
			out[i] = one[0]
		}
		err = nil
	}
	for i, w := range heard {
		if err != nil {
			w.answer <- outcome{err: err}
		} else {
			w.answer <- out[i]
		}
	}
}

// enrolTogether runs the seat rule for people without an account, in one
// transaction. It continues if one of them disconnects, because the others
// are waiting.
func (s *Store) enrolTogether(people []newcomer) ([]outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), batchPatience)
	defer cancel()
	var out []outcome
	err := s.write(ctx, models.Public, "registration.create", func(t *tx) (err error) {
		out, err = t.enrol(people)
		return err
	})
	return out, err
}

// stop rejects new requests and waits for those in progress.
func (q *enrolQueue) stop() {
	q.mu.Lock()
	q.stopped = true
	q.mu.Unlock()
	q.idle.Wait()
}
