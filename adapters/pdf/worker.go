package pdf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os/exec"
	"sync/atomic"
	"time"
)

// worker is the program's view of the process that sets documents.
type worker struct {
	process *exec.Cmd
	log     *slog.Logger
	in      io.WriteCloser
	out     *bufio.Reader
	renders int
	broken  bool // it must not be used again
}

// startWorker starts the process and waits until it is ready. The process ends
// when life does, at the latest.
func startWorker(life context.Context, command []string, log *slog.Logger, timeout time.Duration) (*worker, error) {
	w := &worker{process: exec.CommandContext(life, command[0], command[1:]...), log: log}
	w.process.Stderr = &lineLog{log: log}
	w.process.WaitDelay = time.Second
	in, err := w.process.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("pdf: connect the worker: %w", err)
	}
	out, err := w.process.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("pdf: connect the worker: %w", err)
	}
	w.in, w.out = in, bufio.NewReader(out)
	if err := w.process.Start(); err != nil {
		return nil, fmt.Errorf("pdf: start the worker: %w", err)
	}
	var ready outcome
	err = w.within(timeout, func() error { return receive(w.out, &ready) })
	if err == nil && ready.Fault != "" {
		err = errors.New("pdf: " + ready.Fault)
	}
	if err != nil {
		w.end()
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	return w, nil
}

// render sets one document.
func (w *worker) render(document *Document, timeout time.Duration) ([]byte, error) {
	w.renders++
	var o outcome
	err := w.within(timeout, func() error {
		if err := send(w.in, document); err != nil {
			return err
		}
		return receive(w.out, &o)
	})
	w.broken = w.broken || o.Spent
	switch {
	case err != nil:
		return nil, err
	case o.Fault != "":
		w.broken = true
		return nil, errors.New("pdf: " + o.Fault)
	case len(o.Diagnostics) > 0:
		return nil, &DocumentError{Diagnostics: o.Diagnostics}
	}
	return o.PDF, nil
}

// within exchanges messages with the worker. After the timeout the worker is
// killed, which ends the reads and writes of exchange.
func (w *worker) within(timeout time.Duration, exchange func() error) error {
	var timedOut atomic.Bool
	timer := time.AfterFunc(timeout, func() {
		timedOut.Store(true)
		w.kill()
	})
	err := exchange()
	timer.Stop()
	if err == nil {
		return nil
	}
	w.broken = true
	if timedOut.Load() {
		return ErrTimedOut
	}
	return fmt.Errorf("pdf: the worker ended: %w", err)
}

func (w *worker) kill() {
	_ = w.process.Process.Kill() // fails only if the process has ended already
}

// end stops the process and waits for its end. It does nothing for a nil worker.
func (w *worker) end() {
	if w == nil {
		return
	}
	w.kill()
	_ = w.process.Wait() // an unexpected end was reported by within
	w.log.Debug("typesetter ended", "pid", w.process.Process.Pid, "documents", w.renders)
}

// lineLog writes each line of the worker's error output to the log.
type lineLog struct {
	log  *slog.Logger
	rest []byte
}

func (l *lineLog) Write(p []byte) (int, error) {
	const longest = 500 // a longer line is a stack trace
	for _, b := range p {
		if b != '\n' {
			if len(l.rest) < longest {
				l.rest = append(l.rest, b)
			}
			continue
		}
		if len(l.rest) > 0 {
			l.log.Warn("typesetter: " + string(l.rest))
		}
		l.rest = l.rest[:0]
	}
	return len(p), nil
}
