package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/models/store"
	"consultations/views/parts"
)

// statusOf is the one table of HTTP statuses for the kinds of refusal.
var statusOf = map[models.Kind]int{
	models.Invalid:   fiber.StatusUnprocessableEntity,
	models.Forbidden: fiber.StatusForbidden,
	models.NotFound:  fiber.StatusNotFound,
	models.Conflict:  fiber.StatusConflict,
	models.TooMany:   fiber.StatusTooManyRequests,
	models.NotYet:    fiber.StatusServiceUnavailable,
}

// retryAfter is how many seconds a client should wait while the database is
// not available.
const retryAfter = 5

// Gone is the answer for what was published and has been withdrawn: a page that
// says why.
type Gone struct{ Page parts.Page }

// Error makes it an error, so that it replaces the document that was asked for.
func (Gone) Error() string { return "withdrawn" }

// Moved is the answer for an address instead of which another one is used.
type Moved struct{ To string }

// Error makes it an error, so that it replaces the document that was asked for.
func (Moved) Error() string { return "moved" }

// Refuse is the one place where an error becomes a page. A refusal is shown;
// a fault is logged and shown without details.
func (w *Web) Refuse(c *fiber.Ctx, err error) error {
	w.setFirst(&c.Response().Header) // errors from before the middleware do not have them yet
	if gone, ok := errors.AsType[Gone](err); ok {
		return w.Show(c, fiber.StatusGone, gone.Page)
	}
	if moved, ok := errors.AsType[Moved](err); ok {
		return redirectTo(c, moved.To)
	}
	status, code, retry := w.Outcome(c, err)
	if status == fiber.StatusNotFound && w.MovedTo != nil {
		if to := w.MovedTo(c); to != "" {
			return redirectTo(c, to)
		}
	}
	if status == fiber.StatusRequestEntityTooLarge {
		linger(c)
	}
	if retry > 0 {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(retry))
	}
	if isAPI(c) {
		return SendProblem(c, status, code, err)
	}
	f := w.PersonalFrame(c, code)
	if Actor(c).HasRole() {
		f = w.WorkingFrame(c, code)
	}
	f.Sent = parts.Kept{} // which may be another account's
	page := parts.Refusal{Frame: f, Status: status, Code: code, RetryMinutes: (retry + 59) / 60, Problems: models.ProblemsOf(err)}
	if err := w.Show(c, status, page); err != nil {
		w.Log.Error("the error page cannot be shown", "err", err)
		return c.Status(status).SendString(strconv.Itoa(status))
	}
	return nil
}

// redirectTo sends the reader to the present address of a page, with the query;
// a form is sent there again.
func redirectTo(c *fiber.Ctx, to string) error {
	if query := string(c.Context().URI().QueryString()); query != "" {
		to += "?" + query
	}
	return c.Redirect(to, fiber.StatusPermanentRedirect)
}

// Outcome determines the response to an error: status, message key, and the
// number of seconds after which a retry makes sense.
func (w *Web) Outcome(c *fiber.Ctx, err error) (status int, code string, retry int) {
	if e, ok := errors.AsType[*models.Error](err); ok {
		return statusOf[e.Kind], e.Code, e.Retry
	}
	if errors.Is(err, store.ErrUnavailable) {
		// An outage is one fault, however many requests it affects.
		if now, last := time.Now().Unix(), w.unavailableLogged.Load(); now != last && w.unavailableLogged.CompareAndSwap(last, now) {
			w.Log.Error("the database is not available", "route", routeOf(c), "err", err)
		}
		return fiber.StatusServiceUnavailable, "page.unavailable", retryAfter
	}
	if e, ok := errors.AsType[*fiber.Error](err); ok && e.Code < 500 {
		return e.Code, codeOfStatus(e.Code), 0
	}
	w.Log.Error("request failed", "route", routeOf(c), "method", c.Method(), "err", err)
	return fiber.StatusInternalServerError, "page.fault", 0
}

func codeOfStatus(status int) string {
	switch status {
	case fiber.StatusNotFound:
		return "page.missing"
	case fiber.StatusMethodNotAllowed:
		return "page.method"
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
