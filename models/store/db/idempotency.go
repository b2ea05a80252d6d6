package db

import (
	"context"
	"errors"

	"consultations/models"
)

// Idempotent runs do for a request that may arrive twice. Every query and
// transaction that do starts with the context it is given joins one
// transaction, which also stores the answer: either everything is committed or
// nothing is. A repeated request gets the first answer, and do does not run; a
// concurrent one waits. Refusals are not stored, because the same request may
// succeed later.
//
// With again, a repeated request is tried once more and undone, and gets the
// first answer only if its caller may still do what it asks for: a permission
// may have ended. An answer that says nothing is given without that.
func (d *DB) Idempotent(ctx context.Context, r models.IdempotentRequest, again bool, do func(ctx context.Context) (status int, answer []byte, err error)) (a models.IdempotentAnswer, repeated bool, err error) {
	if err := r.Check(); err != nil {
		return a, false, err
	}
	err = d.Write(ctx, "idempotency", func(t *Tx) error {
		now := d.now()
		a = models.IdempotentAnswer{Caller: r.Caller, Key: r.Key, Route: r.Route, BodyHash: r.BodyHash, CreatedAt: now}
		// Inserting the key comes first: a concurrent request waits here.
		took := t.Exec(`INSERT INTO idempotent_answers (caller, key, route, body_hash, status, answer, created_at) VALUES (?, ?, ?, ?, 0, '', ?)
			ON CONFLICT (caller, key) DO UPDATE SET route = excluded.route, body_hash = excluded.body_hash, status = 0, answer = '', created_at = excluded.created_at
			WHERE idempotent_answers.created_at <= ?`, r.Caller, r.Key, r.Route, r.BodyHash, now, now.Add(-models.IdempotencyLife))
		if took.Error != nil {
			return took.Error
		}
		if repeated = took.RowsAffected == 0; repeated {
			if err := d.One(t.Where("caller = ? AND key = ?", r.Caller, r.Key), "idempotency", &a); err != nil {
				return err
			}
			if err := a.Repeats(r); err != nil || !again || a.Answer == "{}" || a.Answer == "null" {
				return err
			}
			_, _, err := do(context.WithValue(ctx, joinedKey{}, t))
			switch models.KindOf(err) {
			case models.NotFound, models.Forbidden:
				return err
			case "":
				if err != nil {
					return err // a fault
				}
			}
			return errUndo
		}
		status, answer, err := do(context.WithValue(ctx, joinedKey{}, t))
		if err != nil {
			return err
		}
		a.Status, a.Answer = status, string(answer)
		return t.Exec("UPDATE idempotent_answers SET status = ?, answer = ? WHERE caller = ? AND key = ?", status, a.Answer, r.Caller, r.Key).Error
	})
	if errors.Is(err, errUndo) {
		err = nil
	}
	return a, repeated, err
}

// errUndo ends a transaction that only tried whether something is allowed.
var errUndo = errors.New("undo")
