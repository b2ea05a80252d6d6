package web

import (
	"net/netip"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// Limit counts one try by who: an account, an address of mail.
func (w *Web) Limit(c *fiber.Ctx, l models.Limit, who string) error {
	if !w.RateLimit {
		return nil
	}
	return w.Store.Limit(c.UserContext(), Actor(c), l, who)
}

// LimitAddress counts one try from where the request comes from. A network
// gives one customer 2⁶⁴ addresses of the newer kind: they count as one.
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
