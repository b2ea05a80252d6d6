package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestRefusalsOfTheDescriptionLookLikeAllOthers(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	for _, c := range []struct{ ask, field, code, message string }{
		{"/points?kind=nothing", "kind", "form.choice", "Veuillez choisir"},
		{"/points?limit=0", "limit", "form.not_a_number", "nombre"},
		{"/points?limit=x", "limit", "form.not_a_number", "nombre"},
		{"/points?strenght=strong", "strenght", "form.unknown_field", "champ"},
		{"/points?%3Cscript%3E=1", "body", "form.unknown_field", "champ"},
		{"/search", "q", "form.required", "rempli"},
		{"/search?q=" + strings.Repeat("x", 201), "q", "form.too_long", "200"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/api/v1"+c.ask, nil)
		r.Header.Set("Accept-Language", "fr")
		a := s.browser(t).send(r)
		var p struct {
			Type, Title, Detail, Code string
			Status                    int
			Errors                    []struct{ Field, Code, Message string }
		}
		if err := json.Unmarshal([]byte(a.body), &p); err != nil {
			t.Fatalf("%s: %s", c.ask, a.body)
		}
		if a.status != 422 || p.Status != 422 || a.header.Get("Content-Type") != "application/problem+json" || p.Code != "form.check" ||
			p.Title != "Unprocessable Entity" || p.Detail == "" || p.Detail == p.Title ||
			len(p.Errors) != 1 || p.Errors[0].Field != c.field || p.Errors[0].Code != c.code || !strings.Contains(p.Errors[0].Message, c.message) {
			t.Errorf("%s: %d %s", c.ask, a.status, a.body)
		}
	}
}

func TestOneThingIsReadAgainOnlyIfItChanged(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		by, at := s.bearer(t, w.Actors["organiser"].AccountID), "/api/v1/seminars/"+w.Main.Announced
		ask := func(method, body string, headers ...string) answer {
			r := httptest.NewRequest(method, at, strings.NewReader(body))
			r.Header.Set("Authorization", "Bearer "+by)
			r.Header.Set("Content-Type", "application/json")
			for i := 0; i+1 < len(headers); i += 2 {
				r.Header.Set(headers[i], headers[i+1])
			}
			return s.browser(t).send(r)
		}
		tag := ask("GET", "").header.Get("ETag")
		if a := ask("GET", "", "If-None-Match", tag); tag == "" || a.status != 304 || a.body != "" || a.header.Get("ETag") != tag {
			t.Errorf("unchanged: %q %d %s", tag, a.status, a.body)
		}
		// A seat that is taken leaves the version as it is.
		if _, err := g.DB().Exec("UPDATE seminars SET seats_ceiling = 5, seats_taken = 1 WHERE id = '" + w.Main.Announced + "'"); err != nil {
			t.Fatal(err)
		}
		if a := ask("GET", "", "If-None-Match", tag); a.status != 200 || !strings.Contains(a.body, `"seats_taken":1`) {
			t.Errorf("a seat was taken: %d %s", a.status, a.body)
		}
		if a := ask("PATCH", `{"seats":50}`, "If-Match", `"999-x"`); a.status != 412 || !strings.Contains(a.body, "page.changed_meanwhile") {
			t.Errorf("a change of another version: %d %s", a.status, a.body)
		}
		if a := ask("PATCH", `{"seats":50}`, "If-Match", tag); a.status != 200 {
			t.Errorf("a change of this version: %d %s", a.status, a.body)
		}
		if a := ask("PATCH", `{"seats":51}`, "If-Match", tag); a.status != 412 {
			t.Errorf("a second change of the first version: %d %s", a.status, a.body)
		}
		again := ask("GET", "", "If-None-Match", tag)
		if again.status != 200 || again.header.Get("ETag") == tag {
			t.Errorf("changed: %d", again.status)
		}
	})
}

func TestTheDescriptionTellsWhatProgramsNeed(t *testing.T) {
	g := given.SQLite(t)
	w, s := given.NewWorld(g), siteOn(t, g, origin)
	var d struct {
		Paths map[string]map[string]struct {
			OperationID string
			Tags        []string
			RequestBody struct {
				Content map[string]struct {
					Schema struct {
						Required   []string
						Properties map[string]any
					}
					Example map[string]any
				}
			}
			Responses map[string]struct{ Headers map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(s.browser(t).get("/api/openapi.json").body), &d); err != nil {
		t.Fatal(err)
	}
	has := func(path, method, status, header string) {
		if _, ok := d.Paths[path][method].Responses[status].Headers[header]; !ok {
			t.Errorf("%s %s: %s of %s is not described", method, path, header, status)
		}
	}
	has("/api/v1/seminars/{id}", "get", "200", "ETag")
	has("/api/v1/seminars/{id}/registrations", "post", "201", "Location")
	has("/api/v1/seminars/{id}/registrations", "post", "429", "Retry-After")
	has("/api/v1/series", "post", "201", "Idempotent-Replayed")
	has("/api/v1/accounts", "get", "401", "WWW-Authenticate")
	examples := 0
	for path, methods := range d.Paths {
		for method, op := range methods {
			if len(op.Tags) != 1 {
				t.Errorf("%s has the tags %q", op.OperationID, op.Tags)
			}
			_, conflict := op.Responses["409"]
			_, missing := op.Responses["404"]
			if conflict != (method != "get") || strings.Contains(path, "{") && !missing {
				t.Errorf("%s: the list of errors is not its own", op.OperationID)
			}
			body := op.RequestBody.Content["application/json"]
			if len(body.Example) > 0 {
				examples++
			}
			for name := range body.Example {
				if body.Schema.Properties[name] == nil {
					t.Errorf("%s: the example has %s, which is no field", op.OperationID, name)
				}
			}
		}
	}
	if examples < 5 {
		t.Errorf("%d examples", examples)
	}
	by := s.bearer(t, g.Account("Both", models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series}, models.GrantInput{Role: models.Administrator}).ID)
	for path, bearer := range map[string]string{
		"/api/v1/tokens": "", "/api/v1/tokens/refresh": "", "/api/v1/series": by, "/api/v1/series/{id}/seminars": by, "/api/v1/entities": by,
		"/api/v1/seminars/{id}/registrations": by, "/api/v1/seminars/{id}/invitations": by,
	} {
		body := d.Paths[path]["post"].RequestBody.Content["application/json"]
		at := strings.Replace(path, "{id}", map[bool]string{true: w.Main.Series, false: w.Main.Announced}[strings.HasPrefix(path, "/api/v1/series")], 1)
		a := s.write(t, "POST", at, "", bearer, "{}")
		var p struct {
			Errors []struct{ Field, Code string }
		}
		if err := json.Unmarshal([]byte(a.body), &p); err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, e := range p.Errors {
			missing = append(missing, e.Field)
		}
		slices.Sort(missing)
		if path != "/api/v1/tokens" && path != "/api/v1/tokens/refresh" && !slices.Equal(missing, body.Schema.Required) {
			t.Errorf("POST %s requires %q and says %q: %s", path, missing, body.Schema.Required, a.body)
		}
	}
}
