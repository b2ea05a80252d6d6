package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models/store"
	"consultations/seeds"
	"log/slog"
)

// queries counts the queries of each public page when nothing is cached.
func queries(ctx context.Context) ([]row, error) {
	dir, remove, err := tempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	var asked atomic.Int64
	s, err := store.Open(ctx, store.Options{URL: "sqlite:" + filepath.Join(dir, "q.db"), OnStatement: func(string) { asked.Add(1) }})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		return nil, err
	}
	if _, err := seeds.Load(ctx, s); err != nil {
		return nil, err
	}
	ring, err := keys.Open(filepath.Join(dir, "keys"), "http://127.0.0.1")
	if err != nil {
		return nil, err
	}
	app, _ := handlers.New(handlers.Options{Store: s, Keys: ring, BaseURL: "http://127.0.0.1", Log: slog.New(slog.DiscardHandler)})
	worst, where := int64(0), ""
	for _, path := range []string{"/", "/series/multidimensional-and-integrated-peace-operations", beijing, beijing + "/summary", beijing + "/summary/editions/1", "/feed.atom", "/sitemap.xml", "/sitemap/seminars-1.xml", "/search?q=mandates"} {
		asked.Store(0)
		req := httptest.NewRequest("GET", path, nil)
		req.Host = "127.0.0.1"
		resp, err := app.Test(req, -1)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 200 {
			return nil, fmt.Errorf("%s answered %d", path, resp.StatusCode)
		}
		if n := asked.Load(); n > worst {
			worst, where = n, path
		}
	}
	return []row{{"queries per public page", "–", fmt.Sprintf("%d at most (%s)", worst, where), "≤ 3, whatever the size", "same", worst <= 3}}, nil
}
