package web

import (
	"net/netip"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// Limit counts one attempt of an account or an e-mail address.
func (w *Web) Limit(c *fiber.Ctx, l models.Limit, who string) error {
	if !w.RateLimit {
		return nil
	}
	return w.Store.Limit(c.UserContext(), Actor(c), l, who)
}

// LimitAddress counts one attempt from the client's network address. An IPv6
// customer has 2⁶⁴ addresses: they count as one.
func (w *Web) LimitAddress(c *fiber.Ctx, l models.Limit) error {
	from := w.clientAddress(c)
	if from.Is6() {
		if network, err := from.Prefix(64); err == nil {
			from = network.Addr()
		}
	}
	if !from.IsValid() {
		from = netip.IPv4Unspecified()
	}
	return w.Limit(c, l, from.String())
}
