package handlers

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/models/store"
	"consultations/views/parts"
)

// statusOf is the one table from what a refusal means to what HTTP calls it.
var statusOf = map[models.Kind]int{
	models.Invalid:   fiber.StatusUnprocessableEntity,
	models.Forbidden: fiber.StatusForbidden,
	models.NotFound:  fiber.StatusNotFound,
	models.Conflict:  fiber.StatusConflict,
	models.TooMany:   fiber.StatusTooManyRequests,
}

// retryAfter is how long a client should wait while the database is away, in
// seconds.
const retryAfter = 5

// refuse is the one place where an error becomes a page. A refusal is shown;
// a fault is logged and shown without its detail.
func (h *Handlers) refuse(c *fiber.Ctx, err error) error {
	h.headers(c) // errors from before the middleware have none yet
	status, code, retry := h.outcome(c, err)
	if retry > 0 {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retry))
	}
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	if isAPI(c) {
		return problem(c, status, code, err)
	}
	if status == fiber.StatusMethodNotAllowed {
		status, code = fiber.StatusNotFound, "page.missing"
	}
	f := h.personal(c, code)
	if actor(c).Works() {
		f = h.working(c, code)
	}
	page := parts.Refusal{Frame: f, Status: status, Code: code, RetryMinutes: (retry + 59) / 60}
	if err := h.show(c, status, page); err != nil {
		h.Log.Error("the refusal cannot be shown", "err", err)
		return c.Status(status).SendString(strconv.Itoa(status))
	}
	return nil
}

// outcome says how an error is answered: status, message key, and after how
// many seconds it is worth trying again.
func (h *Handlers) outcome(c *fiber.Ctx, err error) (status int, code string, retry int) {
	if e, ok := errors.AsType[*models.Error](err); ok {
		return statusOf[e.Kind], e.Code, e.Retry
	}
	if errors.Is(err, store.ErrUnavailable) {
		// An outage is one fault, however many ask meanwhile.
		if now, last := time.Now().Unix(), h.awaySaid.Load(); now != last && h.awaySaid.CompareAndSwap(last, now) {
			h.Log.Error("the database is away", "route", routeOf(c), "err", err)
		}
		return fiber.StatusServiceUnavailable, "page.unavailable", retryAfter
	}
	if e, ok := errors.AsType[*fiber.Error](err); ok && e.Code < 500 {
		return e.Code, codeOfStatus(e.Code), 0
	}
	h.Log.Error("request failed", "route", routeOf(c), "method", c.Method(), "err", err)
	return fiber.StatusInternalServerError, "page.fault", 0
}

func codeOfStatus(status int) string {
	switch status {
	case fiber.StatusNotFound, fiber.StatusMethodNotAllowed:
		return "page.missing"
	case fiber.StatusUnauthorized:
		return "sign_in.over"
	case fiber.StatusForbidden:
		return "page.forbidden"
	case fiber.StatusTooManyRequests:
		return "page.too_many"
	case fiber.StatusRequestEntityTooLarge:
		return "page.too_large"
	}
	return "page.bad_request"
}
