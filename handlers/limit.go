package handlers

import (
	"net/netip"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
)

// limit counts one try by who: an account, an address of mail.
func (h *Handlers) limit(c *fiber.Ctx, l models.Limit, who string) error {
	if !h.RateLimit {
		return nil
	}
	return h.store.Limit(c.UserContext(), actor(c), l, who)
}

// limitAddress counts one try from where the request comes from. A network
// gives one customer 2⁶⁴ addresses of the newer kind: they count as one.
func (h *Handlers) limitAddress(c *fiber.Ctx, l models.Limit) error {
	from := h.clientAddress(c)
	if from.Is6() {
		if network, err := from.Prefix(64); err == nil {
			from = network.Addr()
		}
	}
	if !from.IsValid() {
		from = netip.IPv4Unspecified()
	}
	return h.limit(c, l, from.String())
}
