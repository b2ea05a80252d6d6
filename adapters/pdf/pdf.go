// Package pdf sets documents in type. The typesetter is Typst, compiled to
// WebAssembly and carried inside the program with its fonts; it runs in a
// process of its own, because its memory grows with every document and never
// shrinks. Documents are tagged, so that their text can be read aloud, searched
// and copied in every script. Equal documents give equal bytes.
package pdf

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"
)

// ErrNotBuilt says that the program was built without the typesetter.
// Everything else works.
var ErrNotBuilt = errors.New("pdf: this program was built without the typesetter; build it with make build")

// ErrTimedOut says that a document took longer than allowed.
var ErrTimedOut = errors.New("pdf: typesetting took too long and was stopped")

// ErrClosed says that the renderer was closed before the document was set.
var ErrClosed = errors.New("pdf: the renderer is closed")

// A DocumentError says what is wrong with a template or its data. Trying
// again gives the same error.
type DocumentError struct {
	// Diagnostics has one line per finding: file:line:column: message.
	Diagnostics []string
}

// IsFinal says that trying again is of no use.
func (e *DocumentError) IsFinal() bool { return true }

func (e *DocumentError) Error() string {
	return "pdf: the document cannot be set: " + strings.Join(e.Diagnostics, "; ")
}

// Document is a template and what it is filled with.
type Document struct {
	// Template is Typst source. It never contains what people wrote: that is
	// passed in Data and shown as text. The template sets the document's title
	// and its date, or no date: the typesetter's clock always shows 1970.
	Template []byte `json:"template"`
	// Data is the JSON that the template reads from /data.json.
	Data json.RawMessage `json:"data"`
	// Lang is the document's language (ar, zh, …), sys.inputs.lang in the
	// template.
	Lang string `json:"lang"`
}

// Options configure a Renderer. The zero value works; the comments name the
// defaults of durations and counts.
type Options struct {
	// Cache is the folder for the compiled code of the typesetter (about
	// 100 MB), so that only the first start takes long. Only the program itself
	// may be able to write there. If empty, every start compiles again.
	Cache string
	// Log receives the worker's messages; slog.Default() if nil.
	Log *slog.Logger
	// Command starts the worker: a program that calls RunWorker with its standard
	// input and output. If nil, this program with "pdf-worker" and Cache.
	Command []string

	RenderTimeout time.Duration // for one document: 90 s
	StartTimeout  time.Duration // for the worker's start, which may compile: 120 s
	IdleAfter     time.Duration // an idle worker ends: 2 min
	Renders       int           // the worker is replaced after this number of documents: 200
}

// Renderer sets one document after another. Many goroutines may use it at once.
// Close it at the end.
type Renderer struct {
	options  Options
	requests chan request
	stop     context.CancelFunc
	stopped  chan struct{}
}

// request asks for a document.
type request struct {
	ctx      context.Context
	document *Document
	answer   chan answer // buffered: sending never blocks
}

type answer struct {
	pdf []byte
	err error
}

// New makes a renderer. The worker starts with the first document.
func New(options Options) *Renderer {
	if options.Log == nil {
		options.Log = slog.Default()
	}
	options.RenderTimeout = or(options.RenderTimeout, 90*time.Second)
	options.StartTimeout = or(options.StartTimeout, 120*time.Second)
	options.IdleAfter = or(options.IdleAfter, 2*time.Minute)
	options.Renders = or(options.Renders, 200)
	life, stop := context.WithCancel(context.Background())
	r := &Renderer{
		options: options, requests: make(chan request),
		stop: stop, stopped: make(chan struct{}),
	}
	go r.run(life)
	return r
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// Render sets the document and returns the PDF. Documents are set one at a time.
// The error is a DocumentError if the document itself is wrong, ErrNotBuilt,
// ErrTimedOut, ErrClosed, the context's error, or a failure of the worker, after
// which the next document gets a new worker.
func (r *Renderer) Render(ctx context.Context, document Document) ([]byte, error) {
	if len(document.Data) == 0 {
		document.Data = json.RawMessage("{}")
	}
	if !json.Valid(document.Data) {
		return nil, &DocumentError{Diagnostics: []string{"/data.json: not JSON"}}
	}
	if !Built() {
		return nil, ErrNotBuilt
	}
	q := request{ctx, &document, make(chan answer, 1)}
	select {
	case r.requests <- q:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-r.stopped:
		return nil, ErrClosed
	}
	select {
	case a := <-q.answer:
		return a.pdf, a.err
	case <-ctx.Done():
		return nil, ctx.Err() // the document is still finished, and dropped
	}
}

// Close ends the worker. Unfinished and waiting documents fail with ErrClosed.
func (r *Renderer) Close() {
	r.stop()
	<-r.stopped
}

// run owns the worker: no other goroutine touches it.
func (r *Renderer) run(life context.Context) {
	defer close(r.stopped)
	var w *worker
	idle := time.NewTimer(r.options.IdleAfter)
	for {
		select {
		case q := <-r.requests:
			a := answer{err: q.ctx.Err()}
			if a.err == nil {
				w, a.pdf, a.err = r.serve(life, w, q.document)
			}
			if a.err != nil && life.Err() != nil {
				a.err = ErrClosed
			}
			q.answer <- a
			idle.Reset(r.options.IdleAfter)
		case <-idle.C:
			w.end()
			w = nil
		case <-life.Done():
			w.end()
			return
		}
	}
}

// serve answers one request. It returns the worker for the next request, or nil
// if a new one must be started.
func (r *Renderer) serve(life context.Context, w *worker, document *Document) (*worker, []byte, error) {
	if w == nil {
		var err error
		if w, err = r.start(life); err != nil {
			return nil, nil, err
		}
	}
	pdf, err := w.render(document, r.options.RenderTimeout)
	if w.broken || w.renders >= r.options.Renders {
		w.end()
		w = nil
	}
	return w, pdf, err
}

func (r *Renderer) start(life context.Context) (*worker, error) {
	command := r.options.Command
	if len(command) == 0 {
		program, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("pdf: find this program: %w", err)
		}
		command = []string{program, "pdf-worker", r.options.Cache}
	}
	began := time.Now()
	w, err := startWorker(life, command, r.options.Log, r.options.StartTimeout)
	if err == nil {
		r.options.Log.Debug("typesetter started", "pid", w.process.Process.Pid, "took", time.Since(began).Round(time.Millisecond))
	}
	return w, err
}
