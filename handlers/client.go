package handlers

import (
	"bytes"
	"net/netip"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/views/locale"
)

// clientAddress is where a request comes from. A forwarded address counts
// only when the peer is a trusted proxy, and is read from the right: what a
// client wrote itself stands on the left.
func (h *Handlers) clientAddress(c *fiber.Ctx) netip.Addr {
	peer, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return netip.Addr{}
	}
	peer = peer.Unmap()
	if !h.trusts(peer) {
		return peer
	}
	// A proxy may add a line of its own below what the client sent.
	hops := strings.Split(string(bytes.Join(c.Request().Header.PeekAll(fiber.HeaderXForwardedFor), []byte(","))), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return peer
		}
		if peer = hop.Unmap(); !h.trusts(peer) {
			return peer
		}
	}
	return peer
}

func (h *Handlers) trusts(a netip.Addr) bool {
	for _, p := range h.TrustedProxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// locale is the reader's language: ?lang= on the address, else the language
// that was chosen, else what the browser asks for.
func localeOf(c *fiber.Ctx) *locale.Locale {
	if l, ok := c.Locals(localeKey).(*locale.Locale); ok {
		return l
	}
	l := chooseLocale(c)
	c.Locals(localeKey, l)
	return l
}

func chooseLocale(c *fiber.Ctx) *locale.Locale {
	if l, ok := locale.For(string(c.Context().QueryArgs().Peek("lang"))); ok {
		return l
	}
	if l, ok := locale.For(string(c.Request().Header.Cookie("language"))); ok {
		return l
	}
	return locale.Negotiate(c.Get(fiber.HeaderAcceptLanguage))
}

// samePath checks an address to return to: a path of this site, and nothing
// that a browser would read as another host.
func samePath(to string) (string, bool) {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || u.Opaque != "" ||
		!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t\x00") ||
		strings.HasPrefix(u.Path, "//") {
		return "/", false
	}
	return to, true
}

// setLanguage remembers the language that a reader chose and goes back.
func (h *Handlers) setLanguage(c *fiber.Ctx) error {
	l, ok := locale.For(param(c, "code"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Cookie(&fiber.Cookie{Name: "language", Value: l.Code(), Path: "/", HTTPOnly: true, Secure: h.secureCookies(), SameSite: "Lax", MaxAge: 365 * 24 * 3600})
	to, _ := samePath(strings.Clone(c.Query("to")))
	return c.Redirect(to, fiber.StatusSeeOther)
}

// secureCookies is false only for a site that is plain http on this machine.
func (h *Handlers) secureCookies() bool { return strings.HasPrefix(h.BaseURL, "https:") }

// cookie names a cookie so that a browser accepts it only from this very
// host over https; plain http on this machine cannot have that.
func (h *Handlers) cookie(name string) string {
	if h.secureCookies() {
		return "__Host-" + name
	}
	return name
}

// isForm accepts the two types a browser's form has.
func isForm(c *fiber.Ctx) bool {
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	kind = strings.TrimSpace(strings.ToLower(kind))
	return kind == fiber.MIMEApplicationForm || kind == fiber.MIMEMultipartForm
}
