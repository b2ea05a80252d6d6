package models

import "time"

// IdempotencyLife is how long a repeated request gets the first answer.
const IdempotencyLife = 24 * time.Hour

// IdempotentRequest is a request that may arrive twice and must take effect
// once. Caller separates one person's keys from another's.
type IdempotentRequest struct {
	Caller   string
	Key      string
	Route    string
	BodyHash string
}

// IdempotentAnswer is the first answer.
type IdempotentAnswer struct {
	Caller    string `gorm:"primaryKey"`
	Key       string `gorm:"primaryKey"`
	Route     string
	BodyHash  string
	Status    int
	Answer    string
	CreatedAt time.Time
}

// Check refuses keys that cannot be stored.
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
