// Package handlers speaks HTTP: it reads a request, asks the store, shows a
// view. A handler has one of three shapes: show (ask, show), save (bind, one
// verb, redirect), send (stream a document).
package handlers

import (
	"bytes"
	"context"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"

	"consultations/adapters/keys"
	"consultations/models"
	"consultations/models/store"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
	"consultations/views/print"
)

// Options are what the handlers need from outside.
type Options struct {
	Store          *store.Store
	Keys           *keys.Ring
	PDF            Printer
	BaseURL        string // origin of every link, without a slash at the end
	TrustedProxies []netip.Prefix
	RateLimit      bool
	Log            *slog.Logger
	Version        string
	Metrics        func(route, method string, status int, took time.Duration) // may be nil
}

// Printer sets documents as PDF; it is an interface because a test and a
// build without fonts have none.
type Printer interface {
	Print(ctx context.Context, p print.Print) ([]byte, error)
}

// Handlers holds what every request shares.
type Handlers struct {
	Options
	store   *store.Store
	pages   pageCache
	api     huma.API
	ownHost string
	// readable holds the patterns of all addresses at which a page is read.
	readable map[string]bool
	closing  atomic.Bool  // not ready any more: the program is about to end
	awaySaid atomic.Int64 // second in which the log last said that the database is away
}

// New builds the application. Its middleware stands in the order in which a
// request passes it.
func New(o Options) (*fiber.App, *Handlers) {
	h := &Handlers{Options: o, store: o.Store, ownHost: hostOf(o.BaseURL), readable: map[string]bool{}}
	app := fiber.New(fiber.Config{
		AppName:               "consultations",
		DisableStartupMessage: true,
		ErrorHandler:          h.refuse,
		Immutable:             true, // and still copied before anything is kept: see param
		BodyLimit:             1 << 20,
		ReadTimeout:           10 * time.Second,
		WriteTimeout:          60 * time.Second,
		IdleTimeout:           60 * time.Second,
		StrictRouting:         false,
		CaseSensitive:         true,
		UnescapePath:          true,
		// The addresses of clients and hosts are read in client.go; Fiber's
		// own reading believes whoever asks.
		EnableTrustedProxyCheck: true,
	})
	app.Use(h.observe, h.secure)
	h.routes(app)
	app.Server().Handler = knownMethods(h, app, app.Server().Handler, app.AcquireCtx)
	return app, h
}

// show renders a page whole before the first byte leaves, so that a fault
// can still become an answer of its own.
func (h *Handlers) show(c *fiber.Ctx, status int, page parts.Page) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() { buf.Reset(); buffers.Put(buf) }()
	if err := page.Render(c.UserContext(), buf); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	c.Status(status)
	c.Context().Response.SetBody(buf.Bytes()) // copies
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// working is the frame of a page of the working area.
func (h *Handlers) working(c *fiber.Ctx, title string) parts.Frame {
	f := h.personal(c, title)
	f.Account = actor(c).Name
	f.Nav = views.WorkingNav(f.L, actor(c), string(c.Request().URI().Path()))
	return f
}

// personal is the frame of a page for one reader that is not the working
// area: sign-in, a registration, the register form.
func (h *Handlers) personal(c *fiber.Ctx, title string) parts.Frame {
	l := localeOf(c)
	return parts.Frame{
		L: l, Title: l.T(title), Path: h.readAt(c), Query: query(c), BaseURL: h.BaseURL,
		CSRF: csrfToken(c), Flash: h.flash(c, l),
	}
}

// public is the frame of a page that is the same for every reader.
func (h *Handlers) public(c *fiber.Ctx, title string) parts.Frame {
	l := localeOf(c)
	return parts.Frame{L: l, Title: title, Path: path(c), Query: query(c), BaseURL: h.BaseURL, Public: true}
}

// seeOther answers a save: go and look at path. flash is a message key that
// the next page shows; empty shows nothing.
func (h *Handlers) seeOther(c *fiber.Ctx, path, flash string) error {
	if flash != "" {
		c.Cookie(&fiber.Cookie{Name: h.cookie("flash"), Value: flash, Path: "/", HTTPOnly: true, Secure: h.secureCookies(), SameSite: "Lax", MaxAge: 60})
	}
	return c.Redirect(path, fiber.StatusSeeOther)
}

// flash reads the message once. Only keys of the catalogue are shown: the
// cookie is the reader's to change.
func (h *Handlers) flash(c *fiber.Ctx, l *locale.Locale) string {
	key := c.Cookies(h.cookie("flash"))
	if key == "" {
		return ""
	}
	c.Cookie(&fiber.Cookie{Name: h.cookie("flash"), Path: "/", HTTPOnly: true, Secure: h.secureCookies(), SameSite: "Lax", Expires: time.Unix(1, 0)})
	if !strings.HasPrefix(key, "flash.") || !l.Has(key) {
		return ""
	}
	return l.T(key)
}

// bind reads a form into a struct by its form tags.
func (h *Handlers) bind(c *fiber.Ctx, in any) error {
	if !isForm(c) {
		return fiber.ErrUnsupportedMediaType
	}
	composed(c)
	if err := c.BodyParser(in); err != nil {
		return fiber.ErrBadRequest
	}
	return nil
}

// composed writes the fields of a form in composed letters (NFC): what looks
// the same is then the same, whatever keyboard it came from.
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

// param copies a part of the address: Fiber reuses the bytes behind it.
func param(c *fiber.Ctx, name string) string { return strings.Clone(c.Params(name)) }

// path is the address without the query; query is the rest without the language.
func path(c *fiber.Ctx) string { return string(c.Request().URI().PathOriginal()) }

func query(c *fiber.Ctx) string {
	args := c.Context().QueryArgs()
	if !args.Has("lang") {
		return args.String()
	}
	var kept []string
	for _, part := range strings.Split(args.String(), "&") {
		if part != "" && !strings.HasPrefix(part, "lang=") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// actor is who asks; the session middleware has put it there.
func actor(c *fiber.Ctx) models.Actor {
	if a, ok := c.Locals(actorKey).(models.Actor); ok {
		return a
	}
	return models.Public
}

type localKey int

const (
	actorKey localKey = iota
	localeKey
	csrfKey
)
