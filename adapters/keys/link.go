package keys

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// LinkToken signs an identifier for one purpose. The token is the last part of an
// address. The same key makes the same token, so that a later mail repeats the
// link of an earlier one. Tokens do not expire: the object decides what its link
// may still do.
func (r *Ring) LinkToken(purpose, id string) string {
	s := r.secret()
	return id + "." + s.ID + "." + s.mac("link "+purpose, id)
}

// OpenLink returns the identifier if the token was signed for this purpose by a
// key that is still in the ring; otherwise the identifier is empty.
func (r *Ring) OpenLink(purpose, token string) (id string, ok bool) {
	if len(token) > 512 {
		return "", false
	}
	head, mac, found := cutLast(token)
	if !found {
		return "", false
	}
	id, keyID, found := cutLast(head)
	if !found || id == "" {
		return "", false
	}
	r.refresh()
	s, known := r.secretOf(keyID)
	if !known && r.refreshForUnknownKey() {
		s, known = r.secretOf(keyID)
	}
	// Compare the encoded texts, not the decoded bytes: a token has only one
	// spelling.
	if !known || !hmac.Equal([]byte(mac), []byte(s.mac("link "+purpose, id))) {
		return "", false
	}
	return id, true
}

// Derive makes a secret text from a value for one purpose. Nobody can make it from
// the value alone.
func (r *Ring) Derive(purpose, value string) string {
	s := r.secret()
	return s.mac("derived "+purpose, value)
}

// IsDerived reports whether text was derived from the value with any key of
// the ring.
func (r *Ring) IsDerived(purpose, value, text string) bool {
	r.refresh()
	r.mu.RLock()
	defer r.mu.RUnlock()
	same := false
	for _, s := range r.keys.Secrets {
		same = hmac.Equal([]byte(text), []byte(s.mac("derived "+purpose, value))) || same
	}
	return same
}

func (r *Ring) secret() secret {
	r.refresh()
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.keys.Secrets[len(r.keys.Secrets)-1]
}

func (r *Ring) secretOf(id string) (secret, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, s := range r.keys.Secrets {
		if s.ID == id {
			return s, true
		}
	}
	return secret{}, false
}

// mac signs a value with the key of one purpose. Each purpose has its own key
// (RFC 5869), so that a signature for one is worthless for another.
func (s secret) mac(purpose, value string) string {
	key, ok := s.derived.Load(purpose)
	if !ok {
		derived, err := hkdf.Key(sha256.New, s.Bytes, nil, "consultations "+purpose, sha256.Size)
		if err != nil {
			panic(err) // only for an impossible key length
		}
		key, _ = s.derived.LoadOrStore(purpose, derived)
	}
	m := hmac.New(sha256.New, key.([]byte))
	m.Write([]byte(value))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
