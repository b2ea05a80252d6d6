package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// logFlush is the longest time before a log line is written. Writing a line for
// every request by itself would cost more than making most pages.
const logFlush = 200 * time.Millisecond

// newLog logs JSON lines. Lines about ordinary requests are buffered; warnings and
// errors are written at once, together with the lines before them. Lines that are made elsewhere
// are written to lines. stop writes the rest.
func newLog(to io.Writer) (log *slog.Logger, lines io.Writer, stop func()) {
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
	return slog.New(urgent{slog.NewJSONHandler(w, nil), w}), w, func() { close(ended); w.flush() }
}

// logWriter buffers lines.
type logWriter struct {
	mu  sync.Mutex
	buf *bufio.Writer
}

// Write buffers one line.
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

// WithAttrs returns a handler that writes warnings at once too.
func (u urgent) WithAttrs(a []slog.Attr) slog.Handler { return urgent{u.Handler.WithAttrs(a), u.w} }

// WithGroup returns a handler that writes warnings at once too.
func (u urgent) WithGroup(name string) slog.Handler { return urgent{u.Handler.WithGroup(name), u.w} }
