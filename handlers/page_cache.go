package handlers

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/sync/singleflight"

	"consultations/models/store"
	"consultations/views/parts"
)

// pageCache keeps the rendered bytes of public pages. A public page holds
// nothing about its reader, so one rendering serves all who read the same
// language; it is good for one public revision, which every change of public
// content raises.
type pageCache struct {
	mu      sync.RWMutex
	kept    map[string]keptPage
	bytes   int
	flights singleflight.Group
}

type keptPage struct {
	revision int64
	until    time.Time
	kind     string
	etag     string
	body     []byte
}

// keepFor bounds how long a page is kept even when nothing changes: what it
// says of registration and of what comes next also follows from the clock.
const keepFor = 5 * time.Second

// keepAtMost bounds the memory of kept pages; when it is reached all are
// dropped, which costs each page one rendering.
const keepAtMost = 24 << 20

func (p *pageCache) get(key []byte, revision int64) (keptPage, bool) {
	p.mu.RLock()
	page, ok := p.kept[string(key)]
	p.mu.RUnlock()
	return page, ok && page.revision == revision && time.Now().Before(page.until)
}

func (p *pageCache) put(key string, page keptPage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if old, ok := p.kept[key]; ok {
		p.bytes -= len(key) + len(old.body)
	}
	// An address may be longer than its page, and is anybody's to choose.
	if p.kept == nil || p.bytes+len(key)+len(page.body) > keepAtMost {
		p.kept, p.bytes = map[string]keptPage{}, 0
	}
	p.kept[key] = page
	p.bytes += len(key) + len(page.body)
}

// publicPage answers a GET of public content from the kept bytes, or makes
// them. make must depend on nothing but the address and the language.
func (h *Handlers) publicPage(make func(c *fiber.Ctx) (parts.Page, error)) fiber.Handler {
	return h.kept("text/html; charset=utf-8", pageKey, func(c *fiber.Ctx) ([]byte, error) {
		page, err := make(c)
		if err != nil {
			return nil, err
		}
		var buf bytes.Buffer
		err = page.Render(c.UserContext(), &buf)
		return buf.Bytes(), err
	})
}

// publicBytes answers a GET of a public document: a calendar, a feed, a PDF.
// Unlike a page it does not repeat its address, and make reads no query.
func (h *Handlers) publicBytes(kind string, make func(c *fiber.Ctx) ([]byte, error)) fiber.Handler {
	return h.kept(kind, documentKey, make)
}

// kept answers with the bytes that are kept under a key, or makes them. What
// make reads of the request must be in the key.
func (h *Handlers) kept(kind string, keyOf func(*fiber.Ctx) []byte, make func(c *fiber.Ctx) ([]byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		revision, trusted := h.store.PublicRevision()
		key := keyOf(c)
		if trusted {
			if page, ok := h.pages.get(key, revision); ok {
				return sendKept(c, page)
			}
		}
		kept := string(key)
		// The revision was read before the content: a change in between makes
		// the kept page too old, never too new.
		flight := strconv.FormatInt(revision, 10) + kept
		made, err, _ := h.pages.flights.Do(flight, func() (any, error) {
			plain := c.UserContext()
			c.SetUserContext(store.FromReplica(plain))
			body, err := make(c)
			c.SetUserContext(plain)
			if h.store.ReplicaFailed(err) {
				body, err = make(c)
			}
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(body)
			page := keptPage{revision: revision, until: time.Now().Add(keepFor), kind: kind, body: body,
				etag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
			if trusted && len(body) < keepAtMost/8 {
				h.pages.put(kept, page)
			}
			return page, nil
		})
		if err != nil {
			return err
		}
		return sendKept(c, made.(keptPage))
	}
}

// pageKey is the address and the language. The host is not part of it,
// because nothing on a page comes from it.
func pageKey(c *fiber.Ctx) []byte {
	uri := c.Context().URI()
	key := make([]byte, 0, 128)
	key = append(key, localeOf(c).Code()...)
	key = append(key, uri.PathOriginal()...)
	key = append(key, '?')
	return append(key, uri.QueryString()...)
}

// documentKey is the language and the address as it was understood, without
// the query: else anybody could have the same document made again and again.
func documentKey(c *fiber.Ctx) []byte {
	return append([]byte("document "+localeOf(c).Code()), c.Path()...) // no page begins so
}

func sendKept(c *fiber.Ctx, page keptPage) error {
	r := &c.Context().Response
	// May be kept, must be asked for again: what is withdrawn is gone at once.
	r.Header.Set(fiber.HeaderCacheControl, "public, no-cache")
	r.Header.Set(fiber.HeaderVary, "Accept-Language, Cookie")
	r.Header.Set(fiber.HeaderETag, page.etag)
	if match := c.Request().Header.Peek(fiber.HeaderIfNoneMatch); len(match) > 0 && matches(string(match), page.etag) {
		r.SetStatusCode(fiber.StatusNotModified)
		return nil
	}
	r.Header.SetContentType(page.kind)
	r.SetBodyRaw(page.body) // never changed after it was kept
	return nil
}

// matches reads If-None-Match: a list of tags, each perhaps weak, or a star.
func matches(header, etag string) bool {
	for _, tag := range strings.Split(header, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
