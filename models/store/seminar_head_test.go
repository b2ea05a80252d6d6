package store_test

import (
	"context"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestTheHeadOfASeminarHasItsCounts(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted().Cleared()
		other := g.NewOutcome(1) // of which nothing may be counted
		head := func(by models.Actor) models.SeminarHead {
			t.Helper()
			h, err := g.Store.SeminarHead(ctx, by, o.Seminar)
			must(t, err)
			return h
		}

		before := head(o.Drafter)
		o.Published(models.EditionInput{})
		after := head(models.System)

		if want := (models.SeminarCounts{Organisers: 3, Sessions: 1, Summaries: 1}); before.Has != want {
			t.Errorf("%+v, want %+v", before.Has, want)
		}
		if before.Next.Step != models.StepIssue || after.Next.Step != models.StepArchive || after.Has.Editions != 1 {
			t.Errorf("before publishing %+v, after it %+v", before.Next, after.Next)
		}
		if before.SeriesSlug != o.SeriesSlug || before.SeriesTitle.IsZero() || before.ID == other.Seminar {
			t.Errorf("%+v", before)
		}
		if next := head(o.Clearers[0]).Next; next != (models.NextStep{}) {
			t.Errorf("somebody who only clears is shown the step %+v", next)
		}
	})
}

func TestTheHeadOfAnAnnouncedSeminarShowsClashes(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		p.Session(given.SessionAt("09:00", "10:00", "Hall", ""))
		p.Session(given.SessionAt("09:30", "11:00", "Hall", ""))

		h, err := g.Store.SeminarHead(context.Background(), p.By, p.Seminar)

		must(t, err)
		if want := (models.NextStep{Step: models.StepResolve, Count: 1}); h.Next != want {
			t.Errorf("%+v, want %+v", h.Next, want)
		}
	})
}

func TestTheHeadCountsRegistrationsThatAwaitADecision(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		seminar := g.SeminarOf(5, models.AdmissionApproval)
		first := g.Registered(seminar, 1)
		g.Registered(seminar, 2)
		must(t, g.Store.ConfirmRegistration(t.Context(), models.System, first.ID))
		h, err := g.Store.SeminarHead(t.Context(), models.System, seminar)
		if err != nil || h.Has.Pending != 1 {
			t.Errorf("%+v, %v; want one that awaits a decision", h.Has, err)
		}
	})
}
