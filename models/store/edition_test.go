package store_test

import (
	"context"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestEightSimultaneousPublicationsMakeOneEdition(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(3).Submitted().Cleared()
		in := models.EditionInput{Revision: o.Text().Revision}
		start, errs := make(chan struct{}), make([]error, 8)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				<-start
				_, errs[i] = g.Store.PublishSummary(context.Background(), o.Publisher, o.Summary, in)
			})
		}

		close(start)
		all.Wait()

		made, conflicts := 0, 0
		for _, err := range errs {
			switch {
			case err == nil:
				made++
			case models.KindOf(err) == models.Conflict:
				conflicts++
			default:
				t.Error(err)
			}
		}
		if rows := g.Number("SELECT count(*) FROM editions"); made != 1 || conflicts != 7 || rows != 1 {
			t.Errorf("%d published, %d conflicts, %d editions; want 1, 7, 1", made, conflicts, rows)
		}
		if n := g.Number("SELECT count(*) FROM edition_points"); n != 3 {
			t.Errorf("%d points are listed, want 3", n)
		}
	})
}

func TestAChangeBetweenClearanceAndPublicationIsNeverPublished(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		for range 5 {
			o := g.NewOutcome(2).Submitted().Cleared()
			seen := o.Text().Revision
			var both sync.WaitGroup
			var published, changed error
			both.Go(func() {
				_, published = g.Store.PublishSummary(ctx, o.Publisher, o.Summary, models.EditionInput{Revision: seen})
			})
			both.Go(func() {
				if _, changed = g.Store.BeginCorrection(ctx, o.Drafter, o.Summary); changed == nil {
					_, changed = g.Store.AddPoint(ctx, o.Drafter, o.Summary, given.PointOf("Nobody cleared this"))
				}
			})
			both.Wait()

			if changed != nil || published != nil && models.KindOf(published) != models.Conflict {
				t.Fatalf("publish: %v, change: %v", published, changed)
			}
			page, err := g.Store.PublicPoints(ctx, models.Public, models.PointQuery{Series: o.SeriesSlug})
			if err != nil || published == nil && len(page.Items) != 2 || published != nil && len(page.Items) != 0 {
				t.Fatalf("%d points, %v", len(page.Items), err)
			}
			if o.Text().Status != models.SummaryDraft {
				t.Errorf("the changed text is %s", o.Text().Status)
			}
		}
	})
}

func TestTheTextOfAnEditionNeverChanges(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(2).Submitted().Cleared()
		first := o.Published(models.EditionInput{})
		o.Corrected()
		_, err := g.Store.EditSummary(ctx, o.Drafter, o.Summary, o.Text().Version, models.SummaryInput{Title: "Canary title", Language: "en"})
		must(t, err)
		o.Point("Canary point")
		series, err := g.Store.Series(ctx, models.System, o.Series)
		must(t, err)
		_, err = g.Store.EditSeries(ctx, models.System, o.Series, series.Version, models.SeriesInput{Title: "Canary series", Slug: series.Slug, Language: "en"})
		must(t, err)

		e, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 1)

		if err != nil || e.Fingerprint != first.Fingerprint || e.Title.Source() != "Executive summary" || len(e.Document.Points) != 2 {
			t.Fatalf("%+v, %v", e, err)
		}
		if now, _ := e.Document.Fingerprint(); now != first.Fingerprint {
			t.Errorf("the stored document has the fingerprint %s, the edition %s", now, first.Fingerprint)
		}
		for name, lists := range map[string]func() (string, error){
			"latest": func() (string, error) {
				p, err := g.Store.LatestEditions(ctx, models.Public, "", "", 0)
				return p.Items[0].Title.Source(), err
			},
			"seminar": func() (string, error) {
				p, err := g.Store.PublicSeminar(ctx, models.Public, o.SeriesSlug, o.SeminarSlug)
				return p.Editions[0].Title.Source(), err
			},
		} {
			if title, err := lists(); err != nil || title != "Executive summary" {
				t.Errorf("%s shows %q, %v", name, title, err)
			}
		}
		if found, err := g.Store.Search(ctx, models.Public, "canary", ""); err != nil || len(found.Items) != 1 || found.Items[0].Kind != models.FoundSeries {
			t.Errorf("a search for words that only the draft contains finds %+v, %v", found.Items, err)
		}
		if broken, err := verify(t, g); err != nil || len(broken) != 0 {
			t.Errorf("verify reports %v, %v", broken, err)
		}
	})
}

func TestAnEditionWithAChangedRowIsReported(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		e := o.Published(models.EditionInput{})
		document := e.Document
		document.Points[0].Body = models.NewText("en", "Something that nobody cleared")
		if _, err := g.DB().Exec("UPDATE editions SET document = $1", document); err != nil {
			t.Fatal(err)
		}

		broken, err := verify(t, g)

		if err != nil || len(broken) != 1 || broken[0].Where != e.ID {
			t.Errorf("verify reports %v, %v; want edition %s", broken, err, e.ID)
		}
	})
}

