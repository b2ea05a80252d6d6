package web

import (
	"bytes"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// clientAddress is the address from which a request comes. A forwarded
// address is used only if the peer is a trusted proxy, and is read from the
// right: the left part may have been written by the client.
func (w *Web) clientAddress(c *fiber.Ctx) netip.Addr {
	peer, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return netip.Addr{}
	}
	peer = peer.Unmap()
	if !w.trusts(peer) {
		return peer
	}
	// A proxy may add its own header line below the client's.
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
