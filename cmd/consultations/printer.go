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

// printer sets documents for the handlers.
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

// Print makes a PDF. Without the typesetter, and after a timeout, the answer is the
// same as without the database: unavailable, try again later.
func (p *printer) Print(ctx context.Context, d print.Print) ([]byte, error) {
	b, err := p.Render(ctx, pdf.Document{Template: d.Template, Data: d.Data, Lang: d.Lang})
	if errors.Is(err, pdf.ErrTimedOut) || errors.Is(err, pdf.ErrNotBuilt) {
		return nil, errors.Join(store.ErrUnavailable, err)
	}
	return b, err
}
