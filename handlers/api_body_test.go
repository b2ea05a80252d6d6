package handlers_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"consultations/tests/given"
)

func TestABodyThatCannotBeUsedIsAProblemThatSaysWhy(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		by := s.bearer(t, w.Actors["organiser"].AccountID)
		create, announce, agenda := "/api/v1/series/"+w.Main.Series+"/seminars", "/api/v1/seminars/"+w.Main.Draft+"/announcement", "/api/v1/seminars/"+w.Main.Draft+"/agenda"
		for _, c := range []struct {
			name, path, mediaType, body string
			status                      int
			field, code                 string
		}{
			{"no body", create, "application/json", "", 400, "body", "form.no_body"},
			{"half a body", create, "application/json", `{"place":`, 400, "body", "form.not_object"},
			{"more than a body", create, "application/json", `{"place":"X"} {}`, 400, "body", "form.not_object"},
			{"a list", create, "application/json", `[]`, 400, "body", "form.not_object"},
			{"null", create, "application/json", `null`, 400, "body", "form.not_object"},
			{"a form", create, "application/x-www-form-urlencoded", `place=X`, 415, "body", "page.media_type"},
			{"a text", create, "text/plain", `{"place":"X"}`, 415, "body", "page.media_type"},
			{"a media type that is none", create, "json;;", `{"place":"X"}`, 415, "body", "page.media_type"},
			{"a field sent twice", create, "application/json", `{"place":"X","time_zone":"UTC","place":"Y"}`, 422, "place", "form.twice"},
			{"a field sent twice, once in escapes", create, "application/json", `{"place":"X","time_zone":"UTC","pl\u0061ce":"X"}`, 422, "place", "form.twice"},
			{"a version sent twice", "PATCH /api/v1/seminars/" + w.Main.Draft, "application/json", `{"version":1,"version":2}`, 422, "version", "form.twice"},
			{"an optional body that is a list", agenda, "application/json", `[]`, 400, "body", "form.not_object"},
			{"fields for an operation without fields", announce, "application/json", `{"reason":"x"}`, 422, "reason", "form.unknown_field"},
		} {
			method, path, patch := strings.Cut(c.path, " ")
			if !patch {
				method, path = "POST", c.path
			}
			r := httptest.NewRequest(method, path, strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.mediaType)
			r.Header.Set("Authorization", "Bearer "+by)
			a := s.browser(t).send(r)
			var p struct {
				Status int
				Title  string
				Errors []struct{ Field, Code, Message string }
			}
			if err := json.Unmarshal([]byte(a.body), &p); err != nil {
				t.Fatal(err)
			}
			if a.status != c.status || p.Status != c.status || p.Title == "" || a.header.Get("Content-Type") != "application/problem+json" ||
				len(p.Errors) != 1 || p.Errors[0].Field != c.field || p.Errors[0].Code != c.code || p.Errors[0].Message == "" {
				t.Errorf("%s: %d %s %s", c.name, a.status, a.header.Get("Content-Type"), a.body)
			}
		}
		for _, mediaType := range []string{"", "application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json"} {
			r := httptest.NewRequest("PATCH", "/api/v1/seminars/"+w.Main.Draft, strings.NewReader(`{"venue":"Hall"}`))
			r.Header.Set("Content-Type", mediaType)
			r.Header.Set("Authorization", "Bearer "+by)
			if a := s.browser(t).send(r); a.status != 200 {
				t.Errorf("%q: %d %s", mediaType, a.status, a.body)
			}
		}
		for _, body := range []string{"", "{}", "null"} { // an operation without fields
			if a := s.write(t, "POST", announce, "", by, body); a.status != 201 && a.status != 409 {
				t.Errorf("announced with %q: %d %s", body, a.status, a.body)
			}
		}
	})
}
