package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/views/locale"
)

// Locale is the reader's language: ?lang= in the address, else the language
// that was chosen, else the one that the browser asks for.
func Locale(c *fiber.Ctx) *locale.Locale {
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

// setLanguage remembers the language that a reader chose and returns to the
// page.
func (w *Web) setLanguage(c *fiber.Ctx) error {
	l, ok := locale.For(Param(c, "code"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Cookie(&fiber.Cookie{Name: "language", Value: l.Code(), Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", MaxAge: 365 * 24 * 3600})
	to, _ := SamePath(strings.Clone(c.Query("to")))
	return c.Redirect(to, fiber.StatusSeeOther)
}

// KeepLanguage remembers the language of an account in a browser in which
// none was chosen.
func (w *Web) KeepLanguage(c *fiber.Ctx, code string) {
	c.Cookie(&fiber.Cookie{Name: "language", Value: code, Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", MaxAge: 365 * 24 * 3600})
}
