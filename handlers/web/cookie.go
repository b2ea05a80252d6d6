package web

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// setCookie sets a cookie that scripts cannot read and other sites cannot
// send with a form; an empty one is removed.
func (w *Web) setCookie(c *fiber.Ctx, name, value string, life time.Duration) {
	cookie := &fiber.Cookie{Name: w.cookie(name), Value: value, Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", MaxAge: int(life / time.Second)}
	if value == "" {
		cookie.Expires = time.Unix(1, 0)
	}
	c.Cookie(cookie)
}

// secureCookies is false only for a site that is plain http on this machine.
func (w *Web) secureCookies() bool { return strings.HasPrefix(w.BaseURL, "https:") }

// cookie names a cookie so that a browser accepts it only from this very
// host over https; plain http on this machine cannot have that.
func (w *Web) cookie(name string) string {
	if w.secureCookies() {
		return "__Host-" + name
	}
	return name
}

// fingerprint names a secret without telling it.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
