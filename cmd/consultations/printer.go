package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"consultations/adapters/pdf"
	"consultations/config"
	"consultations/views/print"
)

// printer sets documents for background jobs.
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

// Print makes a PDF.
func (p *printer) Print(ctx context.Context, d print.Print) ([]byte, error) {
	return p.Render(ctx, pdf.Document{Template: d.Template, Data: d.Data, Lang: d.Lang})
}

// Version names the typesetter.
func (p *printer) Version() string { return pdf.Version() }
