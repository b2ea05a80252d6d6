package keys

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Access is the content of an access token: the account, its sign-in, and the
// kind of client that the token is for.
type Access struct {
	AccountID string
	SignInID  string
	Audience  string // a token for browsers is not accepted from programs, and vice versa
}

// tokenType distinguishes access tokens from anything else that the same keys may
// sign one day (RFC 9068).
const tokenType = "at+jwt"

// maxToken is the greatest length of a token in bytes. Ours are shorter, and a
// token of this length is cheap to parse for anybody.
const maxToken = 4096

// leeway is the greatest difference between the clocks of two nodes.
const leeway = 5 * time.Second

// ErrToken is the error for every token that is not accepted. Its text gives the
// reason for logs; clients are never told.
var ErrToken = errors.New("the token is not accepted")

type claims struct {
	jwt.RegisteredClaims
	SignIn string `json:"sid"`
}

// SignAccess makes a token that is valid for the given time.
func (r *Ring) SignAccess(a Access, life time.Duration) (string, error) {
	r.refresh()
	r.mu.RLock()
	key := r.keys.Signing[len(r.keys.Signing)-1]
	r.mu.RUnlock()
	now := r.now()
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: r.issuer, Subject: a.AccountID, Audience: jwt.ClaimStrings{a.Audience},
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(life)),
		},
		SignIn: a.SignInID,
	})
	t.Header["kid"], t.Header["typ"] = key.ID, tokenType
	return t.SignedString(key.private)
}

// ParseAccess reads a token for the given audience. The algorithm is fixed
// and the key is one of the ring's: the token can choose neither.
func (r *Ring) ParseAccess(token, audience string) (Access, error) {
	if len(token) > maxToken {
		return Access{}, fmt.Errorf("%w: it is too long", ErrToken)
	}
	var c claims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithIssuer(r.issuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(leeway),
		jwt.WithStrictDecoding(), jwt.WithTimeFunc(r.now),
	)
	if _, err := parser.ParseWithClaims(token, &c, r.publicKey); err != nil {
		return Access{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if c.Subject == "" || c.SignIn == "" || c.IssuedAt == nil || len(c.Audience) != 1 {
		return Access{}, fmt.Errorf("%w: a claim is missing", ErrToken)
	}
	return Access{AccountID: c.Subject, SignInID: c.SignIn, Audience: audience}, nil
}

// publicKey finds the key that a token's header names.
func (r *Ring) publicKey(t *jwt.Token) (any, error) {
	if t.Header["typ"] != tokenType {
		return nil, errors.New("it has another type")
	}
	if _, has := t.Header["crit"]; has {
		return nil, errors.New("it requires an extension")
	}
	r.refresh()
	id, _ := t.Header["kid"].(string)
	if key, ok := r.public(id); ok {
		return key, nil
	}
	if r.refreshForUnknownKey() {
		if key, ok := r.public(id); ok {
			return key, nil
		}
	}
	return nil, errors.New("its key is unknown")
}

func (r *Ring) public(id string) (ed25519.PublicKey, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, k := range r.keys.Signing {
		if k.ID == id {
			return k.private.Public().(ed25519.PublicKey), true
		}
	}
	return nil, false
}
