package handlers_test

import (
	"log/slog"
	"net/url"
	"slices"
	"testing"
	"time"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/tests/given"
)

// TestTheTimeOfASignInTellsNothingAboutTheAddress: the same work is done for an
// address with an account and for one without. Tries are interleaved, so that
// whatever else runs on the machine slows all of them.
func TestTheTimeOfASignInTellsNothingAboutTheAddress(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ring, err := keys.Open(t.TempDir(), origin)
		if err != nil {
			t.Fatal(err)
		}
		ring.SetClock(g.Now)
		app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, Log: slog.New(slog.DiscardHandler)}) // no limits
		s := &site{g, app, ring, origin}
		ling := g.Account("Ling")
		g.Password(ling.ID, password)
		b := s.browser(t)
		b.get("/sign-in")
		token := b.token()
		try := func(path, email string, status int) time.Duration {
			began := time.Now()
			if a := b.postForm(path, url.Values{"csrf_token": {token}, "email": {email}, "password": {"wrong horse battery"}}, nil); a.status != status {
				t.Fatalf("%s of %s: %d", path, email, a.status)
			}
			return time.Since(began)
		}
		wrong := func(email string) func() time.Duration {
			return func() time.Duration { return try("/sign-in", email, 422) }
		}
		link := func(email string, status int) func() time.Duration {
			return func() time.Duration { return try("/sign-in/links", email, status) }
		}

		if r, k, u := ratio(9, wrong(ling.Email), wrong("nobody@ministry.example")); r > 2 {
			t.Errorf("by password: %v with an account, %v without", k, u)
		}
		if r, k, u := ratio(15, link(ling.Email, 303), link("nobody@ministry.example", 303)); r > 2 {
			t.Errorf("links: %v with an account, %v without", k, u)
		}
		if r, hashed, not := ratio(3, wrong(ling.Email), link(ling.Email, 303)); r < 2 {
			t.Errorf("control: a try without a hash takes %v, one with a hash %v", not, hashed)
		}
		if r, written, not := ratio(15, link(ling.Email, 303), link("nobody", 422)); r < 1.4 {
			t.Errorf("control: a request that writes nothing takes %v, one that does %v", not, written)
		}
	})
}

// ratio tries two things in turn and says how many times the median of the
// slower one is that of the other. A machine under load may disturb a round, so
// the least of three rounds counts; a difference in the work is in all of them.
func ratio(tries int, one, other func() time.Duration) (least float64, a, b time.Duration) {
	for range 3 {
		var as, bs []time.Duration
		for range tries {
			as, bs = append(as, one()), append(bs, other())
		}
		x, y := median(as), median(bs)
		if r := float64(max(x, y)) / float64(min(x, y)); least == 0 || r < least {
			least, a, b = r, x, y
		}
		if least < 2 {
			break
		}
	}
	return least, a, b
}

func median(of []time.Duration) time.Duration { return slices.Sorted(slices.Values(of))[len(of)/2] }
