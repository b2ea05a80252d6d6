package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"
)

// requestTime is how long a request may take with everything that it waits
// for: a place in a queue, a connection, a query. A database that falls silent
// without closing its connections would hold it forever otherwise.
const requestTime = 8 * time.Second

// InTime sets the deadline of a request.
func (w *Web) InTime(c *fiber.Ctx) error {
	before := c.UserContext()
	ctx, cancel := context.WithTimeout(before, requestTime)
	defer func() { c.SetUserContext(before); cancel() }()
	c.SetUserContext(ctx)
	return c.Next()
}
