package handlers_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"consultations/adapters/keys"
	"consultations/handlers"
	"consultations/models"
	"consultations/models/store"
	"consultations/tests/given"
)

// shelf counts how often a rendering was read.
type shelf struct {
	*store.Store
	read int
}

func (s *shelf) EditionRendering(ctx context.Context, by models.Actor, editionID, language string) (models.Rendering, error) {
	s.read++
	return s.Store.EditionRendering(ctx, by, editionID, language)
}

// printing is a site whose PDF files are read from a shelf, with a published
// edition.
func printing(t *testing.T) (*site, *shelf, *given.Outcome, models.Edition) {
	t.Helper()
	g := given.SQLite(t)
	o := g.NewOutcome(1).Submitted().Cleared()
	e := o.Published(models.EditionInput{})
	ring, err := keys.Open(t.TempDir(), origin)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{Store: g.Store}
	app, _ := handlers.New(handlers.Options{Store: g.Store, Keys: ring, BaseURL: origin, PDF: s, Log: slog.New(slog.DiscardHandler)})
	return &site{g, app, ring, origin}, s, o, e
}

// kept keeps a rendering as the background job does.
func (s *site) kept(t *testing.T, r models.Rendering) {
	t.Helper()
	if err := s.Store.KeepRendering(context.Background(), models.System, r); err != nil {
		t.Fatal(err)
	}
}

// TestAPDFIsReadOnceHoweverItsAddressIsWritten: anybody can choose what follows
// the question mark.
func TestAPDFIsReadOnceHoweverItsAddressIsWritten(t *testing.T) {
	s, shelf, o, e := printing(t)
	s.kept(t, models.Rendering{EditionID: e.ID, Language: "en", Fingerprint: "a", Body: []byte("%PDF-1.7")})
	s.kept(t, models.Rendering{EditionID: e.ID, Language: "fr", Fingerprint: "a", Body: []byte("%PDF-1.7 fr")})
	b := s.browser(t)
	seminar := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug

	for _, at := range []string{"/summary.pdf", "/summary.pdf?x=1", "/summary.pdf?x=2&lang=en", "/summary.pd%66", "/%73ummary.pdf"} {
		if a := b.get(seminar + at); a.status != 200 || a.body != "%PDF-1.7" {
			t.Errorf("%s: %d %s", at, a.status, a.body)
		}
	}
	if shelf.read != 1 {
		t.Errorf("it was read %d times", shelf.read)
	}
	if a := b.get(seminar + "/summary.pdf?lang=fr"); a.body != "%PDF-1.7 fr" || shelf.read != 2 {
		t.Errorf("in French it is %s, after %d reads", a.body, shelf.read)
	}
}

// TestUntilAPDFIsMadeReadersAreToldToWait: no reader starts the typesetter.
func TestUntilAPDFIsMadeReadersAreToldToWait(t *testing.T) {
	s, _, o, e := printing(t)
	b := s.browser(t)
	at := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug + "/summary.pdf"

	a := b.get(at)

	if a.status != 503 || a.header.Get("Retry-After") != "10" || !strings.Contains(a.body, "is being made") {
		t.Errorf("%d, after %q: %s", a.status, a.header.Get("Retry-After"), a.body)
	}
	s.kept(t, models.Rendering{EditionID: e.ID, Language: "en", Fingerprint: "a", Body: []byte("%PDF-1.7 first")})
	if a := b.get(at); a.status != 200 || a.body != "%PDF-1.7 first" {
		t.Errorf("when it was made: %d %s", a.status, a.body)
	}
	s.kept(t, models.Rendering{EditionID: e.ID, Language: "en", Fingerprint: "b", Body: []byte("%PDF-1.7 second")})
	if a := b.get(at); a.body != "%PDF-1.7 second" {
		t.Errorf("when it was made again: %s", a.body)
	}
	s.kept(t, models.FailedRendering(e.ID, "en", "c", errors.New("no such font")))
	if a := b.get(at); a.status != 404 || strings.Contains(a.body, "no such font") {
		t.Errorf("when it cannot be set: %d %s", a.status, a.body)
	}
}
