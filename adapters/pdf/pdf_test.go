package pdf

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestABadTemplateIsAnErrorThatSaysWhere(t *testing.T) {
	typesetting(t)
	r := renderer(t, Options{})
	for name, c := range map[string]struct {
		document Document
		want     string
	}{
		"syntax":                {simple("= Title\n#let x = "), "/document.typ:1:8-1:8: expected expression"},
		"panic in the template": {simple(`#panic("no seminar")`), "no seminar"},
		"a file":                {simple(`#read("/etc/passwd")`), "failed to load file"},
		"a package":             {simple(`#import "@preview/cetz:0.4.0": canvas`), "failed to load package"},
		"missing data":          {simple(`#json("/data.json").title`), "title"},
		"invalid data":          {Document{Template: []byte("x"), Data: []byte("{")}, "not JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.Render(t.Context(), c.document)

			var wrong *DocumentError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want a DocumentError with %q", err, c.want)
			}
		})
	}
}

func TestAWorkerThatDiesIsAnErrorAndTheNextDocumentGetsANewOne(t *testing.T) {
	r, j := watched(t, Options{})
	must(t, r, simple("warm"))
	first, err := os.FindProcess(j.started[0])
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(200*time.Millisecond, func() { _ = first.Kill() })

	_, err = r.Render(t.Context(), endless)

	if err == nil || !strings.Contains(err.Error(), "the worker ended") {
		t.Errorf("the error is %v", err)
	}
	if pdf := must(t, r, simple("again")); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("the next document begins with %.8q", pdf)
	}
	if started, ended := j.workers(); started != 2 || ended != 1 {
		t.Errorf("%d workers started and %d ended, want 2 and 1", started, ended)
	}
}

func TestADocumentThatTakesTooLongIsStopped(t *testing.T) {
	r := renderer(t, Options{RenderTimeout: 400 * time.Millisecond})
	must(t, r, simple("warm"))
	began := time.Now()

	_, err := r.Render(t.Context(), endless)

	if !errors.Is(err, ErrTimedOut) {
		t.Errorf("the error is %v, want ErrTimedOut", err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it was stopped only after %v", took)
	}
	must(t, r, simple("again"))
}

func TestACallerThatCancelsDoesNotWait(t *testing.T) {
	r := renderer(t, Options{RenderTimeout: time.Second})
	must(t, r, simple("warm"))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()

	_, err := r.Render(ctx, endless)

	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 500*time.Millisecond {
		t.Errorf("after %v the error is %v", time.Since(began), err)
	}
	must(t, r, simple("again"))
}

func TestAWorkerIsReplacedAfterSomeDocuments(t *testing.T) {
	r, j := watched(t, Options{Renders: 2})

	for range 3 {
		must(t, r, simple("one"))
	}

	if started, ended := j.workers(); started != 2 || ended != 1 {
		t.Errorf("%d workers started and %d ended, want 2 and 1", started, ended)
	}
}

func TestAnIdleWorkerEnds(t *testing.T) {
	r, j := watched(t, Options{IdleAfter: 100 * time.Millisecond})
	must(t, r, simple("one"))

	deadline := time.Now().Add(5 * time.Second)
	ended := 0
	for ended == 0 && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
		_, ended = j.workers()
	}

	if ended != 1 {
		t.Errorf("%d workers ended, want 1", ended)
	}
	must(t, r, simple("two"))
}

func TestManyCallersShareOneWorker(t *testing.T) {
	r, j := watched(t, Options{})
	var callers sync.WaitGroup
	for range 20 {
		callers.Go(func() {
			if _, err := r.Render(t.Context(), simple("= Together")); err != nil {
				t.Error(err)
			}
		})
	}

	callers.Wait()

	if started, ended := j.workers(); started != 1 || ended != 0 {
		t.Errorf("%d workers started and %d ended, want 1 and 0", started, ended)
	}
}

func TestAClosedRendererReturnsErrClosed(t *testing.T) {
	r := renderer(t, Options{})
	must(t, r, simple("one"))
	waiting := make(chan error)
	go func() {
		_, err := r.Render(context.WithoutCancel(t.Context()), endless)
		waiting <- err
	}()
	time.Sleep(200 * time.Millisecond)

	r.Close()

	if err := <-waiting; !errors.Is(err, ErrClosed) {
		t.Errorf("a waiting caller gets %v", err)
	}
	if _, err := r.Render(t.Context(), simple("two")); !errors.Is(err, ErrClosed) {
		t.Errorf("a later caller gets %v", err)
	}
}

func TestAWorkerThatCannotStartIsAnError(t *testing.T) {
	for name, command := range map[string][]string{
		"no program":      {"/does/not/exist"},
		"another program": {"/bin/cat", "/dev/null"},
	} {
		t.Run(name, func(t *testing.T) {
			r := renderer(t, Options{Command: command})

			if _, err := r.Render(t.Context(), simple("one")); err == nil {
				t.Error("a program that is not a typesetter returned a document")
			}
		})
	}
}

func TestWithoutTheTypesetterTheErrorIsErrNotBuilt(t *testing.T) {
	whole := static
	static = embed.FS{}
	defer func() { static = whole }()

	_, err := renderer(t, Options{}).Render(t.Context(), simple("one"))

	if !errors.Is(err, ErrNotBuilt) {
		t.Errorf("the error is %v, want ErrNotBuilt", err)
	}
}
