package web

import (
	"net/netip"
	"time"

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

// LimitAddress counts one attempt from the client's network address.
func (w *Web) LimitAddress(c *fiber.Ctx, l models.Limit) error { return w.Limit(c, l, w.network(c)) }

// LimitFrom counts one attempt on an account from the client's network address:
// what others try from elsewhere locks nobody out.
func (w *Web) LimitFrom(c *fiber.Ctx, l models.Limit, who string) error {
	return w.Limit(c, l, who+" from "+w.network(c))
}

// LimitNewAddress counts one request for a new address of one's own account. It
// counts like a sign-in, because a password may be tried with it, and like an
// e-mail, because it goes to any address.
func (w *Web) LimitNewAddress(c *fiber.Ctx) error {
	who := Actor(c).AccountID
	if err := w.Limit(c, models.SignInsPerAccount, who); err != nil {
		return err
	}
	return w.Limit(c, models.AddressesPerAccount, who)
}

// slowly is how long an attempt waits on which too many were made from
// anywhere.
const slowly = 2 * time.Second

// Slow counts one attempt on an account from anywhere. Too many are not
// refused, but wait.
func (w *Web) Slow(c *fiber.Ctx, l models.Limit, who string) error {
	err := w.Limit(c, l, who)
	if models.KindOf(err) != models.TooMany {
		return err
	}
	select {
	case <-time.After(slowly):
		return nil
	case <-c.UserContext().Done():
		return c.UserContext().Err()
	}
}

// network is the network address that counts for limits. An IPv6 customer has
// 2⁶⁴ addresses: they count as one.
func (w *Web) network(c *fiber.Ctx) string {
	from := w.clientAddress(c)
	if from.Is6() {
		if network, err := from.Prefix(64); err == nil {
			from = network.Addr()
		}
	}
	if !from.IsValid() {
		from = netip.IPv4Unspecified()
	}
	return from.String()
}
