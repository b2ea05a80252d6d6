package models_test

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
)

var chainedEntry = models.AuditEntry{ID: "a", At: time.Date(2007, 3, 26, 9, 0, 0, 1500, time.UTC), Via: models.ViaSystem,
	Verb: "series.create", SubjectKind: "series", SubjectID: "s", Detail: `{"a": 1, "b": [2]}`}

func chained(t *testing.T, e models.AuditEntry, after models.AuditCheckpoint) string {
	t.Helper()
	e, err := e.Chained(after)
	if err != nil {
		t.Fatal(err)
	}
	return e.Hash
}

func TestTheHashOfALogEntryCoversAllItSays(t *testing.T) {
	first := chained(t, chainedEntry, models.AuditCheckpoint{})
	for name, change := range map[string]func(*models.AuditEntry){
		"id": func(e *models.AuditEntry) { e.ID = "b" }, "time": func(e *models.AuditEntry) { e.At = e.At.Add(time.Microsecond) },
		"account": func(e *models.AuditEntry) { e.AccountID = "x" }, "via": func(e *models.AuditEntry) { e.Via = models.ViaPublic },
		"verb": func(e *models.AuditEntry) { e.Verb = "v" }, "kind": func(e *models.AuditEntry) { e.SubjectKind = "k" },
		"subject": func(e *models.AuditEntry) { e.SubjectID = "t" }, "series": func(e *models.AuditEntry) { e.SeriesID = "s" },
		"seminar": func(e *models.AuditEntry) { e.SeminarID = "m" }, "detail": func(e *models.AuditEntry) { e.Detail = `{"a":1,"b":[3]}` },
	} {
		e := chainedEntry
		change(&e)
		if chained(t, e, models.AuditCheckpoint{}) == first {
			t.Errorf("the hash is the same with another %s", name)
		}
	}
	if chained(t, chainedEntry, models.AuditCheckpoint{Position: 1}) == first || chained(t, chainedEntry, models.AuditCheckpoint{Hash: "0"}) == first {
		t.Error("the hash does not depend on the entry before")
	}
}

func TestTheHashOfALogEntryIsTheSameInBothDatabases(t *testing.T) {
	first := chained(t, chainedEntry, models.AuditCheckpoint{})
	same := chainedEntry
	same.Detail, same.At = `{"b":[2],"a":1}`, same.At.Truncate(time.Microsecond).In(time.FixedZone("", 3600))
	if chained(t, same, models.AuditCheckpoint{}) != first {
		t.Error("the order of members, parts of a microsecond or the time zone change the hash")
	}
}

func TestParseAuditCheckpoint(t *testing.T) {
	want := models.AuditCheckpoint{Position: 120, Hash: strings.Repeat("5f", 32)}
	if got, err := models.ParseAuditCheckpoint(" " + want.String() + "\n"); err != nil || got != want {
		t.Errorf("%v is read as %v, %v", want, got, err)
	}
	for _, bad := range []string{"", "120", "0-" + want.Hash, "120-" + want.Hash[1:], "120-" + strings.ToUpper(want.Hash), "-" + want.Hash, "99999999999999999999-" + want.Hash} {
		if _, err := models.ParseAuditCheckpoint(bad); err == nil {
			t.Errorf("%q is read as a checkpoint", bad)
		}
	}
}
