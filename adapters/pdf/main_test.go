package pdf

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// TestMain lets the test program start itself as the worker, like the real program.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "pdf-worker" {
		if err := RunWorker(context.Background(), os.Stdin, os.Stdout, os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 1 && os.Args[1] == "echo-worker" {
		echo()
		return
	}
	if !Built() {
		fmt.Fprintln(os.Stderr, "adapters/pdf: the typesetter is missing: run make build first")
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// echo is a worker without a typesetter, for go test -short. Under the race
// detector the typesetter would take minutes to start for these tests, and races
// can only be on this side of the pipe.
func echo() {
	if err := send(os.Stdout, outcome{}); err != nil {
		os.Exit(1)
	}
	for {
		var document Document
		if err := receive(os.Stdin, &document); err != nil {
			return
		}
		if string(document.Template) == string(endless.Template) {
			time.Sleep(time.Minute)
		}
		if err := send(os.Stdout, outcome{PDF: append([]byte("%PDF-1.7 "), document.Template...)}); err != nil {
			return
		}
	}
}

// typesetting skips tests of real documents in short mode.
func typesetting(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs the typesetter")
	}
}

// journal reads from the log which workers started and ended.
type journal struct {
	lock           sync.Mutex
	started, ended []int
}

func (j *journal) Enabled(context.Context, slog.Level) bool { return true }
func (j *journal) WithAttrs([]slog.Attr) slog.Handler       { return j }
func (j *journal) WithGroup(string) slog.Handler            { return j }
func (j *journal) Handle(_ context.Context, record slog.Record) error {
	j.lock.Lock()
	defer j.lock.Unlock()
	record.Attrs(func(a slog.Attr) bool {
		switch {
		case a.Key != "pid":
		case record.Message == "typesetter started":
			j.started = append(j.started, int(a.Value.Int64()))
		case record.Message == "typesetter ended":
			j.ended = append(j.ended, int(a.Value.Int64()))
		}
		return true
	})
	return nil
}

// workers returns how many workers started and ended.
func (j *journal) workers() (started, ended int) {
	j.lock.Lock()
	defer j.lock.Unlock()
	return len(j.started), len(j.ended)
}

// renderer returns a renderer that uses testCache.
func renderer(t *testing.T, options Options) *Renderer {
	t.Helper()
	r, _ := watched(t, options)
	return r
}

// testCache is a folder that keeps the compiled typesetter between test runs, so
// that only the first run compiles.
func testCache() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	return filepath.Join(folder, "consultations-test", "typst")
}

// watched returns a renderer and the journal of its workers.
func watched(t *testing.T, options Options) (*Renderer, *journal) {
	t.Helper()
	options.Cache = testCache()
	if testing.Short() && options.Command == nil {
		options.Command = []string{os.Args[0], "echo-worker"}
	}
	j := &journal{}
	options.Log = slog.New(j)
	r := New(options)
	t.Cleanup(r.Close)
	return r, j
}

// must renders a document that has to succeed.
func must(t *testing.T, r *Renderer, document Document) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	pdf, err := r.Render(ctx, document)
	if err != nil {
		t.Fatalf("render: %v", err)
	}
	return pdf
}

// simple is a document of one line of Typst.
func simple(source string) Document {
	return Document{Template: []byte(source), Lang: "en"}
}

// endless keeps the typesetter busy for many seconds.
var endless = simple("#for i in range(3000) { for j in range(3000) { let n = i * j } }")
