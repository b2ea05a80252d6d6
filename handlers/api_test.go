package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

// described is the part of the description that the tests look at.
type described struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		OperationID string
		RequestBody struct {
			Content map[string]struct {
				Schema struct {
					Ref        string `json:"$ref"`
					Properties map[string]any
				}
			}
		}
	}
	Components struct {
		Schemas map[string]struct{ Properties map[string]any }
	}
}

func describe(t *testing.T, s *site) described {
	t.Helper()
	a := s.browser(t).get("/api/openapi.json")
	var d described
	if err := json.Unmarshal([]byte(a.body), &d); a.status != http.StatusOK || err != nil {
		t.Fatalf("%d %v", a.status, err)
	}
	return d
}

func TestEveryRouteOfTheAPIIsDescribed(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)
	d := describe(t, s)

	if d.OpenAPI != "3.1.0" {
		t.Errorf("the description is of OpenAPI %s", d.OpenAPI)
	}
	named := regexp.MustCompile(`:([a-z_]+)`)
	served := 0
	for _, r := range s.app.GetRoutes(true) {
		if !strings.HasPrefix(r.Path, "/api/v1/") || r.Method == http.MethodHead {
			continue
		}
		served++
		path := named.ReplaceAllString(r.Path, "{$1}")
		if _, ok := d.Paths[path][strings.ToLower(r.Method)]; !ok {
			t.Errorf("%s %s is served and not described", r.Method, path)
		}
	}
	if served < 25 {
		t.Errorf("%d routes were looked at", served)
	}
}

// TestTheDescriptionOfTheAPIHasThePromisedNames holds the routes and fields of the
// contract against the description.
func TestTheDescriptionOfTheAPIHasThePromisedNames(t *testing.T) {
	d := describe(t, siteOn(t, given.SQLite(t), origin))
	for route, fields := range map[string]string{
		"post /api/v1/tokens": "email password", "post /api/v1/tokens/refresh": "refresh_token", "post /api/v1/tokens/revoke": "refresh_token",
		"get /api/v1/series": "", "post /api/v1/series": "title subtitle slug", "get /api/v1/series/{id}": "", "patch /api/v1/series/{id}": "title subtitle slug",
		"get /api/v1/series/{id}/seminars":        "",
		"post /api/v1/series/{id}/seminars":       "title label place host_entity time_zone starts_on ends_on seats admission registration_opens_at registration_closes_at",
		"get /api/v1/seminars/{id}":               "",
		"patch /api/v1/seminars/{id}":             "title label place host_entity time_zone starts_on ends_on seats admission registration_opens_at registration_closes_at",
		"post /api/v1/seminars/{id}/announcement": "", "post /api/v1/seminars/{id}/postponement": "", "post /api/v1/seminars/{id}/cancellation": "", "post /api/v1/seminars/{id}/conclusion": "",
		"get /api/v1/seminars/{id}/sessions": "", "post /api/v1/seminars/{id}/sessions": "title", "get /api/v1/seminars/{id}/organisers": "", "post /api/v1/seminars/{id}/organisers": "organisation role shown_as",
		"get /api/v1/organisations": "", "post /api/v1/seminars/{id}/registrations": "name family_name email institution", "get /api/v1/seminars/{id}/registrations": "",
		"post /api/v1/registrations/{id}/withdrawal": "", "post /api/v1/registrations/{id}/confirmation": "", "post /api/v1/registrations/{id}/refusal": "",
		"get /api/v1/seminars/{id}/summaries": "", "post /api/v1/seminars/{id}/summaries": "kind title", "get /api/v1/summaries/{id}/points": "", "post /api/v1/summaries/{id}/points": "kind body voice strength",
		"post /api/v1/summaries/{id}/submission": "", "post /api/v1/summaries/{id}/clearances": "decision revision", "post /api/v1/summaries/{id}/editions": "revision reason", "get /api/v1/points": "",
	} {
		method, path, _ := strings.Cut(route, " ")
		op, ok := d.Paths[path][method]
		if !ok {
			t.Errorf("%s is missing", route)
			continue
		}
		for _, field := range strings.Fields(fields) {
			schema := op.RequestBody.Content["application/json"].Schema
			properties := schema.Properties
			if schema.Ref != "" {
				properties = d.Components.Schemas[schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]].Properties
			}
			if _, ok := properties[field]; !ok {
				t.Errorf("%s does not take %s", route, field)
			}
		}
	}
}

