package models

import (
	"encoding/json"
	"testing"
	"time"
)

func TestAWholeNumberKeepsWhatWasSent(t *testing.T) {
	for sent, want := range map[string]Whole{`12`: "12", `"12"`: "12", `" 1e3 "`: " 1e3 ", `null`: "", `true`: "true", `1.5`: "1.5"} {
		var w Whole = "before"
		if err := json.Unmarshal([]byte(sent), &w); err != nil || w != want {
			t.Errorf("%s: %q, %v", sent, w, err)
		}
	}
}

func TestAWholeNumberIsWrittenAsANumberOrNull(t *testing.T) {
	for w, want := range map[Whole]string{"12": `12`, "": `null`, "many": `"many"`} {
		if got, err := json.Marshal(w); err != nil || string(got) != want {
			t.Errorf("%q: %s, %v", w, got, err)
		}
	}
}

func TestAListIsReadFromAListOrFromLines(t *testing.T) {
	for sent, want := range map[string]Lines{`["Asia","Africa"]`: "Asia\nAfrica", `"Asia\nAfrica"`: "Asia\nAfrica", `[]`: "", `null`: ""} {
		var l Lines = "before"
		if err := json.Unmarshal([]byte(sent), &l); err != nil || l != want {
			t.Errorf("%s: %q, %v", sent, l, err)
		}
	}
	var l Lines
	if err := json.Unmarshal([]byte(`[1]`), &l); err == nil {
		t.Error("a number in a list of texts is accepted")
	}
}

func TestATimeOfASeminarIsReadAsLocalTimeOrAsAnInstant(t *testing.T) {
	shanghai, _ := Zone("Asia/Shanghai")
	oslo, _ := Zone("Europe/Oslo")
	for _, c := range []struct {
		name  string
		typed LocalTime
		zone  *time.Location
		want  LocalTime
		code  string
	}{
		{"local time", "2027-03-01T14:00", shanghai, "2027-03-01T14:00", ""},
		{"an instant in UTC", "2027-03-01T06:00:00Z", shanghai, "2027-03-01T14:00", ""},
		{"an instant with an offset", "2027-03-01T07:00:00+01:00", shanghai, "2027-03-01T14:00", ""},
		{"seconds", "2027-03-01T06:00:30Z", shanghai, "", "form.time"},
		{"an instant without a known zone", "2027-03-01T06:00:00Z", nil, "", "form.time"},
		{"the second of two identical local times", "2027-10-31T01:30:00Z", oslo, "2027-10-31T02:30", ""},
		{"the first of two identical local times", "2027-10-31T00:30:00Z", oslo, "2027-10-31T02:30", "form.time"},
		{"nothing", " ", oslo, "", ""},
	} {
		in := newInput()
		got := in.localTime("at", c.typed, c.zone)
		if got != c.want || in.Problems["at"].Code != c.code {
			t.Errorf("%s: %q, %v", c.name, got, in.Problems)
		}
	}
}
