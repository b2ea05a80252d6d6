package handlers_test

import (
	"strings"
	"testing"
	"time"

	"consultations/tests/given"
)

// TestARefusalHasTheMediaTypeOfItsOwnRequest: also when the request cannot be
// read and was sent together with an earlier one, of which nothing shows.
func TestARefusalHasTheMediaTypeOfItsOwnRequest(t *testing.T) {
	const api, page, problem, html = "/api/v1/series", "/?lang=fr", "application/problem+json", "text/html; charset=utf-8"
	send := siteOn(t, given.SQLite(t), origin).connect(t, time.Second)
	request := func(address, header string) string {
		return "GET " + address + " HTTP/1.1\r\nHost: " + strings.TrimPrefix(origin, "https://") + "\r\n" + header + "\r\n"
	}
	for name, header := range map[string]string{"no colon": "A b\r\n", "a folded line": "A: b\r\n c\r\n"} {
		for _, c := range []struct{ first, then, want string }{
			{page, api, problem}, {api, "/", html}, {api, "/series", html}, {api, api, problem}, {page, "/", html},
		} {
			answers, _ := send(request(c.first, "") + request(c.then, header))

			at := strings.Index(answers, "HTTP/1.1 400")
			if at < 0 {
				t.Fatalf("%s, %s then %s: no refusal in %q", name, c.first, c.then, answers)
			}
			if refusal := answers[at:]; !strings.Contains(refusal, "Content-Type: "+c.want) || strings.Contains(refusal, `<html lang="fr"`) || strings.Contains(strings.ToLower(refusal), "etag:") {
				t.Errorf("%s, %s then %s: %.600q", name, c.first, c.then, refusal)
			}
		}
	}
}
