package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Audience says for whom a route is, and so what stands before its handler.
// Whether the reader may see the very object is asked of the object, in models.
type Audience string

// The audiences.
const (
	Public   Audience = "public"    // the same bytes for everybody; no session is read
	Personal Audience = "personal"  // anybody, with forms: a session if there is one, a token on every form
	SignedIn Audience = "signed_in" // an account
	Working  Audience = "working"   // an account with a part in the working area
	Machine  Audience = "machine"   // programs: health, files
)

// Route is one row of the table of everything the site answers.
type Route struct {
	Method   string
	Path     string
	Audience Audience
	Do       fiber.Handler
}

// Routes is the whole table, noun by noun. What is not in it does not exist.
func (h *Handlers) Routes() []Route {
	var all []Route
	for _, noun := range []func() []Route{
		h.homeRoutes,
		h.machineRoutes,
		h.signInRoutes,
		h.accountRoutes,
		h.auditRoutes,
		h.manageRoutes,
		h.organisationRoutes,
		h.seriesRoutes,
		h.seminarRoutes,
		h.organiserRoutes,
		h.sessionRoutes,
		h.noteRoutes,
		h.summaryRoutes,
		h.clearanceRoutes,
		h.editionRoutes,
		h.registrationRoutes,
		h.invitationRoutes,
		h.publicRoutes, // last: its addresses begin with what people name
	} {
		all = append(all, noun()...)
	}
	return all
}

func (h *Handlers) routes(app *fiber.App) {
	h.apiRoutes(app)
	for _, r := range h.Routes() {
		chain := append(h.before(r.Audience), r.Do)
		app.Add(r.Method, r.Path, chain...)
		if r.Method == fiber.MethodGet {
			h.readable[r.Path] = true
			app.Add(fiber.MethodHead, r.Path, chain...)
		}
	}
	app.Use(func(*fiber.Ctx) error { return fiber.ErrNotFound })
}

// readAt is where a reader finds the page again that answers this request: its
// own address or, for what is only sent to, the form or the page above it.
// "Reload" and the languages lead there and never to an address without a page.
func (h *Handlers) readAt(c *fiber.Ctx) string {
	at, pattern := path(c), c.Route().Path
	if c.Method() != fiber.MethodPost || h.readable[pattern] {
		return at
	}
	if h.readable[pattern+"/new"] {
		return at + "/new"
	}
	for !h.readable[pattern] {
		cut, end := strings.LastIndexByte(pattern, '/'), strings.LastIndexByte(strings.TrimSuffix(at, "/"), '/')
		if cut <= 0 || end <= 0 {
			return "/"
		}
		at, pattern = at[:end], pattern[:cut]
	}
	return at
}

// before is what stands in front of the handlers of an audience.
func (h *Handlers) before(a Audience) []fiber.Handler {
	switch a {
	case Personal:
		return []fiber.Handler{h.session, h.guard}
	case SignedIn:
		return []fiber.Handler{h.session, h.guard, h.mustSignIn}
	case Working:
		return []fiber.Handler{h.session, h.guard, h.mustSignIn, h.mustWork}
	}
	return nil
}

// mustWork hides the working area from accounts that have no part in it.
func (h *Handlers) mustWork(c *fiber.Ctx) error {
	if !actor(c).Works() {
		return fiber.ErrNotFound
	}
	return c.Next()
}
