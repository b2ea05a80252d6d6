package db

import (
	"fmt"
	"strings"
	"testing"
)

func TestADatabaseIsChosenByItsAddress(t *testing.T) {
	for address, want := range map[string]string{
		"sqlite:data/consultations.db":                    "*db.sqliteDialect",
		"postgres://user:secret@127.0.0.1:5432/name":      "*db.postgresDialect",
		"postgresql://user:secret@127.0.0.1/name":         "*db.postgresDialect",
		"postgres:///name?host=/run/postgresql":           "*db.postgresDialect",
		"sqlite:":                                         "contains no file name",
		"postgres:///name":                                "not an address",
		"postgres://user:secret@127.0.0.1:no-number/name": "not an address",
		"mysql://user:secret@127.0.0.1/name":              "must begin with",
		"":                                                "must begin with",
	} {
		d, err := dialectFor(address)

		if got := fmt.Sprintf("%T", d); err == nil && got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
		if err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%q: %v, want %s", address, err, want)
		}
	}
}
