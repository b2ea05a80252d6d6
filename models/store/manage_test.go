package store_test

import (
	"slices"
	"testing"
	"time"

	"consultations/models"
	"consultations/tests/given"
)

func home(t *testing.T, g *given.Given, by models.Actor) models.WorkingHome {
	t.Helper()
	h, err := g.Store.WorkingHome(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestATextAwaitsClearanceUntilTheOrganisationReplies(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(3)
		if h := home(t, g, o.Clearers[0]); len(h.Clearances) != 0 {
			t.Errorf("a draft is listed as awaiting clearance: %+v", h.Clearances)
		}
		o.Submitted()

		for _, clearer := range o.Clearers {
			if h := home(t, g, clearer); len(h.Clearances) != 1 || h.Clearances[0].Points != 3 || h.Clearances[0].SummaryID != o.Summary {
				t.Errorf("before: %+v", h.Clearances)
			}
		}
		for who, by := range map[string]models.Actor{"a partner": o.ForPartner, "the drafter": o.Drafter} {
			if h := home(t, g, by); len(h.Clearances) != 0 {
				t.Errorf("tasks of %s: %+v", who, h.Clearances)
			}
		}
		if _, err := g.Store.Decide(t.Context(), o.Clearers[0], o.Summary, models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared}); err != nil {
			t.Fatal(err)
		}
		if h := home(t, g, o.Clearers[0]); len(h.Clearances) != 0 {
			t.Errorf("after: %+v", h.Clearances)
		}
		if h := home(t, g, o.Clearers[1]); len(h.Clearances) != 1 {
			t.Errorf("the other one: %+v", h.Clearances)
		}
	})
}

func TestEverybodySeesOnlyTheirOwnTasks(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		session := p.Session(given.SessionAt("09:00", "10:00", "", ""))
		rapporteur := g.Actor("Rapporteur", models.GrantInput{Role: models.Rapporteur, SessionID: session.ID})
		coOrganiser := g.Actor("Co-organiser", models.GrantInput{Role: models.CoOrganiser, SeminarID: p.Seminar, OrganisationID: p.Host})
		if h := home(t, g, p.By); len(h.Seminars) != 1 || !h.Seminars[0].Announce {
			t.Errorf("the organiser of a draft: %+v", h.Seminars)
		}
		in := given.SeminarIn("Beijing")
		in.Admission, in.Slug = models.AdmissionApproval, p.SeminarSlug
		if _, err := g.Store.EditSeminar(t.Context(), p.By, p.Seminar, 1, in); err != nil {
			t.Fatal(err)
		}
		p.Announced()
		g.Registered(p.Seminar, 1)

		if h := home(t, g, p.By); h.Seminars[0].Pending != 1 || h.Seminars[0].Announce {
			t.Errorf("the organiser: %+v", h.Seminars[0])
		}
		for who, by := range map[string]models.Actor{"the rapporteur": rapporteur, "the co-organiser": coOrganiser} {
			if h := home(t, g, by); len(h.Seminars) != 1 || h.Seminars[0].Pending != 0 || h.MayCreate {
				t.Errorf("%s: %+v", who, h)
			}
		}
		g.At(time.Date(2027, 5, 28, 12, 0, 0, 0, time.UTC))
		if err := g.Store.MoveSeminar(t.Context(), p.By, p.Seminar, models.SeminarConcluded); err != nil {
			t.Fatal(err)
		}
		if h := home(t, g, p.By); !h.Seminars[0].Draft {
			t.Errorf("the secretariat after the seminar: %+v", h.Seminars[0])
		}
		if h := home(t, g, rapporteur); len(h.Notes) != 1 || h.Notes[0].SessionID != session.ID || !h.Notes[0].IsDue(h.Now) {
			t.Errorf("the rapporteur after the session: %+v", h.Notes)
		}
		if h := home(t, g, coOrganiser); len(h.Notes) != 0 {
			t.Errorf("the co-organiser takes notes: %+v", h.Notes)
		}
		if _, err := g.Store.AddNote(t.Context(), rapporteur, p.Seminar, session.ID, models.NoteInput{Language: "en", Body: "What was said."}); err != nil {
			t.Fatal(err)
		}
		if h := home(t, g, rapporteur); len(h.Notes) != 1 || h.Notes[0].Written != 1 || h.Notes[0].IsDue(h.Now) {
			t.Errorf("the rapporteur after the notes: %+v", h.Notes)
		}
	})
}

