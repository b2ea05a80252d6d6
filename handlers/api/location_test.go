package api

import "testing"

func TestAnAnswerIsFoundWhereItsThingIs(t *testing.T) {
	readable := []string{
		"/series", "/series/{id}", "/series/{id}/seminars", "/seminars/{id}", "/seminars/{id}/announcement", "/seminars/{id}/sessions/{session}",
		"/seminars/{id}/sessions/{session}/notes", "/seminars/{id}/notes/{note}", "/accounts/{id}",
		"/registrations/{id}", "/registrations/by-link/{token}", "/summaries/{id}", "/tokens",
	}
	for path, want := range map[string]struct {
		pattern string
		added   bool
	}{
		"/series":                                   {"/series/{id}", true},
		"/series/{id}/seminars":                     {"/seminars/{id}", true},
		"/seminars/{id}/announcement":               {"/seminars/{id}", false},
		"/seminars/{id}/sessions/{session}/notes":   {"/seminars/{id}/notes/{note}", true},
		"/seminars/{id}/registrations":              {"/registrations/{id}", true},
		"/registrations/by-link/{token}/withdrawal": {"/registrations/by-link/{token}", false},
		"/summaries/{id}/clearances":                {"/summaries/{id}", false},
		"/accounts/{id}/grants":                     {"/accounts/{id}", false},
		"/tokens":                                   {"", false},
	} {
		if pattern, added := locationIn(readable, path); pattern != want.pattern || added != want.added {
			t.Errorf("%s: %s, %v; want %s, %v", path, pattern, added, want.pattern, want.added)
		}
	}
}
