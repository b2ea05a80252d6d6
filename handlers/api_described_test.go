package handlers_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// schema is the description of one value.
type schema struct {
	Ref                  string `json:"$ref"`
	Type                 any
	Enum                 []any
	Format, Pattern      string
	Required             []string
	Properties           map[string]*schema
	Items                *schema
	OneOf                []*schema
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

// undescribed lists what an answer has otherwise than the description says:
// other fields, types, values of a closed set and formats, and fields that it
// promises and are not there. Every answer that the tests get from the API is looked at, so a field that
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
		kind := "application/json"
		if a.status >= http.StatusBadRequest {
			kind = "application/problem+json"
		}
		return itself.missing(response.Content[kind].Schema, body, "")
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

// missing compares a value with its description.
func (d description) missing(s *schema, value any, at string) (wrong []string) {
	for s != nil && s.Ref != "" {
		s = d.Components.Schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	if s == nil {
		return []string{at}
	}
	if len(s.OneOf) > 0 {
		for _, one := range s.OneOf {
			if wrong = d.missing(one, value, at); len(wrong) == 0 {
				return nil
			}
		}
		return wrong
	}
	if types := typesOf(s); types != nil && !slices.Contains(types, typeOf(value)) && !(typeOf(value) == "integer" && slices.Contains(types, "number")) {
		return []string{at + " of type " + typeOf(value)}
	}
	if s.Enum != nil && !slices.Contains(s.Enum, value) {
		return []string{fmt.Sprintf("%s %v", at, value)}
	}
	switch v := value.(type) {
	case string:
		if !hasFormat(v, s) {
			return []string{fmt.Sprintf("%s %q, not %s%s", at, v, s.Format, s.Pattern)}
		}
	case map[string]any:
		for _, name := range s.Required {
			if _, there := v[name]; !there {
				wrong = append(wrong, at+" without "+name)
			}
		}
		for name, field := range v {
			switch {
			case s.Properties[name] != nil:
				wrong = append(wrong, d.missing(s.Properties[name], field, at+"."+name)...)
			case len(s.Properties) > 0: // otherwise it is a map, or free JSON
				wrong = append(wrong, at+"."+name)
			}
		}
	case []any:
		for _, item := range v {
			wrong = append(wrong, d.missing(s.Items, item, at+"[]")...)
		}
	}
	return wrong
}

func typesOf(s *schema) (types []string) {
	switch t := s.Type.(type) {
	case string:
		return []string{t}
	case []any:
		for _, one := range t {
			types = append(types, one.(string))
		}
	}
	return types
}

func typeOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

func hasFormat(value string, s *schema) bool {
	if s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(value) {
		return false
	}
	var err error
	switch s.Format {
	case "date":
		_, err = time.Parse(time.DateOnly, value)
	case "date-time":
		_, err = time.Parse(time.RFC3339, value)
	case "email":
		_, err = mail.ParseAddress(value)
	case "uri":
		u, e := url.Parse(value)
		return e == nil && u.Scheme != "" && !strings.ContainsFunc(value, func(r rune) bool { return r > '~' || r <= ' ' })
	case "":
	default:
		return false
	}
	return err == nil
}

// TestAFieldWithoutADescriptionIsFound shows that the look at every answer can
// find something.
func TestAFieldWithoutADescriptionIsFound(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	a := s.write(t, http.MethodGet, "/api/v1/series", "", "", "")
	if got := s.undescribed(t, http.MethodGet, "/api/v1/series", a); len(got) != 0 {
		t.Errorf("a described answer: %q", got)
	}
	for body, want := range map[string]string{
		`{"items":[],"next_cursor":null,"secret":true}`: ".secret",
		`{"items":[]}`:                         " without next_cursor",
		`{"items":null,"next_cursor":null}`:    ".items of type null",
		`{"items":[],"next_cursor":5}`:         ".next_cursor of type integer",
		`{"items":["one"],"next_cursor":null}`: ".items[] of type string",
	} {
		a.body = body
		if got := s.undescribed(t, http.MethodGet, "/api/v1/series", a); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %s", body, got, want)
		}
	}
	for wrong, as := range map[any]*schema{
		"tlh": {Type: "string", Enum: []any{"en"}}, "2027-02-30": {Type: "string", Format: "date"}, "2027-02-03": {Type: "string", Format: "date-time"},
		"nobody": {Type: "string", Format: "email"}, "/a": {Type: "string", Format: "uri"}, "x": {Type: "string", Pattern: "^y$"}, 1.5: {Type: "integer"}, nil: {OneOf: []*schema{{Type: "string"}, {Type: "object"}}},
	} {
		if got := itself.missing(as, wrong, ""); len(got) != 1 {
			t.Errorf("%v as %+v: %q", wrong, *as, got)
		}
	}
	if got := s.undescribed(t, http.MethodGet, "/api/v1/secrets", a); len(got) != 1 {
		t.Errorf("an address that nobody described: %q", got)
	}
}

// TestEveryReadOperationAnswersAsDescribed reads everything that there is to
// read of a world with something of each kind, as everybody who may.
func TestEveryReadOperationAnswersAsDescribed(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		office := s.bearer(t, g.Account("Wu", models.GrantInput{Role: models.Administrator}, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series},
			models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Series}).ID)
		bearers := []string{"", office, s.bearer(t, w.Actors["rapporteur"].AccountID)}
		registration := s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(w.Main.Registration, g.Holder(w.Main.Registration).PersonID))
		invitation := s.keys.LinkToken(models.LinkToInvitation, w.Main.Invitation)
		if err := w.Store.RemoveOrganiser(t.Context(), models.System, w.Main.Draft, w.NewOrganiser(w.Main.Draft), models.ReasonInput{}); err != nil {
			t.Fatal(err)
		}
		point := w.NewPoint(w.Actors["secretariat"], w.Main.DraftSummary).ID
		d, read := describe(t, s), map[string]bool{}
		for pattern, methods := range d.Paths {
			if _, ok := methods["get"]; !ok {
				continue
			}
			at := strings.NewReplacer("/account/{id}", "/account/"+w.Guest.ID, "/accounts/{id}", "/accounts/"+w.Guest.ID, "/entities/{id}", "/entities/"+w.Entity,
				"/invitations/by-link/{token}", "/invitations/by-link/"+invitation, "/registrations/by-link/{token}", "/registrations/by-link/"+registration,
				"/invitations/{id}", "/invitations/"+w.Main.Invitation, "/registrations/{id}", "/registrations/"+w.Main.Registration, "/organisations/{id}", "/organisations/"+w.Main.Partner,
				"/series/{id}", "/series/"+w.Main.Series, "{theme}", w.Main.Theme, "{organiser}", w.Main.Organiser, "{session}", w.Main.Session, "{note}", w.Main.Note, "{edition}", w.Main.Edition, "{point}", point).Replace(pattern)
			for _, seminar := range []string{w.Main.Announced, w.Main.Concluded, w.Main.Draft, w.Main.HiddenSeminar} {
				for _, summary := range []string{w.Main.DraftSummary, w.Main.ClearanceSummary, w.Main.PublishedSummary, w.Main.WithdrawableSummary} {
					path := strings.NewReplacer("/seminars/{id}", "/seminars/"+seminar, "/summaries/{id}", "/summaries/"+summary, "/search", "/search?q=point").Replace(at)
					for _, bearer := range bearers {
						if a := s.write(t, http.MethodGet, path, "", bearer, ""); a.status == http.StatusOK && !strings.Contains(a.body, `"items":[]`) {
							read[pattern] = true
						} else if a.status == http.StatusInternalServerError {
							t.Errorf("GET %s: %s", path, a.body)
						}
					}
				}
			}
			if !read[pattern] {
				t.Errorf("GET %s gave nothing to compare", pattern)
			}
		}
		if len(read) < 30 {
			t.Errorf("only %d operations were read", len(read))
		}
	})
}

