package web

import (
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"consultations/views/parts"
)

// asset sends a bundled file. Its name contains the fingerprint of its
// content, so it may be cached for ever, and compressed bytes are kept as long
// as the program runs.
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
	wants := codingFor(&c.Request().Header)
	if compressible(kind) && len(body) >= leastCompressed {
		c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	} else {
		wants = plain
	}
	etag := `"` + name + `"`
	if wants != plain {
		etag = `"` + name + "-" + wants.String() + `"`
		body = w.shortAssets.bytes(name+wants.suffix(), func() []byte { return wants.compress(body) })
	}
	c.Set(fiber.HeaderETag, etag)
	if Matches(c.Get(fiber.HeaderIfNoneMatch), etag) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	setCoding(&c.Response().Header, wants)
	sendBytes(c.Context(), wants, etag, body)
	return nil
}

// madeOnce keeps bytes that are made when they are first asked for.
type madeOnce struct{ all sync.Map }

func (m *madeOnce) bytes(name string, make func() []byte) []byte {
	one, ok := m.all.Load(name)
	if !ok {
		one, _ = m.all.LoadOrStore(name, sync.OnceValue(make))
	}
	return one.(func() []byte)()
}
