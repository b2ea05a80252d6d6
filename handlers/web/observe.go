package web

import (
	"fmt"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// Observe logs and measures each request, and turns a panic into a fault.
func (w *Web) Observe(c *fiber.Ctx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			w.Log.Error("a handler panicked", "route", routeOf(c), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = w.Refuse(c, fmt.Errorf("panic: %v", p))
		}
	}()
	if err = c.Next(); err != nil {
		err = w.Refuse(c, err)
	}
	w.answered(c.Context(), c.Method(), routeOf(c))
	return err
}

// answered logs a request and measures it, without personal data: the line has
// the route, not the address, which may contain a personal link. It looks like
// the other lines of the log but does not pass through it, because that would
// cost a tenth of what a kept page costs. Routes and methods need no escaping.
func (w *Web) answered(r *fasthttp.RequestCtx, method, route string) {
	now, status := time.Now(), r.Response.StatusCode()
	took := now.Sub(r.Time())
	if w.Requests != nil {
		kept := logLines.Get().(*[]byte)
		line := append((*kept)[:0], `{"time":"`...)
		line = now.AppendFormat(line, time.RFC3339Nano)
		line = append(line, `","level":"INFO","msg":"request","method":"`...)
		line = append(line, method...)
		line = append(line, `","route":"`...)
		line = append(line, route...)
		line = append(line, `","status":`...)
		line = strconv.AppendInt(line, int64(status), 10)
		line = append(line, `,"us":`...)
		line = strconv.AppendInt(line, took.Microseconds(), 10)
		line = append(line, "}\n"...)
		w.Requests.Write(line) // there is nowhere to report that the log cannot be written
		*kept = line
		logLines.Put(kept)
	}
	if w.Metrics != nil {
		w.Metrics(route, method, status, took)
	}
}

var logLines = sync.Pool{New: func() any { line := make([]byte, 0, 256); return &line }}

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