// TestAnswersNameTheirClosedSetsAndFormats: what a program may get is said as
// precisely as what it may send.
func TestAnswersNameTheirClosedSetsAndFormats(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	s.undescribed(t, http.MethodGet, "/api/v1/series", s.write(t, http.MethodGet, "/api/v1/series", "", "", ""))
	closed := []string{"admission", "attribution", "basis", "capacity", "decision", "kind", "language", "languages", "original", "role", "roles", "status", "strength", "subject_kind", "token_type", "verb", "via", "voice"}
	looked := 0
	for name, of := range itself.Components.Schemas {
		for field, property := range of.Properties {
			at := name + "." + field
			if property.Items != nil {
				if slices.Contains(typesOf(property), "null") {
					t.Errorf("%s may be null", at)
				}
				property = property.Items
			}
			switch {
			case name == "Problem":
			case slices.Contains(closed, field):
				if looked++; len(property.Enum) == 0 {
					t.Errorf("%s has no values", at)
				}
			case field == "email" || field == "address" || strings.HasSuffix(field, "url"):
				if looked++; property.Format == "" {
					t.Errorf("%s has no format", at)
				}
			case field == "at" || strings.HasSuffix(field, "_at") || strings.HasSuffix(field, "_on") || strings.HasSuffix(field, "_utc") || strings.HasPrefix(field, "valid_") || strings.HasSuffix(field, "_by") && property.Ref == "":
				if looked++; property.Format == "" && property.Pattern == "" {
					t.Errorf("%s has no format", at)
				}
			}
		}
	}
	if looked < 70 {
		t.Errorf("only %d fields were looked at", looked)
	}
}
