package handlers_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"consultations/tests/given"
)

// schema is the description of one value, as far as it names fields.
type schema struct {
	Ref                  string `json:"$ref"`
	Properties           map[string]*schema
	Items                *schema
	AdditionalProperties any
}

// description is the part of the API's description that says what comes back.
type description struct {
	Paths map[string]map[string]struct {
		Responses map[string]struct {
			Content map[string]struct{ Schema *schema }
		}
	}
	Components struct{ Schemas map[string]*schema }
}

var (
	readDescription sync.Once
	itself          description
)

// undescribed lists fields of an answer that the description does not have.
// Every answer that the tests get from the API is looked at, so a field that
// is served and not described is found wherever any test meets it.
func (s *site) undescribed(t testing.TB, method, path string, a answer) []string {
	t.Helper()
	readDescription.Do(func() {
		if err := json.Unmarshal([]byte(s.browser(t).get("/api/openapi.json").body), &itself); err != nil {
			t.Fatal(err)
		}
	})
	path, _, _ = strings.Cut(path, "?")
	described := false
	for pattern, methods := range itself.Paths {
		op, ok := methods[strings.ToLower(method)]
		if !ok || !fits(pattern, path) {
			continue
		}
		described = true
		response, ok := op.Responses[strconv.Itoa(a.status)]
		if !ok {
			return []string{"the status " + strconv.Itoa(a.status)}
		}
		var body any
		if a.body == "" || json.Unmarshal([]byte(a.body), &body) != nil {
			return nil
		}
		return itself.missing(response.Content["application/json"].Schema, body, "")
	}
	if !described {
		return []string{method + " " + path}
	}
	return nil
}

func fits(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && !strings.HasPrefix(want[i], "{") {
			return false
		}
	}
	// An address without places is meant before one with them.
	return !strings.Contains(pattern, "{") || itself.Paths[path] == nil
}

func (d description) missing(s *schema, value any, at string) []string {
	for s != nil && s.Ref != "" {
		s = d.Components.Schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	var none []string
	switch v := value.(type) {
	case map[string]any:
		for name, field := range v {
			switch {
			case s == nil:
				none = append(none, at+"."+name)
			case s.Properties[name] != nil:
				none = append(none, d.missing(s.Properties[name], field, at+"."+name)...)
			case len(s.Properties) > 0: // otherwise it is a map, or free JSON
				none = append(none, at+"."+name)
			}
		}
	case []any:
		for _, item := range v {
			if s != nil && s.Items != nil {
				none = append(none, d.missing(s.Items, item, at+"[]")...)
			}
		}
	}
	return none
}

// TestAFieldWithoutADescriptionIsFound shows that the look at every answer can
// find something.
func TestAFieldWithoutADescriptionIsFound(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	a := s.write(t, http.MethodGet, "/api/v1/series", "", "", "")
	if got := s.undescribed(t, http.MethodGet, "/api/v1/series", a); len(got) != 0 {
		t.Errorf("a described answer: %q", got)
	}
	a.body = `{"items":[{"id":"1","secret":true}],"next_cursor":null}`
	if got := s.undescribed(t, http.MethodGet, "/api/v1/series", a); len(got) != 1 || got[0] != ".items[].secret" {
		t.Errorf("a field that nobody described: %q", got)
	}
	if got := s.undescribed(t, http.MethodGet, "/api/v1/secrets", a); len(got) != 1 {
		t.Errorf("an address that nobody described: %q", got)
	}
}
