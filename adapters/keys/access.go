package keys

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Access is the content of an access token: the account, the sign-in, and the
// kind of client it was issued for.
type Access struct {
	AccountID string
	SignInID  string
	Audience  string // a token for browsers is not accepted from programs, and the other way round
}

// tokenType distinguishes access tokens from other tokens signed with the
// same keys (RFC 9068).
const tokenType = "at+jwt"

// longest exceeds the length of any token of ours and is short enough to be
// parsed for anybody.
const longest = 4096

// leeway is the permitted difference between the clocks of two nodes.
const leeway = 5 * time.Second

// ErrToken is the answer to every token that is not accepted. The reason is
// in the text of the error, for logs only.
var ErrToken = errors.New("the token is not accepted")

type claims struct {
	jwt.RegisteredClaims
	SignIn string `json:"sid"`
}

// SignAccess creates a token that is valid for the given time.
func (r *Ring) SignAccess(a Access, life time.Duration) (string, error) {
	r.keepUp()
	r.mu.RLock()
	key := r.held.Signing[len(r.held.Signing)-1]
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
	if len(token) > longest {
		return Access{}, fmt.Errorf("%w: it is too long", ErrToken)
	}
	var c claims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithIssuer(r.issuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(leeway),
		jwt.WithStrictDecoding(), jwt.WithTimeFunc(r.now),
	)
	if _, err := parser.ParseWithClaims(token, &c, r.proof); err != nil {
		return Access{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if c.Subject == "" || c.SignIn == "" || c.IssuedAt == nil || len(c.Audience) != 1 {
		return Access{}, fmt.Errorf("%w: a claim is missing", ErrToken)
	}
	return Access{AccountID: c.Subject, SignInID: c.SignIn, Audience: audience}, nil
}

// proof finds the public key named in a token's header.
func (r *Ring) proof(t *jwt.Token) (any, error) {
	if t.Header["typ"] != tokenType {
		return nil, errors.New("it has another type")
	}
	if _, has := t.Header["crit"]; has {
		return nil, errors.New("it requires an extension")
	}
	r.keepUp()
	id, _ := t.Header["kid"].(string)
	if key, ok := r.public(id); ok {
		return key, nil
	}
	if r.lookForNew() {
		if key, ok := r.public(id); ok {
			return key, nil
		}
	}
	return nil, errors.New("its key is unknown")
}

func (r *Ring) public(id string) (ed25519.PublicKey, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, k := range r.held.Signing {
		if k.ID == id {
			return k.private.Public().(ed25519.PublicKey), true
		}
	}
	return nil, false
}
