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
	queueMost     = 5000             // people who wait for one; more are told to come back
	batchPatience = 20 * time.Second // for one transaction of many people
)

// enrolQueue lets everybody who registers at the same moment share one
// transaction: on a hot seminar one commit for many costs hardly more than
// one commit for one. Each is answered only after the commit that holds them.
type enrolQueue struct {
	s       *Store
	mu      sync.Mutex
	waiting []*wish
	running int // transactions under way
	most    int // of them at once
	stopped bool
	idle    sync.WaitGroup
}

// wish is one newcomer who waits for an answer.
type wish struct {
	newcomer
	gone   context.Context // over: nobody listens any more
	answer chan outcome
}

func newEnrolQueue(s *Store) *enrolQueue { return &enrolQueue{s: s, most: s.db.Writers()} }

// ask queues a newcomer and waits for what became of it.
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
		return fmt.Errorf("%w: too many registrations wait", ErrUnavailable)
	}
	q.waiting = append(q.waiting, w)
	if q.running < q.most {
		q.running++
		q.idle.Add(1)
		go q.run()
	}
	return nil
}

// run takes what waits, transaction after transaction, until nothing does.
func (q *enrolQueue) run() {
	defer q.idle.Done()
	for batch := q.take(); batch != nil; batch = q.take() {
		q.settle(batch)
	}
}

// take gives the next people, or nil and one runner less when nobody waits.
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

// settle enrols the people in one transaction. When it fails for a reason
// that may lie with one of them, each gets a transaction of their own: a bad
// one cannot spoil the others.
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

// enrolTogether runs the seat rule for people whom nobody knows, in one
// transaction. It goes on when one of them hangs up: the others wait.
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

// stop refuses who comes and waits for who is being served.
func (q *enrolQueue) stop() {
	q.mu.Lock()
	q.stopped = true
	q.mu.Unlock()
	q.idle.Wait()
}
