package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"consultations/adapters/keys"
	"consultations/adapters/pdf"
	"consultations/config"
	"consultations/handlers"
	"consultations/jobs"
	"consultations/models"
	"consultations/models/store"
	"consultations/seeds"
)

// Before it stops, the site reports that it is not ready and waits drainDelay for
// proxies to notice. Then it waits up to drainTimeout for running requests and
// jobs.
const (
	drainDelay   = 200 * time.Millisecond
	drainTimeout = 10 * time.Second
)

func serve(ctx context.Context, p program, _ []string) error {
	c, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	log, lines, writeLog := newLog(os.Stderr)
	defer writeLog()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("ADDR %s: %s: stop the other program or set ADDR to a free port", c.Addr, reason(err))
	}
	ring, err := keys.Open(filepath.Join(c.DataDir, "keys"), c.BaseURL)
	if err != nil {
		return fmt.Errorf("DATA_DIR: %w", err)
	}
	if err := prepare(ctx, p, c, s); err != nil {
		return err
	}
	printer, err := newPrinter(c, log)
	if err != nil {
		return err
	}
	defer printer.Close()
	mail, err := newMailer(c)
	if err != nil {
		return err
	}
	var observe func(route, method string, status int, took time.Duration)
	if c.MetricsAddr != "" {
		metrics := newMetrics()
		stop, err := metrics.serve(c.MetricsAddr, log)
		if err != nil {
			return err
		}
		defer stop()
		observe = metrics.observe
	}
	background := jobs.Options{Store: s, Mail: mail, Links: ring, BaseURL: c.BaseURL, From: mail.sender.From(), Log: log}
	foreground := handlers.Options{
		Store: s, Keys: ring, BaseURL: c.BaseURL, Sender: mail.sender.From(), TrustedProxies: c.TrustedProxies,
		RateLimit: c.RateLimit, Log: log, Requests: lines, Version: version, Metrics: observe,
	}
	if pdf.Built() {
		background.PDF, foreground.PDF = printer, s
	} else {
		log.Warn("PDF files are not available", "err", pdf.ErrNotBuilt)
	}
	app, h := handlers.New(foreground)
	watching, stopWatching := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWatching()
	go s.WatchPublicRevision(watching)
	worker, err := jobs.Start(watching, background)
	if err != nil {
		return fmt.Errorf("start background jobs: %w", err)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
	debug.FreeOSMemory() // memory that migration and seeding used

	ended := make(chan error, 1)
	go func() { ended <- handlers.Serve(app, listener) }()
	fmt.Fprintf(p.out, "serving %s (sign in at %s/sign-in)\n", c.BaseURL, c.BaseURL)
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	h.Drain()
	time.Sleep(drainDelay)
	stopping, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	jobsStopped := make(chan error, 1)
	go func() { jobsStopped <- worker.Stop(stopping) }()
	return errors.Join(app.ShutdownWithContext(stopping), <-jobsStopped)
}

// garbagePercent lets the garbage grow to three times what is in use before it is
// collected: while many people register at once, collecting took a fifth of the
// time of the processors. GOGC sets another figure.
const garbagePercent = 300

// prepare migrates the database, seeds it if it is empty, and creates the first
// account if there is none.
func prepare(ctx context.Context, p program, c config.Config, s *store.Store) error {
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	first, err := s.EnsureFirstAccount(ctx, models.System, c.FirstEmail, c.FirstPassword)
	if err != nil {
		return err
	}
	if c.Seed == "beijing" {
		seeded, err := seeds.Load(ctx, s)
		if err != nil {
			return fmt.Errorf("seed: %w", err)
		}
		if seeded {
			fmt.Fprintln(p.out, "the 2007 series and its Beijing seminar have been added")
		}
		if seeded && first.AccountID != "" {
			if err := grantSeededSeries(ctx, s, first.AccountID); err != nil {
				return err
			}
		}
	}
	if first.Token != "" {
		fmt.Fprintf(p.out, "sign in as the first administrator (the link works once): %s/sign-in/link/%s\n", c.BaseURL, first.Token)
	}
	return nil
}

// grantSeededSeries makes the first administrator organiser and secretariat of the
// seeded series, so that its working pages can be looked at.
func grantSeededSeries(ctx context.Context, s *store.Store, accountID string) error {
	home, err := s.Home(ctx, models.System)
	if err != nil || len(home.Series) == 0 {
		return err
	}
	for _, role := range []models.Role{models.OrganiserRole, models.Secretariat} {
		if _, err := s.AddGrant(ctx, models.System, accountID, models.GrantInput{Role: role, SeriesID: home.Series[0].ID}); err != nil {
			return err
		}
	}
	return nil
}

// settings reads the configuration.
func settings(p program) (config.Config, error) { return config.Read(p.getenv) }

// open reads the settings and opens the database.
func open(ctx context.Context, p program) (config.Config, *store.Store, error) {
	c, err := settings(p)
	if err != nil {
		return c, nil, err
	}
	if err := writable(c.DataDir); err != nil {
		return c, nil, err
	}
	s, err := store.Open(ctx, store.Options{URL: c.DatabaseURL, ReplicaURL: c.ReplicaURL, Log: slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	return c, s, err
}

// writable creates the data folder and tries to write to it, so that a wrong folder
// is reported at the start and not with the first mail.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("DATA_DIR %s cannot be created: %s: choose a folder that this user may write to", dir, reason(err))
	}
	f, err := os.CreateTemp(dir, ".try-")
	if err != nil {
		return fmt.Errorf("DATA_DIR %s cannot be written to: %s: choose a folder that this user may write to", dir, reason(err))
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// reason is the last part of a system error: what went wrong, without the operation
// that was tried.
func reason(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		return s[i+2:]
	}
	return s
}

func migrate(ctx context.Context, p program, _ []string) error {
	_, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "the database is up to date")
	return nil
}

func seed(ctx context.Context, p program, _ []string) error {
	_, s, err := open(ctx, p)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	seeded, err := seeds.Load(ctx, s)
	if err != nil {
		return err
	}
	if !seeded {
		return errors.New("the database already contains a series: only an empty database can be seeded")
	}
	fmt.Fprintln(p.out, "the 2007 series and its Beijing seminar have been added")
	return nil
}

// pdfWorker runs the typesetter in a separate process, so that its memory is
// returned to the system when it ends.
func pdfWorker(ctx context.Context, p program, args []string) error {
	return pdf.RunWorker(ctx, p.in, p.out, args[0])
}
