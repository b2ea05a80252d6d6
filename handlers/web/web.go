// Package web is what all pages and all operations of the API need for HTTP:
// the reader and their language, forms and their protection, responses,
// errors, the page cache. It knows nothing about the subject of the site.
package web

import (
	"io"
	"log/slog"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"consultations/adapters/keys"
	"consultations/models/store"
)

// Options are what all requests share.
type Options struct {
	Store          *store.Store
	Keys           *keys.Ring
	BaseURL        string // origin of every link, without a slash at the end
	Sender         string // address from which mail is sent
	TrustedProxies []netip.Prefix
	RateLimit      bool
	Log            *slog.Logger
	Requests       io.Writer                                                  // of a JSON line for each request; may be nil
	Metrics        func(route, method string, status int, took time.Duration) // may be nil
}

// Web answers what is the same for all pages and for the API, and keeps what
// all requests share.
type Web struct {
	Options
	// AskToSignIn shows the sign-in page, with the fields of the form that was
	// sent without a sign-in.
	AskToSignIn fiber.Handler
	// MovedTo finds the present address of a page that has moved; empty if it has
	// not.
	MovedTo func(c *fiber.Ctx) string

	cache        pageCache
	first        *fasthttp.ResponseHeader // of every response
	ownHost      string
	usualPort    string // which a client may write after the host
	languageName any    // the name of the cookie of the language on this site
	// shortAssets are the compressed bytes of bundled files.
	shortAssets madeOnce
	// readable contains the patterns of all addresses at which a page can be
	// read.
	readable          map[string]bool
	closing           atomic.Bool  // not ready any more: the program is shutting down
	unavailableLogged atomic.Int64 // second in which the log last reported that the database is not available
}

// New prepares what all requests share.
func New(o Options) *Web {
	w := &Web{Options: o, cache: newPageCache(), readable: map[string]bool{}}
	w.ownHost, w.usualPort = hostOf(o.BaseURL)
	w.languageName = w.cookie(languageCookie)
	w.first = w.firstHeaders()
	return w
}
