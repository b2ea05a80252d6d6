package web

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/valyala/fasthttp"
)

// policy allows a page its own files and nothing else: no inline script or
// style, no other host, and no frame around it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// header is a field with one value, both as they are sent. fasthttp would
// otherwise put the name of each field of each response into its usual form.
type header struct{ name, value []byte }

func headerOf(name, value string) header { return header{[]byte(name), []byte(value)} }

func (h header) set(of *fasthttp.ResponseHeader) { of.SetCanonical(h.name, h.value) }

// fixedHeaders are set on every response, including errors and files. The
// referrer is kept within the site: browsers need it for form checks, and other
// sites need not know from which page somebody came.
var fixedHeaders = []header{
	headerOf("Content-Security-Policy", policy),
	headerOf("X-Content-Type-Options", "nosniff"),
	headerOf("Referrer-Policy", "same-origin"),
	headerOf("Cross-Origin-Opener-Policy", "same-origin"),
	headerOf("Cross-Origin-Resource-Policy", "same-origin"),
	headerOf("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
	headerOf("X-Frame-Options", "DENY"),
}

var (
	onlyHTTPS   = headerOf("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	notShared   = headerOf("Cache-Control", "private, no-store")
	askedAgain  = headerOf("Cache-Control", "public, no-cache")
	variesBy    = headerOf("Vary", "Accept-Encoding, Accept-Language, Cookie")
	servesParts = headerOf("Accept-Ranges", "bytes")
)

// firstHeaders are those that every response begins with. They are copied as
// a whole: setting them one by one would cost more than finding a kept page.
// Shared caches keep nothing unless a page says otherwise.
func (w *Web) firstHeaders() *fasthttp.ResponseHeader {
	first := &fasthttp.ResponseHeader{}
	w.setFirst(first)
	return first
}

func (w *Web) setFirst(of *fasthttp.ResponseHeader) {
	for _, h := range fixedHeaders {
		of.SetCanonical(h.name, h.value)
	}
	of.SetCanonical(notShared.name, notShared.value)
	if w.secureCookies() {
		of.SetCanonical(onlyHTTPS.name, onlyHTTPS.value)
	}
}

// Secure sets the headers, and refuses a compressed body and a host that is not
// ours: nothing here is built from the Host header, but a cache in front might
// use it.
func (w *Web) Secure(c *fiber.Ctx) error {
	w.first.CopyTo(&c.Response().Header)
	c.Locals(languageKey, w.languageName)
	if hasLooseFirstLine(c) || hasLooseLines(c.Request().Header.RawHeaders()) {
		c.Context().SetConnectionClose()
		return fiber.ErrBadRequest
	}
	if !isProbe(c) && !w.isForUs(&c.Request().Header, c.Request().URI()) {
		return fiber.ErrMisdirectedRequest
	}
	// A compressed body is never unpacked: two kilobytes can become a gigabyte.
	if len(c.Request().Header.Peek(fiber.HeaderContentEncoding)) > 0 {
		return fiber.ErrUnsupportedMediaType
	}
	return c.Next()
}

// hasLooseLines says whether a head has a line that ends without a carriage
// return, or that continues the one above. Programs in front of this one may
// read such a head differently, and take one request for two.
func hasLooseLines(head []byte) bool {
	for {
		end := bytes.IndexByte(head, '\n')
		if end < 0 {
			return false
		}
		if end == 0 || head[end-1] != '\r' {
			return true
		}
		if head = head[end+1:]; len(head) > 0 && (head[0] == ' ' || head[0] == '\t') {
			return true
		}
	}
}

// isProbe says whether a request asks for the state of the program. Those who
// ask know the address of the machine and not always the name of the site, and
// the answer repeats nothing.
func isProbe(c *fiber.Ctx) bool { return c.Path() == healthPath || c.Path() == readyPath }

// isForUs says whether a request is for this site: by its header Host, and by its
// target, if that is a complete address (RFC 9112, 3.2.2).
func (w *Web) isForUs(h *fasthttp.RequestHeader, target *fasthttp.URI) bool {
	return w.isOurHost(strings.ToLower(utils.UnsafeString(h.Host()))) && (isPath(h) || w.isOurHost(utils.UnsafeString(target.Host())))
}

func isPath(h *fasthttp.RequestHeader) bool {
	target := h.RequestURI()
	return len(target) > 0 && target[0] == '/'
}

func (w *Web) isOurHost(host string) bool {
	if host == w.ownHost || host == w.ownHost+w.usualPort {
		return true
	}
	// A proxy or a probe may use the address on which the program listens;
	// the responses contain only BASE_URL. Only whole names are accepted:
	// localhost.example.org could be anybody's.
	name, port, ported := strings.Cut(strings.TrimPrefix(host, "[::1]"), ":")
	if _, err := strconv.ParseUint(port, 10, 16); ported && err != nil {
		return false
	}
	return name == "127.0.0.1" || name == "localhost" || name == "" && strings.HasPrefix(host, "[::1]")
}

// hostOf is the host of an address, and the port that may be written after it
// although it goes without saying.
func hostOf(base string) (host, usualPort string) {
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return "", ""
	case u.Port() != "":
		return u.Host, ""
	case u.Scheme == "https":
		return u.Host, ":443"
	}
	return u.Host, ":80"
}

// KnownMethods answers a method that Fiber does not know like any other that
// an address does not accept: Fiber would answer it before any middleware,
// without headers. C is the server's own request.
func KnownMethods[C interface{ Method() []byte }](app *fiber.App, next func(C), context func(C) *fiber.Ctx) func(C) {
	return func(request C) {
		if !slices.Contains(fiber.DefaultMethods, string(request.Method())) {
			c := context(request)
			c.Request().Header.SetMethod(fiber.MethodOptions) // no address accepts it
			app.ReleaseCtx(c)
		}
		next(request)
	}
}
