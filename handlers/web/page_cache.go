package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
	"github.com/maypok86/otter/v2"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/singleflight"

	"consultations/models/store"
	"consultations/views/locale"
	"consultations/views/parts"
)

// pageCache keeps the rendered bytes of public pages. A public page holds
// nothing about its reader, so one rendering serves all who read the same
// language; it is good for one public revision, which every change of public
// content raises.
type pageCache struct {
	kept    *otter.Cache[string, keptPage]
	flights singleflight.Group
}

type keptPage struct {
	revision int64
	made     time.Time
	kind     string
	coding   coding
	etag     string
	body     []byte
	route    string // of the page
	headers  *fasthttp.ResponseHeader
}

var etagName = []byte("Etag") // as fasthttp writes it

// keepFor bounds how long a page is kept even when nothing changes: what
// it says may also depend on the clock.
const keepFor = 5 * time.Second

// keepAtMost bounds the memory of kept pages in bytes. Pages that are seldom
// read make room first.
const keepAtMost = 24 << 20

func newPageCache() pageCache {
	return pageCache{kept: otter.Must(&otter.Options[string, keptPage]{
		MaximumWeight: keepAtMost,
		// Anybody can choose an address that is longer than its page.
		Weigher: func(key string, page keptPage) uint32 { return uint32(len(key) + len(page.body)) },
		// Bytes that are compressed later are not kept longer than the plain ones.
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, keptPage]) time.Duration {
			return keepFor - time.Since(e.Value.made)
		}),
	})}
}

func (p *pageCache) get(key []byte, revision int64) (keptPage, bool) {
	page, ok := p.kept.GetIfPresent(utils.UnsafeString(key)) // which keeps no keys
	return page, ok && page.revision == revision
}

func (p *pageCache) put(key string, page keptPage) { p.kept.Set(key, page) }

// PublicPage answers a GET of public content from the kept bytes, or makes
// them. make must depend on nothing but the address and the language.
func (w *Web) PublicPage(make func(c *fiber.Ctx) (parts.Page, error)) fiber.Handler {
	return w.kept("text/html; charset=utf-8", pageKey, func(c *fiber.Ctx) ([]byte, error) {
		page, err := make(c)
		if err != nil {
			return nil, err
		}
		var buf bytes.Buffer
		err = page.Render(c.UserContext(), &buf)
		return buf.Bytes(), err
	})
}

// PublicBytes answers a GET of a public document: a calendar, a feed, a PDF.
// Unlike a page it does not repeat its address, and make reads no query.
func (w *Web) PublicBytes(kind string, make func(c *fiber.Ctx) ([]byte, error)) fiber.Handler {
	return w.kept(kind, documentKey, make)
}

