package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

// KeptPages answers a request for a public page that is kept, before the
// request is routed: routing would cost more than the answer. Whatever needs
// more than the kept bytes, refusals too, is for next.
func (w *Web) KeptPages(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(r *fasthttp.RequestCtx) {
		if conn, ok := r.Conn().(*connection); ok {
			defer func() { conn.served++ }()
		}
		page, ok := w.findKept(r)
		if !ok {
			next(r)
			return
		}
		sendKept(r, page)
		w.answered(r, fiber.MethodGet, page.route)
	}
}

// findKept finds the page for a request that Secure would let pass.
func (w *Web) findKept(r *fasthttp.RequestCtx) (page keptPage, ok bool) {
	revision, trusted := w.Store.PublicRevision()
	h := &r.Request.Header
	if !trusted || !h.IsGet() || hasLooseLines(h.RawHeaders()) || len(h.Peek(fiber.HeaderContentEncoding)) > 0 {
		return page, false
	}
	if conn, ok := r.Conn().(*connection); ok && conn.loose > 0 {
		return page, false
	}
	if !isPath(h) || !w.isOurHost(utils.UnsafeString(h.Host())) {
		return page, false
	}
	cookie, _ := w.languageName.(string)
	l := chooseLocale(r, utils.UnsafeString(h.Cookie(cookie)))
	key := appendPageKey(make([]byte, 0, 256), r, l)
	return w.cache.get(append(key, codingFor(h).suffix()...), revision)
}
