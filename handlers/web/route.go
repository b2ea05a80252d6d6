package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Audience is for whom a route is, which determines the checks before its
// handler. Whether the reader may see the object itself is decided in models.
type Audience string

// The audiences.
const (
	Public    Audience = "public"    // the same bytes for everybody; the reader is not identified
	Personal  Audience = "personal"  // anybody, with forms: a sign-in if there is one, a token on every form
	SignedIn  Audience = "signed_in" // an account
	Working   Audience = "working"   // an account with a part in the working area
	Technical Audience = "technical" // programs: health, files
)

// Route is one row of the table of routes.
type Route struct {
	Method   string
	Path     string
	Audience Audience
	Do       fiber.Handler
	Again    fiber.Handler // of a Form; may be nil
}

// Form is what happens to a form that is sent: Do makes the change, and Again
// shows the form as it was sent, to be sent again, and changes nothing.
type Form struct{ Do, Again fiber.Handler }

// Get is the route of a page or a document.
func Get(path string, a Audience, do fiber.Handler) Route {
	return Route{Method: fiber.MethodGet, Path: path, Audience: a, Do: do}
}

// Post is the route of a button, or of a form that is not worth keeping.
func Post(path string, a Audience, do fiber.Handler) Route {
	return PostForm(path, a, Form{Do: do})
}

// PostForm is the route of a form with entries that must not get lost.
func PostForm(path string, a Audience, f Form) Route {
	return Route{fiber.MethodPost, path, a, f.Do, f.Again}
}

// Serve registers the routes of a table in its order; an address that is not
// in it does not exist. Fiber answers a method that an address does not accept
// with those that it does.
func (w *Web) Serve(app *fiber.App, table []Route) {
	for _, r := range table {
		chain := append(w.before(r), r.Do)
		app.Add(r.Method, r.Path, chain...)
		if r.Method == fiber.MethodGet {
			w.readable[r.Path] = true
			app.Add(fiber.MethodHead, r.Path, chain...)
		}
	}
}

// readAt is the address at which a reader finds the page of this response
// again: its own address or, for addresses that only accept forms, that of
// the form or of the page above it. “Reload” and the languages link there,
// never to an address without a page.
func (w *Web) readAt(c *fiber.Ctx) string {
	at, pattern := Path(c), c.Route().Path
	if c.Method() != fiber.MethodPost || w.readable[pattern] {
		return at
	}
	if w.readable[pattern+"/new"] {
		return at + "/new"
	}
	for !w.readable[pattern] {
		cut, end := strings.LastIndexByte(pattern, '/'), strings.LastIndexByte(strings.TrimSuffix(at, "/"), '/')
		if cut <= 0 || end <= 0 {
			return "/"
		}
		at, pattern = at[:end], pattern[:cut]
	}
	return at
}

// Before are the checks before the pages of an audience.
func (w *Web) Before(a Audience) []fiber.Handler { return w.before(Route{Audience: a}) }

func (w *Web) before(r Route) []fiber.Handler {
	switch r.Audience {
	case Personal:
		return []fiber.Handler{w.InTime, w.findActor, w.guard(r)}
	case SignedIn:
		return []fiber.Handler{w.InTime, w.findActor, w.guard(r), w.mustSignIn}
	case Working:
		return []fiber.Handler{w.InTime, w.findActor, w.guard(r), w.mustSignIn, w.mustHaveRole}
	}
	return nil
}

// mustHaveRole hides the working area from accounts that have no part in it.
func (w *Web) mustHaveRole(c *fiber.Ctx) error {
	if !Actor(c).HasRole() {
		return fiber.ErrNotFound
	}
	return c.Next()
}

// TechnicalRoutes serve the state of the program, its files and the choice of
// a language.
func (w *Web) TechnicalRoutes() []Route {
	return []Route{
		Get(healthPath, Technical, w.healthy),
		Get(readyPath, Technical, w.isReady),
		Get("/assets/:file", Technical, w.asset),
		Get("/languages/:code", Technical, w.setLanguage),
	}
}
