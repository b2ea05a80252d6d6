package db

import (
	"encoding/json"
	"time"
)

// JSONRows writes a list of structs as the argument of RowsFrom.
func JSONRows(rows any) (string, error) {
	b, err := json.Marshal(rows)
	return string(b), err
}

// Instant is a time in the form in which both databases store it.
type Instant time.Time

// MarshalJSON writes the time for RowsFrom.
func (i Instant) MarshalJSON() ([]byte, error) {
	return []byte(time.Time(i).UTC().Format(`"2006-01-02 15:04:05.999999-07:00"`)), nil
}
