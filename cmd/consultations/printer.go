package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"consultations/adapters/pdf"
	"consultations/config"
	"consultations/models/store"
	"consultations/views/print"
)

// printer lends the typesetter to the handlers.
type printer struct{ *pdf.Renderer }

func newPrinter(c config.Config, log *slog.Logger) (*printer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cache := filepath.Join(c.DataDir, "cache", "typst")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return nil, err
	}
	return &printer{pdf.New(pdf.Options{Cache: cache, Log: log, Command: []string{self, "pdf-worker", cache}})}, nil
}

// Print sets a document. While the typesetter is not there, the site is as
// unavailable for it as for a lost database: later it may work.
func (p *printer) Print(ctx context.Context, d print.Print) ([]byte, error) {
	b, err := p.Render(ctx, pdf.Document{Template: d.Template, Data: d.Data, Lang: d.Lang})
	if errors.Is(err, pdf.ErrTimedOut) || errors.Is(err, pdf.ErrNotBuilt) {
		return nil, errors.Join(store.ErrUnavailable, err)
	}
	return b, err
}
