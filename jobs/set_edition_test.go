package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"consultations/jobs"
	"consultations/models"
	"consultations/tests/given"
	"consultations/views/locale"
	"consultations/views/print"
)

// press sets documents. In one language it can fail, or wait until it is told
// to stop.
type press struct {
	mu      sync.Mutex
	set     map[string]int // documents by language
	fails   error          // in Russian
	waits   bool
	version string
}

type impossible struct{ error }

func (impossible) IsFinal() bool { return true }

func (p *press) Version() string { return p.version }

func (p *press) Print(ctx context.Context, d print.Print) ([]byte, error) {
	p.mu.Lock()
	if p.set == nil {
		p.set = map[string]int{}
	}
	p.set[d.Lang]++
	p.mu.Unlock()
	if p.waits {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if p.fails != nil && d.Lang == "ru" {
		return nil, p.fails
	}
	return []byte("%PDF " + d.Lang + p.version), nil
}

func (p *press) times() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprint(p.set)
}

func startPress(t *testing.T, g *given.Given, p *press) *jobs.Runner {
	t.Helper()
	r, err := jobs.Start(ctx, jobs.Options{Store: g.Store, Mail: &sink{}, Links: links{}, BaseURL: "https://site.example", PDF: p})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Stop(ctx) })
	return r
}

// awaitRendering waits until an edition has such a rendering.
func awaitRendering(t *testing.T, g *given.Given, e models.Edition, lang string, like func(models.Rendering) bool) {
	t.Helper()
	var r models.Rendering
	var err error
	for range 500 {
		if r, err = g.Store.EditionRendering(ctx, models.Public, e.ID, lang); err == nil && like(r) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("in %s it is %q, %q: %v", lang, r.Body, r.Failure, err)
}

func holds(body string) func(models.Rendering) bool {
	return func(r models.Rendering) bool { return string(r.Body) == body }
}

func TestAPublishedEditionIsSetOnceInEveryLanguage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := &press{}
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})

		r := startPress(t, g, p)

		for _, l := range locale.All() {
			awaitRendering(t, g, e, l.Code(), holds("%PDF "+l.Code()))
		}
		r.Stop(ctx)
		startPress(t, g, p) // looks for editions that are not set
		time.Sleep(2 * time.Second)
		if got := p.times(); got != "map[ar:1 en:1 es:1 fr:1 ru:1 zh:1]" {
			t.Errorf("documents were set %s times", got)
		}
	})
}

// TestEditionsOfAnOlderProgramAreSetAgain: a new program finds what it would set
// differently.
func TestEditionsOfAnOlderProgramAreSetAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})
		r := startPress(t, g, &press{version: " 1"})
		awaitRendering(t, g, e, "zh", holds("%PDF zh 1"))
		awaitRendering(t, g, e, "ar", holds("%PDF ar 1"))
		r.Stop(ctx)

		startPress(t, g, &press{version: " 2"})

		awaitRendering(t, g, e, "ar", holds("%PDF ar 2"))
		awaitRendering(t, g, e, "zh", holds("%PDF zh 2"))
	})
}

func TestALanguageThatCannotBeSetIsRecordedAndTheOthersAreMade(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := &press{fails: impossible{errors.New("no such font")}}
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})

		startPress(t, g, p)

		awaitRendering(t, g, e, "ru", func(r models.Rendering) bool { return r.Failure == "no such font" })
		awaitRendering(t, g, e, "zh", holds("%PDF zh"))
	})
}

// TestAFaultIsTriedAgain: a worker that died says nothing about the document.
func TestAFaultIsTriedAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := &press{fails: errors.New("the worker ended")}
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})

		startPress(t, g, p)

		awaitRendering(t, g, e, "zh", holds("%PDF zh"))
		if _, err := g.Store.EditionRendering(ctx, models.Public, e.ID, "ru"); models.KindOf(err) != models.NotYet {
			t.Errorf("the other language: %v", err)
		}
	})
}

func TestTheProgramDoesNotWaitForADocumentWhenItStops(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := &press{waits: true}
		e := g.NewOutcome(1).Submitted().Cleared().Published(models.EditionInput{})
		r := startPress(t, g, p)
		for range 500 {
			if p.times() != "map[]" {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		began := time.Now()

		err := r.Stop(ctx)

		if took := time.Since(began); err != nil || took > 3*time.Second {
			t.Errorf("it stopped after %s: %v", took, err)
		}
		startPress(t, g, &press{})
		awaitRendering(t, g, e, "en", holds("%PDF en"))
	})
}
