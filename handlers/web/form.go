package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"
)

// mostFields is how many fields a form may have: more than any page shows,
// with a box for each entry of a long list. The fields of a multipart form are
// limited to a thousand by the library that reads them.
const mostFields = 2000

// Bind reads a form into a struct by its form tags.
func (w *Web) Bind(c *fiber.Ctx, in any) error {
	if !isForm(c) {
		return fiber.ErrUnsupportedMediaType
	}
	if c.Request().PostArgs().Len() > mostFields {
		return fiber.ErrRequestEntityTooLarge
	}
	composed(c)
	if err := c.BodyParser(in); err != nil {
		return fiber.ErrBadRequest
	}
	return nil
}

// composed converts the fields of a form to composed characters (NFC), so
// that texts that look the same are the same, whatever keyboard they come
// from.
func composed(c *fiber.Ctx) {
	form := c.Request().PostArgs()
	type field struct{ name, value string }
	var fields []field
	normal := true
	for name, value := range form.All() {
		normal = normal && norm.NFC.IsNormal(value)
		fields = append(fields, field{string(name), norm.NFC.String(string(value))})
	}
	if normal {
		return
	}
	form.Reset()
	for _, f := range fields {
		form.Add(f.name, f.value)
	}
}

// Seen is the version of the object that was shown.
func Seen(c *fiber.Ctx) int {
	n, err := strconv.Atoi(c.FormValue("seen"))
	if err != nil {
		return 0 // no version is zero: the object counts as changed in the meantime
	}
	return n
}

// isForm accepts the two content types of HTML forms.
func isForm(c *fiber.Ctx) bool {
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	kind = strings.TrimSpace(strings.ToLower(kind))
	return kind == fiber.MIMEApplicationForm || kind == fiber.MIMEMultipartForm
}
