package web

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Observe logs each request without personal data (the route, not the
// address, which may contain a personal link), measures it, and turns a panic
// into a fault.
func (w *Web) Observe(c *fiber.Ctx) (err error) {
	began := time.Now()
	defer func() {
		if p := recover(); p != nil {
			w.Log.Error("a handler panicked", "route", routeOf(c), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = w.Refuse(c, fmt.Errorf("panic: %v", p))
		}
	}()
	if err = c.Next(); err != nil {
		err = w.Refuse(c, err)
	}
	took := time.Since(began)
	status := c.Response().StatusCode()
	route := routeOf(c)
	w.Log.Info("request", "method", c.Method(), "route", route, "status", status, "ms", float64(took.Microseconds())/1000)
	if w.Metrics != nil {
		w.Metrics(route, c.Method(), status, took)
	}
	return err
}

// routeOf is the pattern that a request matched, never the address itself,
// which may contain a personal link.
func routeOf(c *fiber.Ctx) string {
	if r := c.Route(); r != nil && r.Path != "/" {
		return r.Path
	}
	if c.Path() == "/" {
		return "/"
	}
	return "unmatched"
}
