package store_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestPointsKeepTheirOrderAndTheirCodes(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(3)
		order := func() string {
			desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
			must(t, err)
			var codes []string
			for _, p := range desk.Points {
				codes = append(codes, p.Code)
			}
			return strings.Join(codes, " ")
		}
		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		first, last := desk.Points[0], desk.Points[2]

		must(t, g.Store.MovePoint(ctx, o.Drafter, o.Summary, first.ID, true))
		if got := order(); got != "F2 F1 F3" {
			t.Errorf("the first moved down: %s", got)
		}
		if err := g.Store.MovePoint(ctx, o.Drafter, o.Summary, last.ID, true); models.KindOf(err) != models.Conflict {
			t.Errorf("the last moved down: %v", err)
		}
		must(t, g.Store.MovePoint(ctx, o.Drafter, o.Summary, last.ID, false))
		must(t, g.Store.RemovePoint(ctx, o.Drafter, o.Summary, first.ID, first.Version))
		o.Point("A further one")
		if got := order(); got != "F2 F3 F4" {
			t.Errorf("after moving, removing and adding: %s", got)
		}
	})
}

func TestTwoSimultaneousAdditionsLoseNothing(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(0)
		before := o.Text().Revision
		var all sync.WaitGroup
		for i := range 8 {
			by := []models.Actor{o.Drafter, o.Publisher}[i%2]
			all.Go(func() {
				if _, err := g.Store.AddPoint(ctx, by, o.Summary, given.PointOf("A point")); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()

		desk, err := g.Store.SummaryDesk(ctx, o.Drafter, o.Summary)
		must(t, err)
		var codes []string
		for _, p := range desk.Points {
			codes = append(codes, p.Code)
		}
		if distinct(codes) != 8 || desk.Summary.Revision != before+8 || len(desk.Summary.Authors) != 2 {
			t.Errorf("codes %v, revision %d after %d, authors %v", codes, desk.Summary.Revision, before, desk.Summary.Authors)
		}
	})
}

func TestTheSourcesOfAPointBelongToItsSeminar(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o, other := g.NewOutcome(0), g.NewOutcome(0)
		theme, err := g.Store.AddTheme(ctx, models.System, other.Series, models.ThemeInput{Name: "Mandates", Language: "en"})
		must(t, err)
		note, err := g.Store.AddNote(ctx, other.Drafter, other.Seminar, other.Session, models.NoteInput{Language: "en", Body: "Elsewhere"})
		must(t, err)
		for field, change := range map[string]func(*models.PointInput){
			"themes":   func(i *models.PointInput) { i.Themes = []string{theme.ID} },
			"sessions": func(i *models.PointInput) { i.Sessions = []string{other.Session} },
			"notes":    func(i *models.PointInput) { i.Notes = []string{note.ID} },
		} {
			in := given.PointOf("A point")
			change(&in)
			if _, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, in); models.ProblemsOf(err)[field].Code != "form.choice" {
				t.Errorf("%s of another series: %v", field, err)
			}
		}
		if n := g.Number("SELECT count(*) FROM points"); n != 0 {
			t.Errorf("%d points were stored", n)
		}
	})
}

// The panel of the seminar was held under the Chatham House Rule. Its speakers
// are found when a text is saved, whether it cites the panel or not; and again
// before clearance and publication, because the programme may have changed.
func TestATextNamesNobodyWhoSpokeInConfidence(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(1)
		refused := func(what, field string, err error) {
			t.Helper()
			if problem := models.ProblemsOf(err)[field]; problem.Code != "point.names_speaker" && problem.Code != "edition.names_speaker" {
				t.Errorf("%s: %v", what, err)
			}
		}
		_, err := g.Store.AddPoint(ctx, o.Drafter, o.Summary, given.PointOf("Ambassador Diallo asked for more"))
		refused("a new point", "body", err)
		p := o.Points()[0]
		_, err = g.Store.EditPoint(ctx, o.Drafter, o.Summary, p.ID, p.Version, given.PointOf("Amara Diallo asked for more", o.Session))
		refused("a changed point", "body", err)
		_, err = g.Store.EditSummary(ctx, o.Drafter, o.Summary, o.Text().Version, models.SummaryInput{Title: "Summary", Intro: "With Amara Diallo.", Language: "en"})
		refused("an introduction", "intro", err)
		_, err = g.Store.CreateSummary(ctx, o.Drafter, o.Seminar, models.SummaryInput{Kind: "conclusions", Title: "What Diallo said", Language: "en"})
		refused("the title of a new text", "title", err)

		o.Point("Ana Souza asked for more")
		join := func() {
			rows, err := g.Store.Session(ctx, models.System, o.Seminar, o.Session)
			must(t, err)
			in := rows.Input("en")
			in.Panellists += "\nAna Souza"
			_, err = g.Store.EditSession(ctx, models.System, o.Seminar, o.Session, rows.Version, in)
			must(t, err)
		}
		join()
		_, err = g.Store.SubmitSummary(ctx, o.Drafter, o.Summary, models.SummaryClearance)
		refused("sent to clearance", "points", err)

		late := g.NewOutcome(0)
		late.Point("Ana Souza asked for more")
		late.Submitted().Cleared()
		o = late
		join()
		_, err = g.Store.PublishSummary(ctx, o.Publisher, o.Summary, models.EditionInput{Revision: o.Text().Revision})
		refused("published", "points", err)
		if n := g.Number("SELECT count(*) FROM editions"); n != 0 {
			t.Errorf("%d editions", n)
		}
	})
}

