// Package pages serves what people read and send in a browser: one file per
// noun, its routes first. A handler has one of three shapes: show (ask, show),
// save (bind, one change, redirect), send (stream a document).
package pages

import (
	"context"

	"consultations/handlers/web"
	"consultations/models"
)

// Renderings are the PDF files that background jobs have made. A build without
// the typesetter has none.
type Renderings interface {
	EditionRendering(ctx context.Context, by models.Actor, editionID, language string) (models.Rendering, error)
}

// Handlers answers browsers.
type Handlers struct {
	*web.Web
	pdf Renderings
}

// New prepares the pages; pdf may be nil.
func New(w *web.Web, pdf Renderings) *Handlers {
	h := &Handlers{w, pdf}
	w.AskToSignIn = h.askToSignIn
	w.MovedTo = h.movedTo
	return h
}
