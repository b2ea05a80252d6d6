package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"

	"consultations/views/locale"
)

// languageCookie keeps the language that a reader chose.
const (
	languageCookie = "language"
	languageLife   = 365 * 24 * time.Hour
)

// chosenLanguage is the language that a reader chose on this site. A cookie
// without the prefix that binds it to this host could come from another site
// of the same domain, so over HTTPS it does not count.
func chosenLanguage(c *fiber.Ctx) string {
	name, _ := c.Locals(languageKey).(string)
	return string(c.Request().Header.Cookie(name))
}

// Locale is the reader's language: ?lang= in the address, else the language
// that was chosen, else the one that the browser asks for.
func Locale(c *fiber.Ctx) *locale.Locale {
	if l, ok := c.Locals(localeKey).(*locale.Locale); ok {
		return l
	}
	l := chooseLocale(c.Context(), chosenLanguage(c))
	c.Locals(localeKey, l)
	return l
}

func chooseLocale(r *fasthttp.RequestCtx, chosen string) *locale.Locale {
	if l, ok := locale.For(string(r.QueryArgs().Peek("lang"))); ok {
		return l
	}
	if l, ok := locale.For(chosen); ok {
		return l
	}
	return locale.Negotiate(utils.UnsafeString(r.Request.Header.Peek(fiber.HeaderAcceptLanguage))) // which copies what it keeps
}

// Prefer answers this request in the language of the person to whom a link was
// sent, unless the reader has chosen one.
func Prefer(c *fiber.Ctx, languageOf func() (string, error)) error {
	for _, chosen := range []string{c.Query("lang"), chosenLanguage(c)} {
		if _, ok := locale.For(chosen); ok {
			return nil
		}
	}
	code, err := languageOf()
	if l, ok := locale.For(code); ok {
		c.Locals(localeKey, l)
	}
	return err
}

// setLanguage remembers the language that a reader chose and returns to the
// page.
func (w *Web) setLanguage(c *fiber.Ctx) error {
	l, ok := locale.For(Param(c, "code"))
	if !ok {
		return fiber.ErrNotFound
	}
	w.setCookie(c, languageCookie, l.Code(), languageLife)
	to, _ := SamePath(strings.Clone(c.Query("to")))
	return c.Redirect(to, fiber.StatusSeeOther)
}

// readIn answers this request in a language, and remembers it, if the reader
// chose it on a page that is sent along with the choice.
func (w *Web) readIn(c *fiber.Ctx, code string) {
	if l, ok := locale.For(code); ok {
		w.setCookie(c, languageCookie, l.Code(), languageLife)
		c.Locals(localeKey, l)
	}
}

// KeepLanguage remembers the language of an account in a browser in which
// none was chosen.
func (w *Web) KeepLanguage(c *fiber.Ctx, code string) {
	if chosenLanguage(c) == "" {
		w.setCookie(c, languageCookie, code, languageLife)
	}
}
