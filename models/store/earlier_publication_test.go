package store_test

import (
	"context"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestARestatementIsPublishedWithoutAnyClearance(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(2)
		in := models.EarlierPublicationInput{Kind: models.Restated, Title: "Executive summary", IssuedPlace: "Oslo", IssuedOn: "2007-05", Language: "en"}

		m, err := g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, o.Text().Version, in)
		must(t, err)
		stale := m.Version
		in.Title, in.IssuedPlace, in.Language = "", "Осло", "ru"
		m, err = g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, m.Version, in)
		must(t, err)

		if stored := o.Text(); stored.EarlierPublication == nil || stored.EarlierPublication.IssuedPlace.In["ru"] != "Осло" || stored.Status != models.SummaryDraft || stored.Revision != m.Revision {
			t.Fatalf("stored %+v", stored)
		}
		if _, err := g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, stale, in); models.CodeOf(err) != "page.changed_meanwhile" {
			t.Errorf("over somebody else's change: %v", err)
		}
		if _, err := g.Store.SubmitSummary(ctx, o.Drafter, o.Summary, models.SummaryClearance); models.CodeOf(err) != "summary.no_such_move" {
			t.Errorf("sent to clearance: %v", err)
		}
		if _, err := g.Store.PublishSummary(ctx, o.Drafter, o.Summary, models.EditionInput{Revision: m.Revision}); models.CodeOf(err) != "edition.two_people" {
			t.Errorf("published by its author: %v", err)
		}
		o.Published(models.EditionInput{})
		e, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 1)
		if err != nil || e.EarlierPublication == nil || e.Document.EarlierPublication == nil || e.EarlierPublication.IssuedOn != "2007-05" {
			t.Fatalf("published %+v, %v", e, err)
		}
		for _, by := range e.Document.Organisers {
			if by.Cleared {
				t.Errorf("%s has cleared it", by.ShownAs.Source())
			}
		}
		if n := g.Number("SELECT count(*) FROM clearances"); n != 0 {
			t.Errorf("%d clearances are recorded", n)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'earlier_publication.record'"); n != 2 {
			t.Errorf("%d entries in the log, want 2", n)
		}
		if broken, err := verify(t, g); err != nil || len(broken) != 0 {
			t.Errorf("verify reports %v, %v", broken, err)
		}

		o.Point("Added by a correction")
		second := o.Published(models.EditionInput{Kind: "corrigendum", Reason: "A point was left out."})
		if second.Number != 2 || second.EarlierPublication == nil {
			t.Errorf("the correction is %+v", second)
		}
	})
}

func TestAClearedEditionDoesNotBecomeARestatement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted().Cleared()
		in := models.EarlierPublicationInput{Kind: models.Reproduced, Title: "Executive summary", Language: "en"}
		if _, err := g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, o.Text().Version, in); models.CodeOf(err) != "earlier_publication.in_clearance" {
			t.Errorf("of a cleared text: %v", err)
		}
		first := o.Published(models.EditionInput{})
		_, err := g.Store.BeginCorrection(ctx, o.Drafter, o.Summary)
		must(t, err)

		_, err = g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, o.Text().Version, in)

		if models.CodeOf(err) != "earlier_publication.published" || o.Text().EarlierPublication != nil || first.EarlierPublication != nil {
			t.Errorf("of a published text: %v", err)
		}
	})
}

func TestATextTakenBackFromClearanceIsNotDeclaredARestatement(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		in := models.EarlierPublicationInput{Kind: models.Reproduced, Title: "Executive summary", Language: "en"}
		o := g.NewOutcome(1).Submitted().Cleared()
		_, err := g.Store.BeginCorrection(ctx, o.Drafter, o.Summary)
		must(t, err)

		_, err = g.Store.RecordEarlierPublication(ctx, o.Drafter, o.Summary, o.Text().Version, in)

		if models.CodeOf(err) != "earlier_publication.in_clearance" || o.Text().EarlierPublication != nil {
			t.Errorf("after a reply: %v", err)
		}
		sent := g.NewOutcome(1).Submitted()
		_, err = g.Store.SubmitSummary(ctx, sent.Drafter, sent.Summary, models.SummaryDraft)
		must(t, err)
		if _, err := g.Store.RecordEarlierPublication(ctx, sent.Drafter, sent.Summary, sent.Text().Version, in); err != nil {
			t.Errorf("sent by mistake, before any reply: %v", err)
		}
	})
}