// kept answers with the bytes that are kept under a key, or makes them. What
// make reads of the request must be in the key.
func (w *Web) kept(kind string, keyOf func(*fiber.Ctx) []byte, make func(c *fiber.Ctx) ([]byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		revision, trusted := w.Store.PublicRevision()
		key, wants := keyOf(c), codingFor(&c.Request().Header)
		end := len(key)
		if trusted {
			// Compressed bytes are kept beside the plain ones, under a key that no
			// address has.
			if page, ok := w.cache.get(append(key, wants.suffix()...), revision); ok {
				sendKept(c.Context(), page)
				return nil
			}
			if page, ok := w.cache.get(key[:end], revision); ok {
				sendKept(c.Context(), w.compressed(string(key[:end]), page, wants, trusted))
				return nil
			}
		}
		kept := string(key[:end])
		// The revision was read before the content: a change in between makes
		// the kept page too old, never too new.
		flight := strconv.FormatInt(revision, 10) + kept
		made, err, _ := w.cache.flights.Do(flight, func() (any, error) {
			before, began := c.UserContext(), time.Now()
			ctx, cancel := context.WithTimeout(before, requestTime)
			defer func() { c.SetUserContext(before); cancel() }()
			c.SetUserContext(store.FromReplica(ctx))
			body, err := make(c)
			c.SetUserContext(ctx)
			if w.Store.ReplicaFailed(err) {
				body, err = make(c)
			}
			if err != nil {
				return nil, err
			}
			// Whoever has the page has its policy too, so a new policy makes a new page.
			sum := sha256.Sum256(append([]byte(policy), body...))
			page := keptPage{revision: revision, made: began, kind: kind, body: body,
				etag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
			page.route = strings.Clone(c.Route().Path)
			page = w.withHeaders(page)
			if trusted && len(body) < keepAtMost/8 {
				w.cache.put(kept, page)
			}
			return page, nil
		})
		if err != nil {
			return err
		}
		sendKept(c.Context(), w.compressed(kept, made.(keptPage), wants, trusted))
		return nil
	}
}

// compressed gives a page in the coding that a reader wants, which is made
// once. What compression hardly makes smaller stays plain.
func (w *Web) compressed(key string, page keptPage, wants coding, trusted bool) keptPage {
	if wants == plain || !compressible(page.kind) || len(page.body) < leastCompressed {
		return page
	}
	key += wants.suffix()
	made, _, _ := w.cache.flights.Do(strconv.FormatInt(page.revision, 10)+key, func() (any, error) {
		short := page
		short.coding, short.body = wants, wants.compress(page.body)
		short.etag = strings.TrimSuffix(page.etag, `"`) + "-" + wants.String() + `"`
		short = w.withHeaders(short)
		if trusted {
			w.cache.put(key, short)
		}
		return short, nil
	})
	return made.(keptPage)
}

// pageKey is the address and the language. The host is not part of it,
// because nothing on a page comes from it.
func pageKey(c *fiber.Ctx) []byte { return appendPageKey(nil, c.Context(), Locale(c)) }

func appendPageKey(key []byte, r *fasthttp.RequestCtx, l *locale.Locale) []byte {
	uri := r.URI()
	key = append(key, l.Code()...)
	key = append(key, uri.PathOriginal()...)
	key = append(key, '?')
	return append(key, uri.QueryString()...)
}

// documentKey is the language and the address as it was understood, without
// the query: else anybody could have the same document made again and again.
func documentKey(c *fiber.Ctx) []byte {
	return append([]byte("document "+Locale(c).Code()), c.Path()...) // no page begins so
}

// sendKept answers with a page to which nobody has added headers.
func sendKept(r *fasthttp.RequestCtx, page keptPage) {
	h := &r.Response.Header
	if page.isKeptBy(r) {
		// The reader has the other headers with the page (RFC 9110, 15.4.5).
		h.Reset()
		h.SetStatusCode(fiber.StatusNotModified)
		page.setTag(h)
		return
	}
	page.headers.CopyTo(h)
	sendBytes(r, page.coding, page.etag, page.body) // never changed after it was kept
}

// withHeaders prepares all headers of a page: setting them one by one for each
// reader would cost as much as finding the page.
func (w *Web) withHeaders(page keptPage) keptPage {
	page.headers = w.firstHeaders()
	page.setTag(page.headers)
	page.headers.SetContentType(page.kind)
	setCoding(page.headers, page.coding)
	return page
}

// setTag lets a page be kept and asked for again: what is withdrawn is gone at
// once.
func (p *keptPage) setTag(h *fasthttp.ResponseHeader) {
	askedAgain.set(h)
	variesBy.set(h)
	h.SetCanonical(etagName, []byte(p.etag))
}

// isKeptBy says whether the client has the page already.
func (p *keptPage) isKeptBy(r *fasthttp.RequestCtx) bool {
	match := r.Request.Header.Peek(fiber.HeaderIfNoneMatch)
	return len(match) > 0 && (string(match) == p.etag || Matches(string(match), p.etag))
}

// Matches reads If-None-Match: a list of tags, each perhaps weak, or a star.
func Matches(header, etag string) bool {
	for _, tag := range strings.Split(header, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
