package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestANoteIsWrittenReadAndChangedThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(0), siteOn(t, g, origin)
		other := g.NewOutcome(0)
		writer, colleague := s.bearer(t, o.Drafter.AccountID), s.bearer(t, o.Publisher.AccountID)
		notes := "/api/v1/seminars/" + o.Seminar + "/notes"
		write, body := "/api/v1/seminars/"+o.Seminar+"/sessions/"+o.Session+"/notes", `{"body":"She asked for clear mandates."}`

		first := s.write(t, "POST", write, "one", writer, body)
		n := made(t, first, 201)
		if a := s.write(t, "POST", write, "one", writer, body); a.body != first.body || g.Number("SELECT count(*) FROM notes") != 1 {
			t.Errorf("again with the key: %d %s", a.status, a.body)
		}
		if a := s.write(t, "GET", notes, "", colleague, ""); a.status != 200 || !strings.Contains(a.body, n.ID) {
			t.Errorf("the list: %d %s", a.status, a.body)
		}
		at := notes + "/" + n.ID
		if a := s.write(t, "GET", at, "", colleague, ""); a.status != 200 || !strings.Contains(a.body, "clear mandates") {
			t.Errorf("the note: %d %s", a.status, a.body)
		}
		edit := `{"body":"They asked.","version":` + strconv.Itoa(n.Version) + `}`
		if a := s.write(t, "PATCH", at, "two", writer, edit); a.status != 200 || !strings.Contains(a.body, "They asked.") {
			t.Errorf("changed: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", writer, edit); a.status != 409 {
			t.Errorf("a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", colleague, `{"body":"Mine"}`); a.status != 403 {
			t.Errorf("who did not write it: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", write, "", writer, `{"body":""}`); a.status != 422 || !strings.Contains(a.body, `"field":"body"`) {
			t.Errorf("a note without text: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", writer, `{"body":""}`); a.status != 422 || !strings.Contains(a.body, `"field":"body"`) {
			t.Errorf("changed to nothing: %d %s", a.status, a.body)
		}
		s.alike(t, "GET", "/api/v1/seminars/"+other.Seminar+"/notes/"+n.ID, notes+"/"+models.NewID(g.Now()), writer, "")
		s.alike(t, "PATCH", "/api/v1/seminars/"+other.Seminar+"/notes/"+n.ID, notes+"/"+models.NewID(g.Now()), writer, `{"body":"x"}`)
		s.alike(t, "POST", "/api/v1/seminars/"+other.Seminar+"/sessions/"+o.Session+"/notes", "/api/v1/seminars/"+models.NewID(g.Now())+"/sessions/"+o.Session+"/notes", writer, body)
		if n := g.Number("SELECT count(*) FROM notes"); n != 1 {
			t.Errorf("%d notes: one was written under a seminar that has not its session", n)
		}
		for _, path := range []string{notes, at} {
			if a := s.write(t, "GET", path, "", "", ""); a.status != 401 {
				t.Errorf("anybody reads %s: %d", path, a.status)
			}
		}
	})
}
