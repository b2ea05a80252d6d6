package models

import "time"

// IdempotencyLife is how long a repeated request is answered like the first.
const IdempotencyLife = 24 * time.Hour

// IdempotentRequest is a request that may come twice and must take effect
// once. Caller keeps one person's keys apart from another's.
type IdempotentRequest struct {
	Caller   string
	Key      string
	Route    string
	BodyHash string
}

// IdempotentAnswer is what was answered the first time.
type IdempotentAnswer struct {
	Caller    string `gorm:"primaryKey"`
	Key       string `gorm:"primaryKey"`
	Route     string
	BodyHash  string
	Status    int
	Answer    string
	CreatedAt time.Time
}

// Check refuses keys that cannot be kept.
func (r IdempotentRequest) Check() error {
	if n := len(r.Key); n == 0 || n > 200 {
		return Refuse(Invalid, "idempotency.key")
	}
	for _, b := range []byte(r.Key) {
		if b <= ' ' || b > '~' {
			return Refuse(Invalid, "idempotency.key")
		}
	}
	return nil
}

// Repeats refuses a key that was used for another request.
func (a IdempotentAnswer) Repeats(r IdempotentRequest) error {
	if a.Route != r.Route || a.BodyHash != r.BodyHash {
		return Refuse(Invalid, "idempotency.mismatch")
	}
	return nil
}
