package web

import (
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views/parts"
)

// visitorCookie ties the forms of a reader who is not signed in to the
// browser in which they were shown.
const visitorCookie = "visitor"

// forms is what the forms of one request are tied to.
type forms struct {
	w      *Web
	bound  string // the sign-in, or the browser's random value
	isNew  bool   // the browser does not have the value yet
	random string
}

// bindForms ties the forms of this request to the sign-in, so that signing in
// makes all earlier tokens worthless. Without a sign-in they are tied to a
// random cookie, which is set only if a form is shown.
func (w *Web) bindForms(c *fiber.Ctx) {
	if a := Actor(c); a.SignInID != "" {
		c.Locals(csrfKey, &forms{w: w, bound: signInBound(a.SignInID)})
		return
	}
	random := strings.Clone(c.Cookies(w.cookie(visitorCookie)))
	f := &forms{w: w, random: random}
	if len(random) < 22 || len(random) > 64 {
		var b [16]byte
		rand.Read(b[:]) // never fails: it ends the program instead
		f.random, f.isNew = base64.RawURLEncoding.EncodeToString(b[:]), true
	}
	f.bound = "visitor " + f.random
	c.Locals(csrfKey, f)
}

func signInBound(id string) string { return "sign-in " + id }

// csrfToken is what a form on this page must send. It is empty on pages that
// are the same for every reader and have no forms.
func csrfToken(c *fiber.Ctx) string {
	f, ok := c.Locals(csrfKey).(*forms)
	if !ok {
		return ""
	}
	if f.isNew {
		f.isNew = false
		c.Cookie(&fiber.Cookie{Name: f.w.cookie(visitorCookie), Value: f.random, Path: "/", HTTPOnly: true, Secure: f.w.secureCookies(), SameSite: "Lax"})
	}
	return f.w.Keys.Derive("form", f.bound)
}

// guard lets a request change something only if it comes from a form of this
// site that was shown to this reader: the browser must not say that it comes
// from elsewhere, and the form must carry the reader's token.
func (w *Web) guard(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		switch c.Method() {
		case fiber.MethodGet, fiber.MethodHead:
			return c.Next()
		}
		if !w.isFromHere(c) {
			return models.Refuse(models.Forbidden, "page.expired")
		}
		if !isForm(c) {
			return fiber.ErrUnsupportedMediaType
		}
		c.Locals(againKey, r.Again != nil)
		isKept := c.FormValue(parts.KeptMark) != ""
		if isKept {
			w.readIn(c, c.FormValue(parts.KeptLanguage))
		}
		f, ok := c.Locals(csrfKey).(*forms)
		if !ok || f.isNew || !w.Keys.IsDerived("form", f.bound, formToken(c)) || isKept {
			return w.unsent(c, r)
		}
		return c.Next()
	}
}

// formToken is the token that a form carries.
func formToken(c *fiber.Ctx) string {
	if token := c.Get("X-Csrf-Token"); token != "" {
		return token
	}
	return c.FormValue(parts.TokenField)
}

// isFromHere reads the headers in which browsers state where a request comes
// from, and which no page can change. A client that sends none is not a
// browser: the token decides.
func (w *Web) isFromHere(c *fiber.Ctx) bool {
	switch c.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := c.Get(fiber.HeaderOrigin)
	return origin == "" || sameOrigin(origin, w.BaseURL)
}

func sameOrigin(a, b string) bool {
	x, err := url.Parse(a)
	if err != nil {
		return false
	}
	y, err := url.Parse(b)
	return err == nil && x.Scheme == y.Scheme && x.Host != "" && strings.EqualFold(x.Host, y.Host)
}

func escaped(s string) string { return url.QueryEscape(s) }
