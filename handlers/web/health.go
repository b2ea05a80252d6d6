package web

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// The addresses at which the state of the program can be read.
const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// healthy answers as long as the program is running.
func (w *Web) healthy(c *fiber.Ctx) error { return c.SendString("ok\n") }

// isReady reports whether requests can be served: the database answers and can
// be written, its schema is recent enough, and the program is not shutting
// down.
func (w *Web) isReady(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), 2*time.Second)
	defer cancel()
	if w.closing.Load() {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retryAfter))
		return c.Status(fiber.StatusServiceUnavailable).SendString("closing\n")
	}
	if err := w.Store.Ready(ctx); err != nil {
		w.Log.Warn("not ready", "err", err)
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retryAfter))
		why, _, _ := strings.Cut(err.Error(), ":") // the rest may name the server
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready: " + why + "\n")
	}
	return c.SendString("ready\n")
}

// Drain makes the program not ready, so that no new requests are sent to it.
func (w *Web) Drain() { w.closing.Store(true) }
