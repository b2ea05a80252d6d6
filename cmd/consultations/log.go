package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// logFlush is how long a log line may wait before it is written: one system
// call per request costs more than most pages.
const logFlush = 200 * time.Millisecond

// newLog logs JSON lines. Lines of ordinary requests are written together;
// warnings and errors are written immediately, with all lines before them.
// stop writes the remaining lines.
func newLog(to io.Writer) (log *slog.Logger, stop func()) {
	w := &logWriter{buf: bufio.NewWriterSize(to, 64<<10)}
	ended := make(chan struct{})
	go func() {
		for tick := time.NewTicker(logFlush); ; {
			select {
			case <-ended:
				tick.Stop()
				return
			case <-tick.C:
				w.flush()
			}
		}
	}()
	return slog.New(urgent{slog.NewJSONHandler(w, nil), w}), func() { close(ended); w.flush() }
}

// logWriter collects lines and writes them together.
type logWriter struct {
	mu  sync.Mutex
	buf *bufio.Writer
}

// Write takes one line.
func (w *logWriter) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(line)
}

func (w *logWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf.Flush() // there is nowhere to report that the log cannot be written
}

// urgent writes warnings and errors immediately.
type urgent struct {
	slog.Handler
	w *logWriter
}

// Handle writes one record.
func (u urgent) Handle(ctx context.Context, r slog.Record) error {
	err := u.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn {
		u.w.flush()
	}
	return err
}

// WithAttrs does the same for a logger derived from this one.
func (u urgent) WithAttrs(a []slog.Attr) slog.Handler { return urgent{u.Handler.WithAttrs(a), u.w} }

// WithGroup does the same for a logger derived from this one.
func (u urgent) WithGroup(name string) slog.Handler { return urgent{u.Handler.WithGroup(name), u.w} }
