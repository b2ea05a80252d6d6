package pdf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
)

// garbagePercent is how much garbage the worker may hold, in percent of what it
// keeps on Go's heap. The start unpacks and drops a hundred megabytes.
const garbagePercent = 10

// RunWorker is the worker process. It starts the typesetter, reports that it is
// ready, and sets the documents that it reads from in until in ends. It does not
// stop when ctx is cancelled, because Ctrl+C in a terminal reaches the worker
// too while the program still finishes its requests. cacheDir is Options.Cache.
// A fault is sent to the program and returned, and ends the worker, because the
// typesetter's memory cannot be trusted any more.
func RunWorker(ctx context.Context, in io.Reader, out io.Writer, cacheDir string) error {
	ctx = context.WithoutCancel(ctx)
	debug.SetGCPercent(garbagePercent)
	setter, err := newTypesetter(ctx, cacheDir)
	if err != nil {
		return errors.Join(err, send(out, outcome{Fault: err.Error()}))
	}
	defer setter.close(ctx)
	debug.FreeOSMemory() // the start unpacks the typesetter and its fonts
	if err := send(out, outcome{}); err != nil {
		return fmt.Errorf("report that the worker is ready: %w", err)
	}
	requests := bufio.NewReader(in)
	for {
		var document Document
		err := receive(requests, &document)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		o, fault := setter.set(ctx, document)
		if fault != nil {
			o = outcome{Fault: fault.Error()}
		}
		o.Spent = setter.isSpent()
		if err := send(out, o); err != nil || fault != nil {
			return errors.Join(fault, err)
		}
	}
}

// set makes a PDF of one document and marks it as accessible.
func (t *typesetter) set(ctx context.Context, document Document) (outcome, error) {
	pdf, diagnostics, err := t.typeset(ctx, document)
	if err != nil || len(diagnostics) > 0 {
		return outcome{Diagnostics: diagnostics}, err
	}
	marked, err := markUA(pdf)
	if err != nil {
		return outcome{}, fmt.Errorf("mark the document as accessible: %w", err)
	}
	return outcome{PDF: marked}, nil
}