func TestARapporteurSeesTheirSessionsUntilTheSeminarIsArchived(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme().Announced()
		first, second, third := p.Session(given.SessionAt("09:00", "10:00", "", "")), p.Session(given.SessionAt("10:00", "11:00", "", "")), p.Session(given.SessionAt("11:00", "12:00", "", ""))
		p.Session(given.SessionAt("14:00", "15:00", "", "")) // somebody else's
		rapporteur := g.Actor("Rapporteur", models.GrantInput{Role: models.Rapporteur, SessionIDs: []string{third.ID, second.ID, first.ID}})
		order := func() (ids []string) {
			for _, n := range home(t, g, rapporteur).Notes {
				ids = append(ids, n.SessionID)
			}
			return ids
		}

		if got, want := order(), []string{first.ID, second.ID, third.ID}; !slices.Equal(got, want) {
			t.Errorf("before: %q instead of %q", got, want)
		}
		if _, err := g.Store.AddNote(t.Context(), rapporteur, p.Seminar, first.ID, models.NoteInput{Language: "en", Body: "What was said."}); err != nil {
			t.Fatal(err)
		}
		if got, want := order(), []string{second.ID, third.ID, first.ID}; !slices.Equal(got, want) {
			t.Errorf("after a note: %q instead of %q", got, want)
		}
		head, err := g.Store.SeminarHead(t.Context(), rapporteur, p.Seminar)
		if err != nil || !head.MayNote || head.MayWork || head.MayList || head.MayEdit {
			t.Errorf("the head for a rapporteur: %+v, %v", head, err)
		}
		g.At(time.Date(2027, 5, 28, 12, 0, 0, 0, time.UTC))
		for _, to := range []models.SeminarStatus{models.SeminarConcluded, models.SeminarArchived} {
			if err := given.MoveSeminar(t.Context(), g.Store, p.By, p.Seminar, to); err != nil {
				t.Fatal(err)
			}
		}
		if got := order(); len(got) != 0 {
			t.Errorf("archived: %q", got)
		}
	})
}

func TestAnAdministratorSeesPublicSeriesOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p, hidden := g.NewProgramme().Announced(), g.NewProgramme()
		h := home(t, g, g.Administrator())
		if len(h.Series) != 1 || h.Series[0].ID != p.Series || !h.MayCreate {
			t.Errorf("%+v (%s is hidden)", h.Series, hidden.Series)
		}
	})
}

func TestAPublishedTextNeedsNoClearanceUntilItIsChanged(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(1).Submitted().Cleared()
		cleared := func() int { return home(t, g, o.Publisher).Seminars[0].Cleared }
		if cleared() != 1 {
			t.Error("a cleared text is not among the tasks of its publisher")
		}
		g.Pass(time.Hour)
		o.Published(models.EditionInput{Kind: "original"})
		g.Pass(time.Hour)
		if cleared() != 0 {
			t.Error("a published text is still listed for publication")
		}
	})
}

func TestAChangedTextWaitsForItsOrganisersAgain(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(2).Submitted().Cleared()
		desk, err := g.Store.SummaryDesk(t.Context(), o.Publisher, o.Summary)
		must(t, err)
		if h := home(t, g, o.Clearers[0]); len(h.Clearances) != 0 {
			t.Errorf("a cleared text is listed as awaiting clearance: %+v", h.Clearances)
		}

		p := desk.Points[0]
		o.Corrected()
		_, err = g.Store.EditPoint(t.Context(), o.Publisher, o.Summary, p.ID, p.Version, given.PointOf("Said otherwise"))
		must(t, err)
		o.Submitted()

		if h := home(t, g, o.Clearers[0]); len(h.Clearances) != 1 || h.Clearances[0].Points != 2 {
			t.Errorf("after the change: %+v", h.Clearances)
		}
	})
}

func TestTheSecretariatSeesWhatItCanDoWithAText(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o := g.NewOutcome(2).Submitted()
		point := o.Points()[0].ID
		if m := home(t, g, o.Drafter).Seminars[0]; m.InClearance != 1 || m.Revise != 0 || m.OnlySummary != o.Summary {
			t.Errorf("before a reply: %+v", m)
		}
		for i, says := range []models.ClearanceInput{{Decision: models.Objected, Comment: "Not so."}, {Decision: models.ClearedWithChanges, Proposal: "Otherwise."}} {
			says.Revision, says.PointID = o.Text().Revision, point
			if _, err := g.Store.Decide(t.Context(), o.Clearers[i], o.Summary, says); err != nil {
				t.Fatal(err)
			}
		}

		if m := home(t, g, o.Drafter).Seminars[0]; m.Revise != 1 {
			t.Errorf("after an objection and a proposal on one point: %+v", m)
		}
		if m := home(t, g, o.Clearers[0]).Seminars[0]; m.Revise != 0 {
			t.Errorf("the organiser who objected: %+v", m)
		}
		for _, clearer := range o.Clearers {
			for _, p := range o.Points() {
				if _, err := g.Store.Decide(t.Context(), clearer, o.Summary, models.ClearanceInput{Revision: o.Text().Revision, PointID: p.ID, Decision: models.Cleared}); err != nil {
					t.Fatal(err)
				}
			}
		}
		for who, c := range map[string]struct {
			by   models.Actor
			want int
		}{"the drafter": {o.Drafter, 0}, "a colleague": {o.Publisher, 1}} {
			if m := home(t, g, c.by).Seminars[0]; m.Cleared != c.want || m.Revise != 0 {
				t.Errorf("%s of a cleared text: %+v", who, m)
			}
		}
		o.Other("proceedings", "Proceedings")
		if m := home(t, g, o.Publisher).Seminars[0]; m.OnlySummary != "" {
			t.Errorf("one of two texts: %+v", m)
		}
	})
}
