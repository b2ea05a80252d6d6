package store

import (
	"context"

	"consultations/models"
)

// joinedKey is where a context carries the transaction that the verbs called
// with it take part in.
type joinedKey struct{}

// joined finds the transaction of Once.
func joined(ctx context.Context) *tx {
	t, _ := ctx.Value(joinedKey{}).(*tx)
	return t
}

// Once runs do for a request that may come twice. Every verb and query that
// do calls with the context it is given takes part in one transaction with the
// note of the answer: either both are there, or none. A repeated request gets
// the first answer and do is not run; a request at the same moment waits.
// Refusals are not kept: the same request may be right later.
func (s *Store) Once(ctx context.Context, by models.Actor, r models.IdempotentRequest, do func(ctx context.Context) (status int, answer []byte, err error)) (a models.IdempotentAnswer, repeated bool, err error) {
	if err := r.Check(); err != nil {
		return a, false, err
	}
	err = s.write(ctx, by, "idempotency", func(t *tx) error {
		now := s.now()
		a = models.IdempotentAnswer{Caller: r.Caller, Key: r.Key, Route: r.Route, BodyHash: r.BodyHash, CreatedAt: now}
		// The key is taken first: whoever comes second waits here.
		took := t.Exec(`INSERT INTO idempotent_answers (caller, key, route, body_hash, status, answer, created_at) VALUES (?, ?, ?, ?, 0, '', ?)
			ON CONFLICT (caller, key) DO UPDATE SET route = excluded.route, body_hash = excluded.body_hash, status = 0, answer = '', created_at = excluded.created_at
			WHERE idempotent_answers.created_at <= ?`, r.Caller, r.Key, r.Route, r.BodyHash, now, now.Add(-models.IdempotencyLife))
		if took.Error != nil {
			return took.Error
		}
		if repeated = took.RowsAffected == 0; repeated {
			if err := s.one(t.Where("caller = ? AND key = ?", r.Caller, r.Key), t.verb, &a); err != nil {
				return err
			}
			return a.Repeats(r)
		}
		status, answer, err := do(context.WithValue(ctx, joinedKey{}, t))
		if err != nil {
			return err
		}
		a.Status, a.Answer = status, string(answer)
		return t.Exec("UPDATE idempotent_answers SET status = ?, answer = ? WHERE caller = ? AND key = ?", status, a.Answer, r.Caller, r.Key).Error
	})
	return a, repeated, err
}
