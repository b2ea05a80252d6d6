package handlers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// bodies are what somebody might send to learn whether a thing exists: not
// readable, empty, with a field that does not exist, of a wrong type, and out
// of date.
var bodies = []string{"", "{}", "{", `{"nothing":1}`, `{"version":"x"}`, `{"version":99}`, `{"language":7}`}

// filledBodies are bodies with all fields that the description names: as the
// description wants them, and empty.
func filledBodies(properties map[string]any) []string {
	full, empty := map[string]any{}, map[string]any{}
	for name, described := range properties {
		if name == "$schema" {
			continue
		}
		property, _ := described.(map[string]any)
		empty[name] = nil
		switch kind := fmt.Sprint(property["type"]); {
		case property["enum"] != nil:
			full[name] = property["enum"].([]any)[0]
		case strings.Contains(kind, "integer"):
			full[name] = 1
		case strings.Contains(kind, "boolean"):
			full[name] = true
		case strings.Contains(kind, "array"):
			full[name] = []string{}
		default:
			full[name] = "2027-03-01"
		}
	}
	var all []string
	for _, body := range []map[string]any{full, empty} {
		b, _ := json.Marshal(body)
		all = append(all, string(b))
	}
	return all
}

func TestAThingOfAnotherParentLooksLikeNone(t *testing.T) {
	g := given.SQLite(t)
	w, s := given.NewWorld(g), siteOn(t, g, origin)
	point := func(summary string) string {
		points, err := g.Store.Points(t.Context(), models.System, summary)
		if err != nil || len(points) == 0 {
			t.Fatal("no point: ", err)
		}
		return points[0].ID
	}
	account := g.Account("Somebody", models.GrantInput{Role: models.CheckIn, SeminarID: w.Foreign.Announced})
	page, err := g.Store.Account(t.Context(), w.Actors["administrator"], account.ID)
	if err != nil {
		t.Fatal(err)
	}
	children := map[string]string{"theme": w.Foreign.Theme, "session": w.Foreign.Session, "organiser": w.Foreign.Organiser, "note": w.Foreign.Note,
		"point": point(w.Foreign.DraftSummary), "edition": w.Foreign.Edition, "grant": page.Grants[0].ID}
	parents := map[string][]string{"series": {w.Main.Series}, "seminars": {w.Main.Announced, w.Main.Concluded}, "summaries": {w.Main.DraftSummary, w.Main.ClearanceSummary, w.Main.PublishedSummary}, "accounts": {w.Guest.ID}}
	hidden := map[string]string{"series": w.Foreign.Hidden, "seminars": w.Foreign.HiddenSeminar, "summaries": w.Foreign.DraftSummary, "registrations": w.Foreign.Registration,
		"invitations": w.Foreign.Invitation}
	bearers := map[string]string{"public": ""}
	for _, role := range []string{"organiser", "secretariat", "co_organiser", "rapporteur"} {
		bearers[role] = s.bearer(t, w.Actors[role].AccountID)
	}
	bearers["both"] = s.bearer(t, g.Account("Both", models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series}, models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Foreign.Series},
		models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Series}, models.GrantInput{Role: models.Secretariat, SeriesID: w.Foreign.Series}, models.GrantInput{Role: models.Administrator}).ID)
	asked := map[int]int{}
	d := describe(t, s)
	pair := func(role, method, pattern, elsewhere, nowhere string) {
		sent := []string{""}
		if content := d.Paths[pattern][strings.ToLower(method)].RequestBody.Content; content != nil {
			schema := content["application/json"].Schema
			properties := schema.Properties
			if schema.Ref != "" {
				properties = d.Components.Schemas[schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]].Properties
			}
			sent = append(bodies, filledBodies(properties)...)
		}
		for _, body := range sent {
			a, b := s.write(t, method, elsewhere, "", bearers[role], body), s.write(t, method, nowhere, "", bearers[role], body)
			asked[a.status]++
			if a.status < 400 || a.status != b.status || a.body != b.body {
				t.Errorf("%s %s %s %s: %d %s and %d %s", role, method, elsewhere, body, a.status, a.body, b.status, b.body)
			}
		}
	}
	inBraces := regexp.MustCompile(`\{(\w+)\}`)
	for _, pattern := range slices.Sorted(maps.Keys(d.Paths)) {
		names := inBraces.FindAllStringSubmatch(pattern, -1)
		if len(names) == 0 || strings.Contains(pattern, "{token}") {
			continue
		}
		kind := strings.Split(pattern, "/")[3]
		for method := range d.Paths[pattern] {
			method := strings.ToUpper(method)
			for _, role := range slices.Sorted(maps.Keys(bearers)) {
				if len(names) == 2 {
					for _, parent := range parents[kind] {
						at := strings.Replace(pattern, "{id}", parent, 1)
						pair(role, method, pattern, strings.Replace(at, names[1][0], children[names[1][1]], 1), strings.Replace(at, names[1][0], models.NewID(g.Now()), 1))
					}
				}
				if id := hidden[kind]; id != "" && role != "both" {
					at := pattern
					if len(names) == 2 {
						at = strings.Replace(at, names[1][0], children[names[1][1]], 1)
					}
					pair(role, method, pattern, strings.Replace(at, "{id}", id, 1), strings.Replace(at, "{id}", models.NewID(g.Now()), 1))
				}
			}
		}
	}
	if asked[404] < 500 || asked[422] < 100 {
		t.Errorf("too few of a kind to mean anything: %v", asked)
	}
}
