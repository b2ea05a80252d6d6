package models

import (
	"testing"
	"time"
)

func TestACursorDecodesToTheEncodedValues(t *testing.T) {
	at := time.Date(2027, 3, 1, 12, 0, 0, 123000, time.FixedZone("", 3600))
	var name string
	var number int32
	var when time.Time

	there, err := DecodeCursor(EncodeCursor("Ling", 7, at), &name, &number, &when)

	if !there || err != nil || name != "Ling" || number != 7 || !when.Equal(at) || when.Location() != time.UTC {
		t.Errorf("%v %v %q %d %v", there, err, name, number, when)
	}
	if there, err := DecodeCursor("", &name); there || err != nil {
		t.Errorf("no cursor: %v, %v", there, err)
	}
}

var noonOfCursors = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func TestEveryBadCursorIsRefusedAlike(t *testing.T) {
	for what, cursor := range map[string]string{
		"not base64":         "%",
		"not JSON":           "zzz",
		"too few values":     EncodeCursor("a"),
		"too many values":    EncodeCursor("a", 1, noonOfCursors, "b"),
		"a zero byte":        EncodeCursor("a\x00", 1, noonOfCursors),
		"no number":          EncodeCursor("a", "b", noonOfCursors),
		"too large a number": EncodeCursor("a", 1<<40, noonOfCursors),
		"no time":            EncodeCursor("a", 1, "yesterday"),
		"nothing":            EncodeCursor("a", nil, noonOfCursors),
	} {
		var name string
		var number int32
		var when time.Time

		_, err := DecodeCursor(cursor, &name, &number, &when)

		if KindOf(err) != Invalid || ProblemsOf(err)["cursor"].Code != "form.choice" {
			t.Errorf("%s: %v", what, err)
		}
	}
}
