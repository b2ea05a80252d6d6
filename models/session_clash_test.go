package models

import (
	"strings"
	"testing"
	"time"
)

// sessionAt is a session of the 26th from one hour to another.
func sessionAt(id, from, to, room string, names ...string) SessionRow {
	s := Session{ID: id, Room: room, StartsLocal: LocalTime("2027-05-26T" + from), EndsLocal: LocalTime("2027-05-26T" + to)}
	s.SetTimes(time.UTC)
	row := SessionRow{Session: s}
	for _, n := range names {
		row.People = append(row.People, SessionPerson{Name: n, NameKey: NameKey(n)})
	}
	return row
}

func TestClashesAreFound(t *testing.T) {
	seminar := Seminar{StartsOn: "2027-05-26", EndsOn: "2027-05-27"}
	late := sessionAt("late", "09:00", "10:00", "")
	late.StartsLocal, late.EndsLocal = "2027-05-28T09:00", "2027-05-28T10:00"
	late.SetTimes(time.UTC)
	overnight := sessionAt("overnight", "23:00", "23:30", "")
	overnight.StartsLocal, overnight.EndsLocal = "2027-05-27T23:00", "2027-05-28T00:30"
	overnight.SetTimes(time.UTC)
	for _, c := range []struct {
		name string
		rows []SessionRow
		want string
	}{
		{"nothing", nil, ""},
		{"one after the other in one room", []SessionRow{sessionAt("a", "09:00", "10:00", "Hall", "Li Wei"), sessionAt("b", "10:00", "11:00", "Hall", "Li Wei")}, ""},
		{"at once in two rooms", []SessionRow{sessionAt("a", "09:00", "10:00", "Hall"), sessionAt("b", "09:00", "10:00", "Annex")}, ""},
		{"at once in one room", []SessionRow{sessionAt("a", "09:00", "10:00", "Hall"), sessionAt("b", "09:30", "11:00", " HALL ")}, "clash.room Hall a b"},
		{"at once without a room", []SessionRow{sessionAt("a", "09:00", "10:00", ""), sessionAt("b", "09:30", "11:00", "")}, ""},
		{"one person in two sessions", []SessionRow{sessionAt("b", "09:30", "11:00", "", "li wei"), sessionAt("a", "09:00", "10:00", "", "Li Wei", "Amara Diallo")}, "clash.person li wei a b"},
		{"one person twice in one session", []SessionRow{sessionAt("a", "09:00", "10:00", "", "Li Wei", "Li Wei")}, ""},
		{"a short one inside a long one, after others", []SessionRow{sessionAt("long", "09:00", "17:00", "Hall"), sessionAt("b", "10:00", "10:30", "Annex"), sessionAt("c", "16:00", "16:30", "Hall")}, "clash.room Hall long c"},
		{"after the last day", []SessionRow{late}, "clash.days  late "},
		{"past midnight on the last day", []SessionRow{overnight}, "clash.days  overnight "},
	} {
		var got []string
		for _, x := range Clashes(seminar, c.rows) {
			got = append(got, x.Code+" "+x.What+" "+x.First+" "+x.Second)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Clashes(Seminar{}, []SessionRow{late}); len(got) != 0 {
		t.Errorf("without dates no session is outside them: %v", got)
	}
}

func TestAClashBeginsWithTheLaterSession(t *testing.T) {
	got := Clashes(Seminar{}, []SessionRow{sessionAt("a", "09:00", "10:30", "Hall"), sessionAt("b", "10:00", "11:00", "Hall")})
	if len(got) != 1 || got[0].At.Clock() != "10:00" {
		t.Errorf("%v, want one clash at 10:00", got)
	}
}

func TestFindingClashesKeepsTheOrderOfTheProgramme(t *testing.T) {
	rows := []SessionRow{sessionAt("b", "10:00", "11:00", ""), sessionAt("a", "09:00", "10:00", "")}
	Clashes(Seminar{}, rows)
	if rows[0].ID != "b" {
		t.Error("the order of the given list changed")
	}
}

func TestRegistrationThatOutlastsTheSeminarIsAClash(t *testing.T) {
	for closes, want := range map[LocalTime]int{"": 0, "2027-05-20T18:00": 0, "2027-05-27T18:00": 0, "2027-05-28T00:00": 1} {
		got := Clashes(Seminar{StartsOn: "2027-05-26", EndsOn: "2027-05-27", ClosesLocal: closes}, nil)
		if len(got) != want || want == 1 && (got[0].Code != "clash.closes" || got[0].At != closes) {
			t.Errorf("closing at %q: %+v", closes, got)
		}
	}
	if got := Clashes(Seminar{ClosesLocal: "2027-05-28T00:00"}, nil); len(got) != 0 {
		t.Errorf("without dates: %+v", got)
	}
}
