package handlers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// withoutTrace are fields that are used and leave no trace in the answer, with
// the reason.
var withoutTrace = map[string]string{
	"iso":    "is never shown",
	"notify": "decides whether e-mails are sent",
}

// TestEveryFieldOfAPatchChangesTheAnswerOrIsRefused sends each field of each
// PATCH by itself, once with another value and once with null.
func TestEveryFieldOfAPatchChangesTheAnswerOrIsRefused(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w, s := given.NewWorld(g), siteOn(t, g, origin)
		other, err := g.Store.AddEntity(t.Context(), models.System, models.EntityInput{Name: "Another State", Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.DB().Exec(`UPDATE series SET regions = '["Asia"]' WHERE id = $1`, w.Main.Series); err != nil {
			t.Fatal(err)
		}
		office := s.bearer(t, g.Account("Office", models.GrantInput{Role: models.Administrator},
			models.GrantInput{Role: models.OrganiserRole, SeriesID: w.Main.Series}, models.GrantInput{Role: models.Secretariat, SeriesID: w.Main.Series}).ID)
		rapporteur := s.bearer(t, w.Actors["rapporteur"].AccountID)
		organiser := w.NewOrganiser(w.Main.Draft)
		point := w.NewPoint(w.Actors["secretariat"], w.Main.DraftSummary)
		link := s.keys.LinkToken(models.LinkToRegistration, models.HolderOf(w.Main.Registration, g.Holder(w.Main.Registration).PersonID))
		targets := map[string]struct{ path, bearer string }{
			"/account":                              {"/account", office},
			"/accounts/{id}":                        {"/accounts/" + w.Guest.ID, office},
			"/entities/{id}":                        {"/entities/" + w.Entity, office},
			"/organisations/{id}":                   {"/organisations/" + w.Main.Partner, office},
			"/registrations/by-link/{token}":        {"/registrations/by-link/" + link, ""},
			"/registrations/{id}":                   {"/registrations/" + w.Main.OtherRegistration, office},
			"/seminars/{id}":                        {"/seminars/" + w.Main.Draft, office},
			"/seminars/{id}/notes/{note}":           {"/seminars/" + w.Main.Concluded + "/notes/" + w.Main.Note, rapporteur},
			"/seminars/{id}/organisers/{organiser}": {"/seminars/" + w.Main.Draft + "/organisers/" + organiser, office},
			"/seminars/{id}/sessions/{session}":     {"/seminars/" + w.Main.Draft + "/sessions/" + w.Main.DraftSession, office},
			"/series/{id}":                          {"/series/" + w.Main.Series, office},
			"/series/{id}/themes/{theme}":           {"/series/" + w.Main.Series + "/themes/" + w.Main.Theme, office},
			"/summaries/{id}":                       {"/summaries/" + w.Main.DraftSummary, office},
			"/summaries/{id}/points/{point}":        {"/summaries/" + w.Main.DraftSummary + "/points/" + point.ID, office},
		}
		values := map[string]string{
			"email": `"new@mission.example"`, "host_entity": quoted(other.ID), "entity": quoted(other.ID), "iso": `"ZZ"`, "organisation": quoted(w.Main.Partner),
			"started": "1999", "year": "2028", "number": "77", "seats": "7", "hosts": "true", "notify": "true", "consent": "false",
			"starts_on": `"2027-04-20"`, "ends_on": `"2027-06-20"`, "valid_from": `"1950-01-01"`, "valid_to": `"2030-01-01"`, "issued_on": `"2027-03-01"`,
			"registration_opens_at": `"2027-02-27T08:00"`, "registration_closes_at": `"2027-03-27T08:00"`, "starts_at": `"2027-05-01T08:00"`, "ends_at": `"2027-05-01T23:00"`,
			"time_zone": `"Asia/Tokyo"`, "languages": `["fr"]`, "region": `"Asia"`, "slug": `"another-address"`, "code": `"X9"`, "reference_url": `"https://example.org/paper"`,
			"themes": list(w.Main.Theme), "sessions": list(w.Main.ConcludedSession), "notes": list(w.Main.Note),
		}
		d, looked := describe(t, s), 0
		for _, pattern := range slices.Sorted(maps.Keys(d.Paths)) {
			op, ok := d.Paths[pattern]["patch"]
			if !ok {
				continue
			}
			target, ok := targets[strings.TrimPrefix(pattern, "/api/v1")]
			if !ok {
				t.Errorf("PATCH %s is not tried", pattern)
				continue
			}
			looked++
			schema := op.RequestBody.Content["application/json"].Schema
			properties := schema.Properties
			if schema.Ref != "" {
				properties = d.Components.Schemas[schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]].Properties
			}
			for _, field := range slices.Sorted(maps.Keys(properties)) {
				property, _ := properties[field].(map[string]any)
				if field == "version" || withoutTrace[field] != "" || isOfTexts(field, property) {
					continue
				}
				tried := anotherValue(field, property, values)
				if i := slices.Index(tried, `"break"`); i >= 0 { // the last one: other kinds of session need a rule, which a break has not
					tried = append(slices.Delete(tried, i, i+1), `"break"`)
				}
				s.patched(t, "/api/v1"+target.path, target.bearer, field, tried)
			}
		}
		if looked != len(targets) {
			t.Errorf("%d of %d operations were tried", looked, len(targets))
		}
	})
}

