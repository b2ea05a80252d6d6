package models

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"time"
)

var idAlphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID creates an opaque id: 26 characters, 80 random bits after a
// millisecond clock, so that new rows are adjacent in an index while the next
// id cannot be guessed.
func NewID(now time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16)
	rand.Read(b[6:]) // crypto/rand never fails: it ends the program instead
	return idAlphabet.EncodeToString(b[:])
}

// IsID reports whether s has the form of an id; anything else is missing,
// without a query.
func IsID(s string) bool {
	if len(s) != 26 {
		return false
	}
	_, err := idAlphabet.DecodeString(s)
	return err == nil
}

// URN is an id as a name that is valid everywhere and for good, whatever the
// address of the thing is: the 16 bytes of the id as a UUID (RFC 9562).
func URN(id string) (string, error) {
	b, err := idAlphabet.DecodeString(id)
	if err == nil && len(b) != 16 {
		err = fmt.Errorf("an id of %d bytes", len(b))
	}
	if err != nil {
		return "", fmt.Errorf("name %q: %w", id, err)
	}
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}

// Ref is an id that may be missing: null in the database, empty here.
type Ref string

// Value stores a missing reference as null.
func (r Ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan reads the reference back.
func (r *Ref) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*r = ""
	case string:
		*r = Ref(v)
	case []byte:
		*r = Ref(v)
	default:
		return fmt.Errorf("a reference column holds %T", src)
	}
	return nil
}
