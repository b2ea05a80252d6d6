package web

import (
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/views/parts"
)

// asset sends a bundled file. Its name contains the fingerprint of its
// content, so it may be cached for ever.
func (w *Web) asset(c *fiber.Ctx) error {
	name := Param(c, "file")
	body, err := fs.ReadFile(parts.Static(), name)
	if err != nil || !fs.ValidPath(name) || strings.HasPrefix(name, ".") {
		return fiber.ErrNotFound
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = fiber.MIMEOctetStream
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, kind)
	c.Context().Response.SetBodyRaw(body)
	return nil
}