func TestTheAPINamesTheFieldThatIsWrong(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		series, err := g.Store.CreateSeries(t.Context(), models.System, models.SeriesInput{Title: "Series", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		by := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: series.ID}).ID)
		for _, c := range []struct {
			name, body string
			status     int
			fields     []string
		}{
			{"ends before it starts", `{"place":"X","time_zone":"UTC","starts_on":"2027-05-02","ends_on":"2027-05-01"}`, 422, []string{"ends_on"}},
			{"a zone that is not known", `{"place":"X","time_zone":"Mars/Phobos"}`, 422, []string{"time_zone"}},
			{"fewer than no seats", `{"place":"X","time_zone":"UTC","seats":-1}`, 422, []string{"seats"}},
			{"no seats", `{"place":"X","time_zone":"UTC","seats":0}`, 422, []string{"seats"}},
			{"more seats than numbers", `{"place":"X","time_zone":"UTC","seats":1e309}`, 422, []string{"seats"}},
			{"a text over its limit", `{"place":"` + strings.Repeat("x", 201) + `","time_zone":"UTC"}`, 422, []string{"place"}},
			{"several at once", `{"time_zone":"x","seats":0}`, 422, []string{"place", "seats", "time_zone"}},
			{"a field that nobody knows", `{"place":"X","time_zone":"UTC","status":"announced"}`, 422, []string{"status"}},
			{"no JSON", `{"place":`, 400, []string{"body"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				a := s.write(t, http.MethodPost, "/api/v1/series/"+series.ID+"/seminars", "", by, c.body)

				var p struct {
					Status int
					Errors []struct{ Field, Message string }
				}
				if err := json.Unmarshal([]byte(a.body), &p); err != nil {
					t.Fatal(err)
				}
				var fields []string
				for _, e := range p.Errors {
					fields = append(fields, e.Field)
				}
				slices.Sort(fields)
				if a.status != c.status || p.Status != c.status || a.header.Get("Content-Type") != "application/problem+json" || !slices.Equal(fields, c.fields) || strings.Contains(a.body, "Go value") {
					t.Errorf("%d %s %s; want %d naming %v", a.status, a.header.Get("Content-Type"), a.body, c.status, c.fields)
				}
			})
		}
	})
}

func TestAnUnknownAddressOfTheAPIIsAProblem(t *testing.T) {
	s := siteOn(t, given.SQLite(t), origin)

	a := s.browser(t).send(httptest.NewRequest(http.MethodGet, "/api/v1/nothing", nil))

	if a.status != http.StatusNotFound || a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s %s", a.status, a.header.Get("Content-Type"), a.body)
	}
}

func TestAListOfTheAPIIsReadPageByPage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		seminar := g.OpenSeminar(9)
		for n := range 5 {
			g.Pass(1234567 * time.Nanosecond)
			g.Registered(seminar, n)
		}
		m, err := g.Store.Seminar(t.Context(), models.System, seminar)
		if err != nil {
			t.Fatal(err)
		}
		bearer := s.bearer(t, g.Account("Organiser", models.GrantInput{Role: models.OrganiserRole, SeriesID: m.SeriesID}).ID)
		var sizes []int
		read, cursor := map[string]bool{}, ""
		for len(sizes) < 4 {
			r := httptest.NewRequest("GET", "/api/v1/seminars/"+seminar+"/registrations?limit=2&cursor="+cursor, nil)
			r.Header.Set("Authorization", "Bearer "+bearer)
			var page struct {
				Items []struct{ ID string }
				Next  string `json:"next_cursor"`
			}
			if a := s.browser(t).send(r); a.status != 200 || json.Unmarshal([]byte(a.body), &page) != nil {
				t.Fatalf("%d %s", a.status, a.body)
			}
			sizes = append(sizes, len(page.Items))
			for _, i := range page.Items {
				read[i.ID] = true
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if !slices.Equal(sizes, []int{2, 2, 1}) || len(read) != 5 {
			t.Errorf("pages of %v with %d registrations", sizes, len(read))
		}
	})
}

func TestEveryLongListHasANextPage(t *testing.T) {
	a := siteOn(t, given.SQLite(t), origin).browser(t).get("/api/openapi.json")
	var doc struct {
		Paths map[string]struct {
			Get struct{ Parameters []struct{ Name string } }
		}
	}
	if err := json.Unmarshal([]byte(a.body), &doc); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/series", "/organisations", "/points", "/seminars/{id}/registrations", "/seminars/{id}/invitations"} {
		found := map[string]bool{}
		for _, p := range doc.Paths["/api/v1"+path].Get.Parameters {
			found[p.Name] = true
		}
		if !found["cursor"] || !found["limit"] {
			t.Errorf("%s takes %v", path, found)
		}
	}
}
