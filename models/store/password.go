package store

import (
	"context"
	"runtime"

	"github.com/alexedwards/argon2id"
)

// passwordCost is the cost of one guess: the smaller setting recommended by
// OWASP, to limit the memory of concurrent sign-ins.
var passwordCost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing limits concurrent hashing to the number of processors; the others
// wait, so a flood of sign-ins costs time but no memory.
var hashing = make(chan struct{}, max(2, runtime.NumCPU()))

// nobodysHash is compared when there is no password, so that an unknown address
// is answered as slowly as a known one.
var nobodysHash, _ = argon2id.CreateHash("nobody has this password", passwordCost)

func hashPassword(ctx context.Context, password string) (string, error) {
	if err := startHashing(ctx); err != nil {
		return "", err
	}
	defer func() { <-hashing }()
	return argon2id.CreateHash(password, passwordCost)
}

// isPassword takes the same time whether there is a hash or not.
func isPassword(ctx context.Context, password, hash string) (bool, error) {
	against := hash
	if hash == "" {
		against = nobodysHash
	}
	if err := startHashing(ctx); err != nil {
		return false, err
	}
	defer func() { <-hashing }()
	same, err := argon2id.ComparePasswordAndHash(password, against)
	return same && hash != "", err
}

func startHashing(ctx context.Context) error {
	select {
	case hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
