package web

import (
	"bytes"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// clientAddress is where a request comes from. A forwarded address counts
// only when the peer is a trusted proxy, and is read from the right: what a
// client wrote itself stands on the left.
func (w *Web) clientAddress(c *fiber.Ctx) netip.Addr {
	peer, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return netip.Addr{}
	}
	peer = peer.Unmap()
	if !w.trusts(peer) {
		return peer
	}
	// A proxy may add a line of its own below what the client sent.
	hops := strings.Split(string(bytes.Join(c.Request().Header.PeekAll(fiber.HeaderXForwardedFor), []byte(","))), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return peer
		}
		if peer = hop.Unmap(); !w.trusts(peer) {
			return peer
		}
	}
	return peer
}

func (w *Web) trusts(a netip.Addr) bool {
	for _, p := range w.TrustedProxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
