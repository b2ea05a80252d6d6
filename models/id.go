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

// NewID makes an opaque identifier: 26 characters, 80 random bits after a
// millisecond clock, so that new rows stand together in an index while the
// next identifier cannot be guessed.
func NewID(now time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16)
	rand.Read(b[6:]) // crypto/rand never fails: it ends the program instead
	return idAlphabet.EncodeToString(b[:])
}

// IsID reports whether s has the shape of an identifier; anything else is
// answered as missing before the database is asked.
func IsID(s string) bool {
	if len(s) != 26 {
		return false
	}
	_, err := idAlphabet.DecodeString(s)
	return err == nil
}

// Ref is an identifier that may be missing; a missing one is null in the
// database and empty here.
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
