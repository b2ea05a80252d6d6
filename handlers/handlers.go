// Package handlers connects the pages, the API and what both need, and
// contains the table of all routes.
package handlers

import (
	"io"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"github.com/gofiber/fiber/v2"

	"consultations/adapters/keys"
	"consultations/handlers/api"
	"consultations/handlers/pages"
	"consultations/handlers/web"
	"consultations/models/store"
)

// Options are what the handlers need from the rest of the program.
type Options struct {
	Store          *store.Store
	Keys           *keys.Ring
	PDF            pages.Renderings // may be nil
	BaseURL        string           // origin of every link, without a slash at the end
	Sender         string           // address from which mail is sent
	TrustedProxies []netip.Prefix
	RateLimit      bool
	Log            *slog.Logger
	Requests       io.Writer // of a JSON line for each request; may be nil
	Version        string
	Metrics        func(route, method string, status int, took time.Duration) // may be nil
}

// Handlers answers every request.
type Handlers struct {
	web   *web.Web
	pages *pages.Handlers
}

// New builds the application. Its middleware is listed in the order in which
// a request passes it.
func New(o Options) (*fiber.App, *Handlers) {
	w := web.New(web.Options{
		Store: o.Store, Keys: o.Keys, BaseURL: o.BaseURL, Sender: o.Sender, TrustedProxies: o.TrustedProxies,
		RateLimit: o.RateLimit, Log: o.Log, Requests: o.Requests, Metrics: o.Metrics,
	})
	h := &Handlers{w, pages.New(w, o.PDF)}
	app := fiber.New(fiber.Config{
		AppName:               "consultations",
		DisableStartupMessage: true,
		ErrorHandler:          w.Refuse,
		Immutable:             true, // and still copied before anything is kept: see web.Param
		BodyLimit:             1 << 20,
		WriteBufferSize:       web.WriteBuffer,
		ReadTimeout:           10 * time.Second,
		WriteTimeout:          60 * time.Second,
		IdleTimeout:           60 * time.Second,
		StrictRouting:         false,
		CaseSensitive:         true,
		UnescapePath:          true,
		// A body is read by the handler that wants it, after the checks.
		DisablePreParseMultipartForm: true,
		// The addresses of clients and hosts are read in web/client.go; Fiber
		// itself trusts any forwarded header.
		EnableTrustedProxyCheck: true,
	})
	app.Use(w.Observe, w.Secure)
	api.New(w, o.Version).Serve(app)
	w.Serve(app, h.Routes())
	app.Server().Handler = w.KeptPages(web.KnownMethods(app, app.Server().Handler, app.AcquireCtx))
	return app, h
}

// Serve answers the connections of a listener until the application is shut
// down.
func Serve(app *fiber.App, l net.Listener) error { return app.Listener(web.Listen(l)) }

// Drain makes the program not ready, so that no new requests are sent to it.
func (h *Handlers) Drain() { h.web.Drain() }
