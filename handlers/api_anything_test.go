package handlers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// shape is what the API's description says of a value that it takes.
type shape struct {
	Ref        string `json:"$ref"`
	Type       any
	Enum       []any
	Properties map[string]*shape
	Required   []string
	Items      *shape
}

// operation is what the description says of one request.
type operation struct {
	Parameters []struct {
		Name, In string
		Schema   *shape
	}
	RequestBody struct {
		Content map[string]struct{ Schema *shape }
	}
}

// stranger sends random requests: each is what the
// description allows, or nearly so, with identifiers that were seen before.
type stranger struct {
	*rand.Rand
	schemas map[string]*shape
	seen    map[string][]string // identifiers by the collection they stand in
	all     []string
}

var (
	odd = []string{"", " ", "a", strings.Repeat("x", 300), strings.Repeat("y", 60000), "\u0000", "a\u202eb", "😀", "\u0301", "\ufffe",
		"%", "../..", "-1", "1e309", "١٢", "zz", "A <a@b.org>", "a@b.org", "2027-02-30", "2027-03-10", "2027-03-28T02:30", "0000-01-01",
		"9999-12-31T23:59", "2027-05-26", "2027-05-26T09:00", "2027-05-26T10:00", "Europe/Oslo", "Mars/X", "en", "open", "'; --"}
	numbers    = []string{"0", "1", "2", "-1", "1.5", "2147483648", "9223372036854775807", "1000000000000000000000", "1e309"}
	identifier = regexp.MustCompile(`"id":"([0-9a-z]{26})"`)
)

func (n *stranger) one(of []string) string { return of[n.IntN(len(of))] }

// value is a value in JSON for the field of that name.
func (n *stranger) value(name string, s *shape) string {
	for s.Ref != "" {
		s = n.schemas[s.Ref[strings.LastIndex(s.Ref, "/")+1:]]
	}
	if len(s.Enum) > 0 && n.IntN(8) > 0 {
		return fmt.Sprintf("%q", s.Enum[n.IntN(len(s.Enum))])
	}
	switch kind := fmt.Sprint(s.Type); {
	case strings.Contains(kind, "object"):
		var fields []string
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			of := s.Properties[field]
			if slices.Contains(s.Required, field) && n.IntN(30) > 0 || n.IntN(2) > 0 {
				fields = append(fields, strconv.Quote(field)+":"+n.value(field, of))
			}
		}
		return "{" + strings.Join(fields, ",") + "}"
	case strings.Contains(kind, "array"):
		list := make([]string, []int{0, 1, 2, 60}[n.IntN(4)])
		for i := range list {
			list[i] = n.value(name, s.Items)
		}
		return "[" + strings.Join(list, ",") + "]"
	case strings.Contains(kind, "integer"), strings.Contains(kind, "number"):
		return n.one(numbers)
	case strings.Contains(kind, "boolean"):
		return n.one([]string{"true", "false"})
	}
	text := n.one(odd)
	switch ids := n.seen[name+"s"]; {
	case len(n.all) > 0 && strings.HasSuffix(name, "_id") && n.IntN(4) > 0:
		text = n.one(n.all)
	case len(ids) > 0 && n.IntN(4) > 0:
		text = n.one(ids)
	case n.IntN(2) > 0:
		text = "Word " + strconv.Itoa(n.IntN(100))
	}
	b, _ := json.Marshal(text)
	return string(b)
}

// address puts identifiers into the places of a pattern and questions behind.
func (n *stranger) address(pattern string, op operation) string {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if !strings.HasPrefix(part, "{") {
			continue
		}
		pool := n.seen[parts[i-1]]
		if len(pool) == 0 || n.IntN(12) == 0 {
			pool = append([]string{"x", "1", "%00"}, n.all...)
		}
		parts[i] = n.one(pool)
	}
	ask := []string{}
	for _, p := range op.Parameters {
		if p.In == "query" && n.IntN(3) == 0 {
			ask = append(ask, fmt.Sprintf("%s=%.900s", p.Name, url.QueryEscape(strings.Trim(n.value(p.Name, p.Schema), `"`))))
		}
	}
	return strings.Join(parts, "/") + "?" + strings.Join(ask, "&")
}

// learn keeps the identifiers of an answer under the collection asked.
func (n *stranger) learn(pattern string, a answer) {
	collection := pattern[strings.LastIndex(pattern, "/")+1:]
	for _, m := range identifier.FindAllStringSubmatch(a.body, 100) {
		if !slices.Contains(n.all, m[1]) {
			n.seen[collection], n.all = append(n.seen[collection], m[1]), append(n.all, m[1])
		}
	}
}

func TestNoRequestToTheAPICausesAFault(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		var described struct {
			Paths      map[string]map[string]operation
			Components struct{ Schemas map[string]*shape }
		}
		if err := json.Unmarshal([]byte(s.browser(t).get("/api/openapi.json").body), &described); err != nil {
			t.Fatal(err)
		}
		type request struct{ method, pattern string }
		var reads, all []request
		for pattern, methods := range described.Paths {
			for method := range methods {
				if all = append(all, request{method, pattern}); method == "get" {
					reads = append(reads, request{method, pattern})
				}
			}
		}
		order := func(a, b request) int { return strings.Compare(a.pattern+a.method, b.pattern+b.method) }
		slices.SortFunc(reads, order)
		slices.SortFunc(all, order)

		everything := []models.GrantInput{{Role: models.Administrator}, {Role: models.OrganiserRole, SeriesID: w.Main.Series}, {Role: models.Secretariat, SeriesID: w.Main.Series}}
		n := &stranger{Rand: rand.New(rand.NewPCG(2007, 3)), schemas: described.Components.Schemas, seen: map[string][]string{}}
		bearer, answers := "", map[int]int{}
		for i := range 1500 {
			if i%100 == 0 { // a request before may have ended the sign-in, or the account
				bearer = s.bearer(t, g.Account("Wu", everything...).ID)
			}
			from := all
			if i < 200 {
				from = reads // looks around first
			}
			r := from[n.IntN(len(from))]
			op, body := described.Paths[r.pattern][r.method], ""
			for _, content := range op.RequestBody.Content {
				body = n.value("", content.Schema)
			}
			path := n.address(r.pattern, op)
			a := s.write(t, strings.ToUpper(r.method), path, "", bearer, body)
			answers[a.status]++
			if a.status >= 500 {
				t.Errorf("%s %s %.300s: %d %s", r.method, path, body, a.status, a.body)
			}
			if a.status >= 400 && !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") {
				t.Errorf("%s %s: %d as %s", r.method, path, a.status, a.header.Get("Content-Type"))
			}
			n.learn(r.pattern, a)
		}
		if answers[200] < 100 || answers[201] < 20 || answers[409] < 10 || answers[422] < 100 {
			t.Errorf("too few of a kind to mean anything: %v", answers)
		}
		t.Log(answers)
	})
}
