package models

import (
	"database/sql/driver"
	"encoding/json"
)

// Texts are several texts in one JSON column.
type Texts []Text

// Value stores the texts as JSON.
func (t Texts) Value() (driver.Value, error) {
	if t == nil {
		return "[]", nil
	}
	b, err := json.Marshal([]Text(t))
	return string(b), err
}

// Scan reads the texts back from JSON.
func (t *Texts) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*t = nil
		return err
	}
	return json.Unmarshal(b, (*[]Text)(t))
}
