package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// write sends a write to the API with a key.
func (s *site) write(t testing.TB, method, path, key, bearer, body string) answer {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	a := s.browser(t).send(r)
	if strings.HasPrefix(path, "/api/v1/") && a.status != http.StatusNotModified {
		for _, field := range s.undescribed(t, method, path, a) {
			t.Errorf("%s %s answers with %s, which is not described", method, path, field)
		}
	}
	address, _, _ := strings.Cut(path, "?")
	mayEndAccess := strings.HasSuffix(address, "/suspension") || strings.HasSuffix(address, "/removal") // of the caller
	if a.status == http.StatusCreated && address != "/api/v1/tokens" && !mayEndAccess {
		r := httptest.NewRequest(http.MethodGet, a.location, nil)
		if bearer != "" {
			r.Header.Set("Authorization", "Bearer "+bearer)
		}
		at := s.browser(t).send(r)
		ended := at.status == http.StatusUnauthorized && strings.Contains(path, "/suspension") // of one's own account
		if at.status != http.StatusOK && !ended {
			t.Errorf("%s %s: what it made is said to be at %q: %d", method, path, a.location, at.status)
		}
	}
	return a
}

// bearer is an access token of a program of the account.
func (s *site) bearer(t testing.TB, accountID string) string {
	t.Helper()
	token, err := s.keys.SignAccess(accessOf(s.SignIn(accountID, models.API), "api"), models.AccessLife)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestARegistrationSentTwentyTimesWithOneKeyIsStoredOnce(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		path := "/api/v1/seminars/" + g.OpenSeminar(5) + "/registrations"
		body := `{"name":"Ling","family_name":"Wei","email":"ling@example.org","institution":"Ministry"}`
		first := s.write(t, "POST", path, "one", "", body)
		if first.status != 202 {
			t.Fatalf("%d %s", first.status, first.body)
		}
		var all sync.WaitGroup
		for range 19 {
			all.Go(func() {
				if a := s.write(t, "POST", path, "one", "", body); a.status != 202 || a.body != first.body || a.header.Get("Idempotent-Replayed") != "true" {
					t.Errorf("again: %d %s", a.status, a.body)
				}
			})
		}
		all.Wait()
		if n := g.Number("SELECT count(*) FROM registrations"); n != 1 {
			t.Errorf("%d registrations", n)
		}
		if a := s.write(t, "POST", path, "one", "", strings.Replace(body, "Ling", "Wu", 1)); a.status != 422 {
			t.Errorf("another request with the key: %d %s", a.status, a.body)
		}
		if a := s.write(t, "POST", path, "with space", "", body); a.status != 422 {
			t.Errorf("a key that cannot be kept: %d", a.status)
		}
	})
}

func TestAKeyBelongsToItsCaller(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		s := siteOn(t, g, origin)
		ling, wu := g.Account("Ling", models.GrantInput{Role: models.Administrator}), g.Account("Wu", models.GrantInput{Role: models.Administrator})
		begin := func(bearer, title string) (answer, string) {
			a := s.write(t, "POST", "/api/v1/series", "one", bearer, `{"title":"`+title+`"}`)
			var made struct{ ID string }
			if err := json.Unmarshal([]byte(a.body), &made); err != nil {
				t.Fatalf("%d %s", a.status, a.body)
			}
			return a, made.ID
		}
		a, first := begin(s.bearer(t, ling.ID), "Peace operations")
		if a.status != 201 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		if a, again := begin(s.bearer(t, ling.ID), "Peace operations"); a.status != 201 || again != first {
			t.Errorf("the same caller, a later sign-in: %d, %s and %s", a.status, again, first)
		}
		if a, other := begin(s.bearer(t, wu.ID), "Food security"); a.status != 201 || other == first {
			t.Errorf("another caller: %d %s", a.status, a.body)
		}
	})
}
