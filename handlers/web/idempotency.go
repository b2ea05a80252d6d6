package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// Idempotent reads the key of a request that may arrive twice. Keys belong to
// the caller: the account or, without one, the network address.
func (w *Web) Idempotent(c *fiber.Ctx) (r models.IdempotentRequest, given bool) {
	key := strings.Clone(c.Get("Idempotency-Key"))
	if key == "" || c.Method() == http.MethodGet {
		return r, false
	}
	caller := Actor(c).AccountID
	if caller == "" {
		caller = "address " + fingerprint(w.clientAddress(c).String())[:32]
	}
	route := c.Method() + " " + Path(c)
	if strings.Contains(c.Route().Path, ":token") { // the address is a secret, which must not be stored
		route = c.Method() + " " + fingerprint(Path(c))
	}
	return models.IdempotentRequest{Caller: caller, Key: key, Route: route, BodyHash: fingerprint(string(c.Body()))}, true
}
