// Package web is what every page and every operation of the API needs of HTTP:
// who asks and in which language, forms and their protection, answers, errors,
// kept pages. It knows nothing of what the site is about.
package web

import (
	"log/slog"
	"net/netip"
	"sync/atomic"
	"time"

	"consultations/adapters/keys"
	"consultations/models/store"
)

// Options are what every request shares.
type Options struct {
	Store          *store.Store
	Keys           *keys.Ring
	BaseURL        string // origin of every link, without a slash at the end
	TrustedProxies []netip.Prefix
	RateLimit      bool
	Log            *slog.Logger
	Metrics        func(route, method string, status int, took time.Duration) // may be nil
}

// Web answers what is the same for all pages and for the API, and holds what
// every request shares.
type Web struct {
	Options
	cache   pageCache
	ownHost string
	// readable holds the patterns of all addresses at which a page is read.
	readable map[string]bool
	closing  atomic.Bool  // not ready any more: the program is about to end
	awaySaid atomic.Int64 // second in which the log last said that the database is away
}

// New prepares what every request shares.
func New(o Options) *Web {
	return &Web{Options: o, ownHost: hostOf(o.BaseURL), readable: map[string]bool{}}
}
