package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestPointsAreChangedMovedAndRemovedThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(2), siteOn(t, g, origin)
		p, other := o.Point("A third finding", o.Session), g.NewOutcome(1)
		by := s.bearer(t, o.Drafter.AccountID)
		of := "/api/v1/summaries/" + o.Summary
		at := of + "/points/" + p.ID

		edit := `{"body":"Said again","addressees":["Security Council"],"version":` + strconv.Itoa(p.Version) + `}`
		first := s.write(t, "PATCH", at, "edit", by, edit)
		if first.status != 200 || !strings.Contains(first.body, "Said again") || !strings.Contains(first.body, "Security Council") {
			t.Errorf("changed: %d %s", first.status, first.body)
		}
		if g.Number("SELECT count(*) FROM point_sources WHERE point_id = '"+p.ID+"'") != 1 {
			t.Error("what was not sent did not stay")
		}
		if a := s.write(t, "PATCH", at, "edit", by, edit); a.body != first.body || a.header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("again with the key: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", by, edit); a.status != 409 {
			t.Errorf("a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", by, `{"body":""}`); a.status != 422 || !strings.Contains(a.body, `"field":"body"`) {
			t.Errorf("no text: %d %s", a.status, a.body)
		}
		for range 2 {
			if a := s.write(t, "POST", at+"/position", "up", by, `{"to":"up"}`); a.status != 201 || !strings.Contains(a.body, `"position":2`) {
				t.Errorf("moved up: %d %s", a.status, a.body)
			}
		}
		elsewhere, nowhere := "/api/v1/summaries/"+other.Summary+"/points/"+p.ID, of+"/points/"+models.NewID(g.Now())
		s.alike(t, "PATCH", elsewhere, nowhere, by, `{"body":"x"}`)
		s.alike(t, "DELETE", elsewhere, nowhere, by, "")
		s.alike(t, "POST", elsewhere+"/position", nowhere+"/position", by, `{"to":"up"}`)
		if a := s.write(t, "DELETE", at, "", "", ""); a.status != 401 {
			t.Errorf("anybody: %d", a.status)
		}
		if a := s.write(t, "DELETE", at+"?version="+strconv.Itoa(p.Version), "", by, ""); a.status != 409 {
			t.Errorf("removed at a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "DELETE", at+"?version=-1", "", by, ""); a.status != 409 {
			t.Errorf("removed at a version that never was: %d %s", a.status, a.body)
		}
		for range 2 {
			if a := s.write(t, "DELETE", at, "gone", by, ""); a.status != 204 {
				t.Errorf("removed: %d %s", a.status, a.body)
			}
		}
	})
}

func TestATextIsReadChangedCorrectedAndWithdrawnThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(1), siteOn(t, g, origin)
		other := g.NewOutcome(1)
		by, clearer := s.bearer(t, o.Drafter.AccountID), s.bearer(t, o.Clearers[0].AccountID)
		at := "/api/v1/summaries/" + o.Summary

		read := s.write(t, "GET", at, "", by, "")
		edit := `{"intro":"Three days.","version":` + strconv.Itoa(made(t, read, 200).Version) + `}`
		if !strings.Contains(read.body, o.Organisations[0]) || strings.Contains(read.body, o.Partner) || !strings.Contains(read.body, `"revision"`) {
			t.Errorf("the text: %s", read.body)
		}
		first := s.write(t, "PATCH", at, "edit", by, edit)
		if first.status != 200 || !strings.Contains(first.body, "Three days.") || !strings.Contains(first.body, "Executive summary") {
			t.Errorf("changed: %d %s", first.status, first.body)
		}
		if a := s.write(t, "PATCH", at, "edit", by, edit); a.body != first.body {
			t.Errorf("again with the key: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", by, edit); a.status != 409 {
			t.Errorf("a version that is over: %d %s", a.status, a.body)
		}
		if a := s.write(t, "PATCH", at, "", by, `{"title":"","reference_url":"x"}`); a.status != 422 || !strings.Contains(a.body, `"field":"title"`) || !strings.Contains(a.body, `"field":"reference_url"`) {
			t.Errorf("bad fields: %d %s", a.status, a.body)
		}
		if a := s.write(t, "GET", at, "", clearer, ""); a.status != 404 {
			t.Errorf("a co-organiser reads the draft: %d", a.status)
		}
		e := o.Submitted().Cleared().Published(models.EditionInput{})
		if a := s.write(t, "GET", at, "", clearer, ""); a.status != 200 || strings.Count(a.body, `"decision":"cleared"`) != 2 || !strings.Contains(a.body, `"open":[]`) {
			t.Errorf("who cleared what: %d %s", a.status, a.body)
		}
		if a := s.write(t, "GET", at+"/clearances", "", by, ""); strings.Count(a.body, `"decision":"cleared"`) != 2 {
			t.Errorf("clearances: %d %s", a.status, a.body)
		}
		if a := s.write(t, "GET", at+"/editions", "", by, ""); !strings.Contains(a.body, e.ID) {
			t.Errorf("editions: %d %s", a.status, a.body)
		}
		withdrawal := "/editions/" + e.ID + "/withdrawal"
		if a := s.write(t, "POST", at+withdrawal, "", by, `{"reason":""}`); a.status != 422 || !strings.Contains(a.body, `"field":"reason"`) {
			t.Errorf("withdrawn without a reason: %d %s", a.status, a.body)
		}
		s.alike(t, "POST", "/api/v1/summaries/"+other.Summary+withdrawal, at+"/editions/"+models.NewID(g.Now())+"/withdrawal", by, `{"reason":"wrong"}`)
		for range 2 {
			if a := s.write(t, "POST", at+withdrawal, "away", by, `{"reason":"A name is wrong"}`); a.status != 201 || !strings.Contains(a.body, `"withdrawn_why":"A name is wrong"`) {
				t.Errorf("withdrawn: %d %s", a.status, a.body)
			}
		}
		for range 2 {
			if a := s.write(t, "POST", at+"/correction", "again", by, ""); a.status != 201 || !strings.Contains(a.body, `"status":"draft"`) {
				t.Errorf("correction: %d %s", a.status, a.body)
			}
		}
		for path, method := range map[string]string{"": "GET", "/clearances": "GET", "/editions": "GET", "/correction": "POST"} {
			s.alike(t, method, "/api/v1/summaries/"+other.Summary+path, "/api/v1/summaries/"+models.NewID(g.Now())+path, by, "")
			if a := s.write(t, method, at+path, "", "", ""); a.status != 401 {
				t.Errorf("anybody, %s: %d", path, a.status)
			}
		}
	})
}
