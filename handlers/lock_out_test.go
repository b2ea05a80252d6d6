package handlers_test

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"testing"
	"time"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models"
	"consultations/tests/given"
)

func TestAStrangerLocksNobodyOut(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ring, err := keys.Open(t.TempDir(), origin)
		if err != nil {
			t.Fatal(err)
		}
		ring.SetClock(g.Now)
		app, _ := handlers.New(handlers.Options{
			Store: g.Store, Keys: ring, BaseURL: origin, RateLimit: true, Log: slog.New(slog.DiscardHandler),
			TrustedProxies: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/32")}, // where app.Test asks from
		})
		s := &site{g, app, ring, origin}
		ling := g.Account("Ling")
		g.Password(ling.ID, password)
		stranger, owner := s.browser(t), s.browser(t)
		send := func(b *browser, from, path string, form url.Values) int {
			b.get("/sign-in")
			form.Set("csrf_token", b.token())
			form.Set("email", ling.Email)
			return b.postForm(path, form, http.Header{"X-Forwarded-For": {from}}).status
		}
		last := 0
		for range models.SignInsPerAccount.Max + 1 {
			last = send(stranger, "198.51.100.1", "/sign-in", url.Values{"password": {"wrong horse battery"}})
		}
		if last != 429 {
			t.Errorf("the stranger: %d", last)
		}
		for range models.SignInsFromAnywhere.Max {
			if err := g.Store.Limit(t.Context(), models.Public, models.SignInsFromAnywhere, models.EmailKey(ling.Email)); err != nil {
				break
			}
		}
		began := time.Now()
		if a := send(owner, "203.0.113.9", "/sign-in", url.Values{"password": {password}}); a != 303 || time.Since(began) < time.Second {
			t.Errorf("the owner from another network: %d after %v", a, time.Since(began))
		}

		// Links: strangers everywhere ask for more than are sent.
		for range models.LinksPerAccount.Max + 1 {
			last = send(stranger, "198.51.100.1", "/sign-in/links", url.Values{})
		}
		if last != 429 {
			t.Errorf("links for the stranger: %d", last)
		}
		before := g.Number("SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send'")
		for range models.LinksFromAnywhere.Max {
			_ = g.Store.Limit(t.Context(), models.Public, models.LinksFromAnywhere, models.EmailKey(ling.Email))
		}
		if a := send(s.browser(t), "203.0.113.10", "/sign-in/links", url.Values{}); a != 303 || g.Number("SELECT count(*) FROM river_job WHERE kind = 'sign_in_link.send'") != before {
			t.Errorf("links from everywhere: %d", a)
		}
		older, err := g.Store.MailSignInLink(t.Context(), models.System, ling.ID)
		if err != nil {
			t.Fatal(err)
		}
		newest, err := g.Store.MailSignInLink(t.Context(), models.System, ling.ID)
		if err != nil {
			t.Fatal(err)
		}
		for range models.LinkTriesPerAddress.Max + 1 {
			_ = g.Store.Limit(t.Context(), models.Public, models.LinkTriesPerAddress, "203.0.113.9")
		}
		for link, want := range map[string]int{older: 429, newest: 303} {
			b := s.browser(t)
			b.get("/sign-in/link/" + link)
			if a := b.postForm("/sign-in/link/"+link, url.Values{"csrf_token": {b.token()}}, http.Header{"X-Forwarded-For": {"203.0.113.9"}}); a.status != want {
				t.Errorf("a link: %d, want %d", a.status, want)
			}
		}
		if n := g.Number("SELECT count(*) FROM sign_in_links WHERE used_at IS NULL"); n != 0 {
			t.Errorf("%d links are left", n)
		}
	})
}

func TestALinkForNobodyWaitsBehindAllMails(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ling := g.Account("Ling")
		for _, email := range []string{"nobody@example.org", ling.Email} {
			if err := g.Store.RequestSignInLink(t.Context(), models.Public, models.SignInInput{Email: email}); err != nil {
				t.Fatal(err)
			}
		}
		if first, last := g.Number("SELECT count(*) FROM river_job WHERE priority = 1"), g.Number("SELECT count(*) FROM river_job WHERE priority = 4"); first != 1 || last != 1 {
			t.Errorf("%d at once, %d that wait", first, last)
		}
	})
}
