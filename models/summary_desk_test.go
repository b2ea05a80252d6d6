package models

import (
	"fmt"
	"testing"
)

// aDesk is a text in its second revision, in clearance by two organisers.
func aDesk() SummaryDesk {
	said := func(organiser, point string, revision int, d Decision) ClearanceRow {
		return ClearanceRow{Clearance: Clearance{OrganiserID: organiser, PointID: point, Revision: revision, Decision: d, Comment: "why", Proposal: "better"}, Account: "Who"}
	}
	d := SummaryDesk{
		Summary: Summary{Revision: 2}, Seminar: Seminar{ID: "m", SeriesID: "s"},
		Sessions: []SessionTitle{{ID: "n"}}, Notes: []NoteRow{{}},
		Organisers: []DeskOrganiser{{ID: "1", OrganisationID: "o"}, {ID: "2", OrganisationID: "other"}},
		Clearances: []ClearanceRow{said("1", "a", 2, Cleared), said("2", "b", 2, Objected), said("1", "b", 1, Cleared)},
	}
	for _, id := range []string{"a", "b"} {
		p := PointRow{}
		p.ID, p.Sources = id, []PointSource{{}}
		d.Points = append(d.Points, p)
	}
	return d
}

func TestAReplyCountsForItsOrganiserPointAndRevision(t *testing.T) {
	d := aDesk()
	for _, c := range []struct {
		organiser, point string
		want             Decision
	}{{"1", "a", Cleared}, {"2", "b", Objected}, {"2", "a", ""}, {"1", "b", ""}} {
		if got, ok := d.Decided(c.organiser, c.point); got.Decision != c.want || ok != (c.want != "") {
			t.Errorf("organiser %s on point %s: %q %v", c.organiser, c.point, got.Decision, ok)
		}
	}
	if got := fmt.Sprint(d.Count()); got != fmt.Sprint(map[Decision]int{"": 2, Cleared: 1, Objected: 1}) {
		t.Errorf("counted %s", got)
	}
	if a, b := d.Earlier("a"), d.Earlier("b"); len(a) != 0 || len(b) != 1 || b[0].Revision != 1 {
		t.Errorf("earlier answers: %+v and %+v", a, b)
	}
}

func TestCoOrganisersReadNeitherNotesNorCommentsOfOthers(t *testing.T) {
	for _, c := range []struct {
		who  string
		by   Actor
		want string
	}{
		{"the secretariat", secretariat, "sessions 1, notes 1, sources 1, comments why why why, speaks for 0"},
		{"an organiser of the seminar", seminarEd, "sessions 1, notes 1, sources 1, comments why why why, speaks for 0"},
		{"a co-organiser", coOrganiser, "sessions 0, notes 0, sources 0, comments why  why, speaks for 1"},
	} {
		d := aDesk().For(c.by)
		got := fmt.Sprintf("sessions %d, notes %d, sources %d, comments %s %s %s, speaks for %d", len(d.Sessions), len(d.Notes), len(d.Points[0].Sources),
			d.Clearances[0].Comment, d.Clearances[1].Comment, d.Clearances[2].Comment, len(d.ClearsFor(c.by)))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.who, got, c.want)
		}
	}
}
