// Package pages serves what people read and send in a browser: one file per
// noun, its routes first. A handler has one of three shapes: show (ask, show),
// save (bind, one change, redirect), send (stream a document).
package pages

import (
	"context"

	"consultations/handlers/web"
	"consultations/views/print"
)

// Printer sets documents as PDF. It is an interface because tests, and a
// build without fonts, have none.
type Printer interface {
	Print(ctx context.Context, p print.Print) ([]byte, error)
}

// Handlers answers browsers.
type Handlers struct {
	*web.Web
	pdf Printer
}

// New prepares the pages; pdf may be nil.
func New(w *web.Web, pdf Printer) *Handlers {
	h := &Handlers{w, pdf}
	w.AskToSignIn = h.askToSignIn
	w.MovedTo = h.movedTo
	return h
}