// isOfTexts reports a language that says in which language the other fields
// are written. Elsewhere a language is a field like any other.
func isOfTexts(field string, property map[string]any) bool {
	about := fmt.Sprint(property["description"])
	return field == "language" && (strings.Contains(about, "of the text") || strings.Contains(about, "of the name"))
}

func quoted(s string) string { b, _ := json.Marshal(s); return string(b) }

func list(id string) string { return "[" + quoted(id) + "]" }

// anotherValue gives values for a field: all of an enum, or a text that it
// does not have yet.
func anotherValue(field string, property map[string]any, values map[string]string) []string {
	if v, ok := values[field]; ok {
		return []string{v}
	}
	if enum, ok := property["enum"].([]any); ok {
		var all []string
		for _, v := range enum {
			all = append(all, quoted(fmt.Sprint(v)))
		}
		return all
	}
	if property["type"] == "array" || slices.Contains(asList(property["type"]), "array") {
		return []string{list("Word " + field)}
	}
	return []string{quoted("Word " + field)}
}

func asList(v any) (all []any) { all, _ = v.([]any); return all }

// patched sends another value of a field, and null. At least one of the values
// must change the answer, unless they are refused by name; null must do so if
// the field was set.
func (s *site) patched(t *testing.T, path, bearer, field string, values []string) {
	t.Helper()
	changed := false
	before := s.readback(t, path, bearer)
	refused := 0
	for _, value := range values {
		after, ok := s.change(t, path, bearer, field, value)
		if !ok {
			refused++
			continue
		}
		changed = changed || after != before
		before = after
	}
	if !changed && refused == 0 {
		t.Errorf("PATCH %s: %s is ignored: %v", path, field, values)
	}
	after, ok := s.change(t, path, bearer, field, "null")
	if ok && changed && after == before {
		t.Errorf("PATCH %s: null is ignored for %s", path, field)
	}
}

// change sends one field; ok is false if it was refused by its name.
func (s *site) change(t *testing.T, path, bearer, field, value string) (after string, ok bool) {
	t.Helper()
	body := `{"` + field + `":` + value + `}`
	a := s.write(t, http.MethodPatch, path, "", bearer, body)
	if a.status == http.StatusUnprocessableEntity && strings.Contains(a.body, `"field":"`+field+`"`) {
		return "", false
	}
	if a.status != http.StatusOK {
		t.Errorf("PATCH %s %s: %d %s", path, body, a.status, a.body)
		return "", false
	}
	return s.readback(t, path, bearer), true
}

// readback is the answer to a change of nothing, without what moves with every
// change.
func (s *site) readback(t *testing.T, path, bearer string) string {
	t.Helper()
	a := s.write(t, http.MethodPatch, path, "", bearer, "{}")
	var fields map[string]any
	if err := json.Unmarshal([]byte(a.body), &fields); err != nil || a.status != http.StatusOK {
		t.Fatalf("PATCH %s: %d %s", path, a.status, a.body)
	}
	for _, moving := range []string{"version", "revision", "updated_at"} {
		delete(fields, moving)
	}
	b, _ := json.Marshal(fields)
	return string(b)
}
