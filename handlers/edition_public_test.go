package handlers_test

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models"
	"consultations/tests/given"
	"consultations/views/print"
)

// press counts how often a document was typeset.
type press struct{ set atomic.Int32 }

func (p *press) Print(context.Context, print.Print) ([]byte, error) {
	p.set.Add(1)
	return []byte("%PDF-1.7"), nil
}

// TestAPDFIsTypesetOnceHoweverItsAddressIsWritten: typesetting is expensive, and
// anybody can choose what follows the question mark.
func TestAPDFIsTypesetOnceHoweverItsAddressIsWritten(t *testing.T) {
	g := given.SQLite(t)
	o := g.NewOutcome(1).Submitted().Cleared()
	o.Published(models.EditionInput{})
	ring, err := keys.Open(t.TempDir(), origin)
	if err != nil {
		t.Fatal(err)
	}
	p := &press{}
	app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, PDF: p, Log: slog.New(slog.DiscardHandler)})
	b := (&site{g, app, ring, origin}).browser(t)
	seminar := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug

	for _, at := range []string{"/summary.pdf", "/summary.pdf?x=1", "/summary.pdf?x=2&lang=en", "/summary.pd%66", "/%73ummary.pdf"} {
		if a := b.get(seminar + at); a.status != 200 || a.body != "%PDF-1.7" {
			t.Errorf("%s: %d %s", at, a.status, a.body)
		}
	}
	if n := p.set.Load(); n != 1 {
		t.Errorf("it was set %d times", n)
	}
	b.get(seminar + "/summary.pdf?lang=fr")
	if n := p.set.Load(); n != 2 {
		t.Errorf("in two languages it was set %d times", n)
	}
}
