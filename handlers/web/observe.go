package web

import (
	"context"
	"fmt"
	"log/slog"
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
	logAnswer(c.Context(), w.Log.Handler(), status, began, took, requestAttrs(c.Method(), route)...)
	w.count(route, c.Method(), status, took)
	return err
}

func (w *Web) count(route, method string, status int, took time.Duration) {
	if w.Metrics != nil {
		w.Metrics(route, method, status, took)
	}
}

func requestAttrs(method, route string) []slog.Attr {
	return []slog.Attr{slog.String("method", method), slog.String("route", route)}
}

// logAnswer writes the line of a request, of which h may know the first
// attributes already. It hands the record to the handler of the log itself:
// finding out which line of code logs, which the logger would do, costs as much
// as the rest of the line, and so does a fraction.
func logAnswer(ctx context.Context, h slog.Handler, status int, began time.Time, took time.Duration, first ...slog.Attr) {
	if !h.Enabled(ctx, slog.LevelInfo) {
		return
	}
	record := slog.NewRecord(began.Add(took), slog.LevelInfo, "request", 0)
	record.AddAttrs(first...)
	record.AddAttrs(slog.Int("status", status), slog.Int64("us", took.Microseconds()))
	_ = h.Handle(ctx, record) // there is nowhere to report that the log cannot be written
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
