package web

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// setCookie sets a cookie that scripts cannot read and that other sites
// cannot cause to be sent with a form; an empty one is removed.
func (w *Web) setCookie(c *fiber.Ctx, name, value string, life time.Duration) {
	cookie := &fiber.Cookie{Name: w.cookie(name), Value: value, Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", MaxAge: int(life / time.Second)}
	if value == "" {
		cookie.Expires = time.Unix(1, 0)
	}
	c.Cookie(cookie)
}

// secureCookies is false only for a site that uses plain HTTP on this
// machine.
func (w *Web) secureCookies() bool { return strings.HasPrefix(w.BaseURL, "https:") }

// cookie gives a cookie a name with which browsers accept it only from this
// host over HTTPS; plain HTTP on this machine cannot have that.
func (w *Web) cookie(name string) string {
	if w.secureCookies() {
		return "__Host-" + name
	}
	return name
}

// fingerprint identifies a secret without revealing it.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