func TestASecondSummaryOfAKindIsRefusedBesideTheField(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(0)
		_, err := g.Store.CreateSummary(context.Background(), o.Publisher, o.Seminar, models.SummaryInput{Kind: "executive_summary", Title: "Another", Language: "en"})
		if models.ProblemsOf(err)["kind"].Code != "summary.kind_taken" {
			t.Errorf("%v", err)
		}
	})
}

func TestTheListOfSummariesShowsOnlyReadableOnes(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		g.NewOutcome(1) // a text of another seminar
		o := g.NewOutcome(1)
		count := func(by models.Actor) int {
			rows, err := g.Store.Summaries(ctx, by, o.Seminar)
			must(t, err)
			return len(rows)
		}
		if count(o.Drafter) != 1 || count(o.Clearers[0]) != 0 {
			t.Error("a draft must be visible to the secretariat only")
		}
		o.Submitted()
		if count(o.Clearers[0]) != 1 {
			t.Error("a text in clearance is hidden from its organisers")
		}
		rapporteur := g.Actor("Rapporteur", models.GrantInput{Role: models.Rapporteur, SessionID: o.Session})
		if count(rapporteur) != 0 {
			t.Error("a rapporteur reads the summaries")
		}
		if _, err := g.Store.Summaries(ctx, g.Actor("Nobody"), o.Seminar); models.KindOf(err) != models.NotFound {
			t.Errorf("somebody without a role: %v", err)
		}
	})
}

func TestNotesAreForRapporteurAndSecretariat(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		ctx := context.Background()
		o := g.NewOutcome(0)
		rapporteur := g.Actor("Rapporteur", models.GrantInput{Role: models.Rapporteur, SessionID: o.Session})
		note, err := g.Store.AddNote(ctx, rapporteur, o.Seminar, o.Session, models.NoteInput{Language: "ar", Body: "قيل الكثير"})
		must(t, err)
		must(t, addNote(g, o, "By the secretariat"))

		for who, want := range map[string]struct {
			by models.Actor
			n  int
		}{"rapporteur": {rapporteur, 2}, "secretariat": {o.Publisher, 2}, "co-organiser": {o.Clearers[0], 0}} {
			rows, err := g.Store.Notes(ctx, want.by, o.Seminar, "")
			if err != nil || len(rows) != want.n {
				t.Errorf("%s reads %d notes, %v; want %d", who, len(rows), err, want.n)
			}
		}
		if _, err := g.Store.AddNote(ctx, o.Clearers[0], o.Seminar, o.Session, models.NoteInput{Language: "en", Body: "Not mine"}); models.KindOf(err) != models.NotFound {
			t.Errorf("a co-organiser writes notes: %v", err)
		}
		if _, err := g.Store.EditNote(ctx, o.Drafter, o.Seminar, note.ID, 1, models.NoteInput{Language: "en", Body: "Not theirs"}); models.KindOf(err) != models.Forbidden {
			t.Errorf("somebody else edits a note: %v", err)
		}
		_, err = g.Store.EditNote(ctx, rapporteur, o.Seminar, note.ID, 1, models.NoteInput{Language: "ar", Body: "قيل القليل"})
		must(t, err)
		if _, err := g.Store.EditNote(ctx, rapporteur, o.Seminar, note.ID, 1, models.NoteInput{Language: "ar", Body: "مرة أخرى"}); models.KindOf(err) != models.Conflict {
			t.Errorf("a stale edit: %v", err)
		}
	})
}