func TestAWithdrawnEditionStaysReadableAndTheOneBeforeIsCurrent(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted().Cleared()
		o.Published(models.EditionInput{})
		_, err := g.Store.BeginCorrection(ctx, o.Drafter, o.Summary)
		must(t, err)
		o.Point("An unfortunate addition")
		second := o.Submitted().Cleared().Published(models.EditionInput{Kind: "addendum", Reason: "A finding was left out."})
		listed := func() (points, found int) {
			p, err := g.Store.PublicPoints(ctx, models.Public, models.PointQuery{Series: o.SeriesSlug})
			must(t, err)
			f, err := g.Store.Search(ctx, models.Public, "unfortunate", "")
			must(t, err)
			return len(p.Items), len(f.Items)
		}
		if points, found := listed(); points != 2 || found != 1 || second.Number != 2 {
			t.Fatalf("edition %d, %d points listed, %d found; want 2, 2, 1", second.Number, points, found)
		}

		_, err = g.Store.WithdrawEdition(ctx, o.Drafter, o.Summary, second.ID, models.WithdrawalInput{})
		if models.ProblemsOf(err)["reason"].Code != "form.required" {
			t.Errorf("without a reason: %v", err)
		}
		_, err = g.Store.WithdrawEdition(ctx, o.Drafter, o.Summary, second.ID, models.WithdrawalInput{Reason: "It was not cleared."})
		must(t, err)

		if points, found := listed(); points != 1 || found != 0 {
			t.Errorf("%d points listed, %d found; want 1, 0", points, found)
		}
		gone, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, 2)
		if err != nil || gone.WithdrawnWhy != "It was not cleared." || gone.Latest != 1 {
			t.Errorf("reading edition 2 gives %+v, %v", gone.EditionRow, err)
		}
		newest, err := g.Store.PublicText(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, "")
		if err != nil || newest.Number != 1 || len(newest.Others) != 2 {
			t.Errorf("the newest edition is %d, with %d in the history, %v", newest.Number, len(newest.Others), err)
		}
		if _, err := g.Store.WithdrawEdition(ctx, o.Drafter, o.Summary, second.ID, models.WithdrawalInput{Reason: "Again."}); models.KindOf(err) != models.Conflict {
			t.Errorf("a second withdrawal: %v", err)
		}
	})
}

func TestTwoDocumentsOfOneSeminarHaveDifferentNumbers(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1).Submitted().Cleared()
		o.Published(models.EditionInput{})
		e := o.Other("proceedings", "Proceedings").Submitted().Cleared().Published(models.EditionInput{})

		for number, title := range map[int]string{1: "Executive summary", 2: "Proceedings"} {
			got, err := g.Store.PublicEdition(ctx, models.Public, o.SeriesSlug, o.SeminarSlug, number)
			if err != nil || got.Title.Source() != title || len(got.Others) != 1 {
				t.Errorf("edition %d is %q, %v", number, got.Title.Source(), err)
			}
		}
		if e.Kind != "original" {
			t.Errorf("the first edition of the proceedings is of the kind %s", e.Kind)
		}
	})
}

func TestEditionsAndPointsAreListedPageByPage(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		var o *given.Outcome
		for range 3 {
			o = g.NewOutcome(2).Submitted().Cleared()
			o.Published(models.EditionInput{})
		}
		var editions, points []string
		for cursor, pages := "", 0; pages == 0 || cursor != "" && pages < 5; pages++ {
			p, err := g.Store.LatestEditions(ctx, models.Public, "", cursor, 2)
			must(t, err)
			for _, e := range p.Items {
				editions = append(editions, e.ID)
			}
			cursor = p.Next
		}
		for cursor, pages := "", 0; pages == 0 || cursor != "" && pages < 5; pages++ {
			p, err := g.Store.PublicPoints(ctx, models.Public, models.PointQuery{Cursor: cursor, Limit: 4, Kind: "finding"})
			must(t, err)
			for _, x := range p.Items {
				points = append(points, x.PointID)
			}
			cursor = p.Next
		}

		ofSeries, err := g.Store.LatestEditions(ctx, models.Public, o.SeriesSlug, "", 0)
		must(t, err)
		if len(ofSeries.Items) != 1 || ofSeries.Items[0].SeriesSlug != o.SeriesSlug {
			t.Errorf("in one series: %+v", ofSeries.Items)
		}
		if len(editions) != 3 || distinct(editions) != 3 || len(points) != 6 || distinct(points) != 6 {
			t.Errorf("%d editions, %d points; want 3 and 6, each once", len(editions), len(points))
		}
		if _, err := g.Store.PublicPoints(ctx, models.Public, models.PointQuery{Cursor: "nonsense"}); models.KindOf(err) != models.Invalid {
			t.Errorf("a cursor of another list: %v", err)
		}
	})
}

func distinct(ids []string) int {
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen)
}
