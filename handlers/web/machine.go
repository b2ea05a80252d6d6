package web

import (
	"context"
	"io/fs"
	"mime"
	"path"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/views/parts"
)

func (w *Web) MachineRoutes() []Route {
	return []Route{
		Get("/healthz", Machine, w.healthy),
		Get("/readyz", Machine, w.isReady),
		Get("/assets/:file", Machine, w.asset),
		Get("/languages/:code", Machine, w.setLanguage),
	}
}

// healthy answers as long as the program is running.
func (w *Web) healthy(c *fiber.Ctx) error { return c.SendString("ok\n") }

// isReady reports whether requests can be served: the database answers, its
// schema is recent enough, and the program is not shutting down.
func (w *Web) isReady(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), 2*time.Second)
	defer cancel()
	if w.closing.Load() {
		return c.Status(fiber.StatusServiceUnavailable).SendString("closing\n")
	}
	if err := w.Store.Ready(ctx); err != nil {
		w.Log.Warn("not ready", "err", err)
		c.Set(fiber.HeaderRetryAfter, "5")
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready\n")
	}
	return c.SendString("ready\n")
}

// Drain makes the program not ready, so that no new requests are sent to it.
func (w *Web) Drain() { w.closing.Store(true) }

// asset sends a bundled file. Its name contains the fingerprint of its
// content, so it may be cached for ever.
func (w *Web) asset(c *fiber.Ctx) error {
	name := Param(c, "file")
	body, err := fs.ReadFile(parts.Static(), name)
	if err != nil || !fs.ValidPath(name) || strings.HasPrefix(name, ".") {
		return fiber.ErrNotFound
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = fiber.MIMEOctetStream
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, kind)
	c.Context().Response.SetBodyRaw(body)
	return nil
}
