package models

import (
	"database/sql/driver"
	"encoding/json"
)

// Value stores the addressees as JSON.
func (a Addressees) Value() (driver.Value, error) {
	if a == nil {
		return "[]", nil
	}
	b, err := json.Marshal([]Addressee(a))
	return string(b), err
}

// Scan reads the addressees back from JSON.
func (a *Addressees) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*a = nil
		return err
	}
	return json.Unmarshal(b, (*[]Addressee)(a))
}

// Value stores the document as JSON.
func (d Document) Value() (driver.Value, error) {
	b, err := json.Marshal(d)
	return string(b), err
}

// Scan reads the document back from JSON.
func (d *Document) Scan(src any) error {
	b, err := jsonBytes(src)
	if err != nil || b == nil {
		*d = Document{}
		return err
	}
	return json.Unmarshal(b, d)
}
