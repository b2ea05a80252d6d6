package handlers

import (
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// policy allows a page its own files and nothing else: no inline script or
// style, no other host, no frame around it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers stand on every answer, errors and files included. The referrer is
// kept inside the site: browsers need it for form checks, others need not
// know which registration somebody came from.
func (h *Handlers) headers(c *fiber.Ctx) {
	r := &c.Context().Response.Header
	r.Set("Content-Security-Policy", policy)
	r.Set("X-Content-Type-Options", "nosniff")
	r.Set("Referrer-Policy", "same-origin")
	r.Set("Cross-Origin-Opener-Policy", "same-origin")
	r.Set("Cross-Origin-Resource-Policy", "same-origin")
	r.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
	r.Set("X-Frame-Options", "DENY")
	if h.secureCookies() {
		r.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	}
}

// secure sets the headers, keeps answers out of shared caches unless a page
// says otherwise, and refuses a host that is not ours: nothing here is ever
// built from the Host header, but a cache in front might be.
func (h *Handlers) secure(c *fiber.Ctx) error {
	h.headers(c)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	if host := string(c.Request().Host()); !h.isOurHost(host) {
		return fiber.ErrMisdirectedRequest
	}
	return c.Next()
}

func (h *Handlers) isOurHost(host string) bool {
	if host == h.ownHost {
		return true
	}
	// A proxy or a probe may ask by the address it listens on; the answers
	// carry only BASE_URL. Whole names: localhost.example.org is anybody's.
	name, port, ported := strings.Cut(strings.TrimPrefix(host, "[::1]"), ":")
	if _, err := strconv.ParseUint(port, 10, 16); ported && err != nil {
		return false
	}
	return name == "127.0.0.1" || name == "localhost" || name == "" && strings.HasPrefix(host, "[::1]")
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return u.Host
}

// knownMethods answers a method that Fiber does not know as an address that
// is not there: Fiber answers it before any middleware, without headers. C is
// the server's own request.
func knownMethods[C interface{ Method() []byte }](h *Handlers, app *fiber.App, next func(C), context func(C) *fiber.Ctx) func(C) {
	return func(request C) {
		if slices.Contains(fiber.DefaultMethods, string(request.Method())) {
			next(request)
			return
		}
		c := context(request)
		defer app.ReleaseCtx(c)
		if err := h.refuse(c, fiber.ErrNotFound); err != nil {
			h.Log.Error("the refusal cannot be shown", "err", err)
		}
	}
}

// observe logs each request without personal data (the route, not the
// address: an address may carry a signed link), measures it, and turns a
// panic into a fault.
func (h *Handlers) observe(c *fiber.Ctx) (err error) {
	began := time.Now()
	defer func() {
		if p := recover(); p != nil {
			h.Log.Error("a handler panicked", "route", routeOf(c), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = h.refuse(c, fmt.Errorf("panic: %v", p))
		}
	}()
	if err = c.Next(); err != nil {
		err = h.refuse(c, err)
	}
	took := time.Since(began)
	status := c.Response().StatusCode()
	route := routeOf(c)
	h.Log.Info("request", "method", c.Method(), "route", route, "status", status, "ms", float64(took.Microseconds())/1000)
	if h.Metrics != nil {
		h.Metrics(route, c.Method(), status, took)
	}
	return err
}

// routeOf is the pattern that a request matched; never the address itself,
// which may carry a signed link.
func routeOf(c *fiber.Ctx) string {
	if r := c.Route(); r != nil && r.Path != "/" {
		return r.Path
	}
	if c.Path() == "/" {
		return "/"
	}
	return "unmatched"
}
