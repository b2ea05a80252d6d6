package web

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/views/locale"
	"consultations/views/parts"
)

// Show renders the whole page before the first byte is sent, so that a fault
// can still become a response of its own.
func (w *Web) Show(c *fiber.Ctx, status int, page parts.Page) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() { buf.Reset(); buffers.Put(buf) }()
	if err := page.Render(c.UserContext(), buf); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	c.Status(status)
	c.Context().Response.SetBody(buf.Bytes()) // this copies
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// SeeOther redirects to path after a save. flash is the key of a message that
// the next page shows; empty shows nothing.
func (w *Web) SeeOther(c *fiber.Ctx, path, flash string) error {
	if flash != "" {
		c.Cookie(&fiber.Cookie{Name: w.cookie("flash"), Value: flash, Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", MaxAge: 60})
	}
	return c.Redirect(path, fiber.StatusSeeOther)
}

// Informing adds to the key of a message how many people are informed by
// e-mail; nothing if nobody is.
func Informing(flash string, people int) string {
	if people == 0 {
		return flash
	}
	return flash + "+" + strconv.Itoa(people)
}

// flash reads the message once. Only messages of the catalogue are shown,
// because readers can change the cookie. The answer to a form shows none: it is
// about what was just sent, not about an earlier step.
func (w *Web) flash(c *fiber.Ctx, l *locale.Locale) []string {
	key := c.Cookies(w.cookie("flash"))
	if key == "" {
		return nil
	}
	key, people, _ := strings.Cut(key, "+")
	c.Cookie(&fiber.Cookie{Name: w.cookie("flash"), Path: "/", HTTPOnly: true, Secure: w.secureCookies(), SameSite: "Lax", Expires: time.Unix(1, 0)})
	if c.Method() == fiber.MethodPost || !strings.HasPrefix(key, "flash.") || !l.Has(key) {
		return nil
	}
	if n, err := strconv.Atoi(people); err == nil && n > 0 {
		return []string{l.T(key), l.N("action.informs", n)}
	}
	return []string{l.T(key)}
}
