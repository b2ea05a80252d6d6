package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// logFlush is how long a line of the log may wait to be written: a write to
// the system for every request costs more than most pages.
const logFlush = 200 * time.Millisecond

// newLog logs JSON lines. Lines of ordinary requests are written together;
// warnings and errors at once, with all before them. stop writes what waits.
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

// logWriter gathers lines.
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
	w.buf.Flush() // a log that cannot be written has nowhere to say so
}

// urgent writes warnings and errors at once.
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

// WithAttrs keeps the promise for loggers made of this one.
func (u urgent) WithAttrs(a []slog.Attr) slog.Handler { return urgent{u.Handler.WithAttrs(a), u.w} }

// WithGroup keeps the promise for loggers made of this one.
func (u urgent) WithGroup(name string) slog.Handler { return urgent{u.Handler.WithGroup(name), u.w} }
