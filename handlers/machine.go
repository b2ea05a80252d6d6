package handlers

import (
	"context"
	"io/fs"
	"mime"
	urlpath "path"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/views/parts"
)

func (h *Handlers) machineRoutes() []Route {
	return []Route{
		{"GET", "/healthz", Machine, h.healthy},
		{"GET", "/readyz", Machine, h.isReady},
		{"GET", "/assets/:file", Machine, h.asset},
		{"GET", "/robots.txt", Machine, h.robots},
		{"GET", "/languages/:code", Machine, h.setLanguage},
	}
}

// healthy answers as long as the program runs.
func (h *Handlers) healthy(c *fiber.Ctx) error { return c.SendString("ok\n") }

// isReady answers whether requests can be served: the database answers with
// the schema this program knows, and the program is not about to end.
func (h *Handlers) isReady(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), 2*time.Second)
	defer cancel()
	if h.closing.Load() {
		return c.Status(fiber.StatusServiceUnavailable).SendString("closing\n")
	}
	if err := h.store.Ready(ctx); err != nil {
		h.Log.Warn("not ready", "err", err)
		c.Set(fiber.HeaderRetryAfter, "5")
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready\n")
	}
	return c.SendString("ready\n")
}

// Drain makes the program not ready, so that no new requests are sent to it.
func (h *Handlers) Drain() { h.closing.Store(true) }

// asset sends a bundled file. Its name carries the fingerprint of its
// content, so it may be kept for ever.
func (h *Handlers) asset(c *fiber.Ctx) error {
	name := param(c, "file")
	body, err := fs.ReadFile(parts.Static(), name)
	if err != nil || !fs.ValidPath(name) || strings.HasPrefix(name, ".") {
		return fiber.ErrNotFound
	}
	kind := mime.TypeByExtension(urlpath.Ext(name))
	if kind == "" {
		kind = fiber.MIMEOctetStream
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, kind)
	c.Context().Response.SetBodyRaw(body)
	return nil
}

func (h *Handlers) robots(c *fiber.Ctx) error {
	return c.SendString("User-agent: *\nDisallow: /manage\nDisallow: /registrations\nDisallow: /invitations\nDisallow: /sign-in\nDisallow: /account\nSitemap: " + h.BaseURL + "/sitemap.xml\n")
}
