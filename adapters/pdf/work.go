package pdf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
)

// Work is the worker process: it starts the typesetter, says so, and sets the
// documents that come in until in ends. It does not stop when ctx does,
// because Ctrl+C in a terminal reaches the worker as well while the program
// still finishes its work. cacheDir is Options.Cache. A fault is sent to the
// program and returned, and ends the worker: after it the typesetter's memory
// cannot be trusted.
func Work(ctx context.Context, in io.Reader, out io.Writer, cacheDir string) error {
	ctx = context.WithoutCancel(ctx)
	setter, err := newTypesetter(ctx, cacheDir)
	if err != nil {
		return errors.Join(err, send(out, outcome{Fault: err.Error()}))
	}
	defer setter.close(ctx)
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
		if err := send(out, o); err != nil || fault != nil {
			return errors.Join(fault, err)
		}
	}
}

// set is one document's way: source, PDF, mark of accessibility.
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
