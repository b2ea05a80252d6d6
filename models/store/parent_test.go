package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestAnObjectIsFoundUnderItsOwnParentOnly asks for objects under a parent of
// the same kind that they do not belong to. The program itself asks, so that
// only the parent can be the reason for a refusal.
func TestAnObjectIsFoundUnderItsOwnParentOnly(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		w := given.NewWorld(g)
		s, by, own, foreign := g.Store, models.System, w.Main, w.Foreign
		point := w.NewPoint(by, own.DraftSummary)
		reason := models.WithdrawalInput{Reason: "It was not so"}
		note := models.NoteInput{Language: "en", Body: "Elsewhere"}
		parents := func(own, foreign string, find func(parent string) error) [2]error {
			return [2]error{find(own), find(foreign)}
		}
		for what, got := range map[string][2]error{
			"point":     parents(own.DraftSummary, foreign.DraftSummary, func(p string) error { return errorOf(s.Point(ctx, by, p, point.ID)) }),
			"edition":   parents(own.PublishedSummary, foreign.PublishedSummary, func(p string) error { return errorOf(s.Edition(ctx, by, p, own.Edition)) }),
			"organiser": parents(own.Announced, foreign.Announced, func(p string) error { return errorOf(s.Organiser(ctx, by, p, own.Organiser)) }),
			"session":   parents(own.Draft, own.Announced, func(p string) error { return errorOf(s.Session(ctx, by, p, own.DraftSession)) }),
			"note":      parents(own.Concluded, foreign.Concluded, func(p string) error { return errorOf(s.Note(ctx, by, p, own.Note)) }),
			"theme":     parents(own.Series, foreign.Series, func(p string) error { return errorOf(s.Theme(ctx, by, p, own.Theme)) }),
			"changing a point": parents(own.DraftSummary, foreign.DraftSummary, func(p string) error {
				return errorOf(s.EditPoint(ctx, by, p, point.ID, g.Version("points", point.ID), given.PointOf("Something else was said")))
			}),
			"moving a point": parents(own.DraftSummary, foreign.DraftSummary, func(p string) error { return s.MovePoint(ctx, by, p, point.ID, false) }),
			"withdrawing an edition": parents(own.WithdrawableSummary, foreign.WithdrawableSummary, func(p string) error {
				return errorOf(s.WithdrawEdition(ctx, by, p, own.WithdrawableEdition, reason))
			}),
		} {
			if got[0] != nil || models.KindOf(got[1]) != models.NotFound {
				t.Errorf("%s: %v under its own parent, %v under another one", what, got[0], got[1])
			}
		}
		if err := s.RemovePoint(ctx, by, foreign.DraftSummary, point.ID, g.Version("points", point.ID)); models.KindOf(err) != models.NotFound {
			t.Errorf("removing a point: %v", err)
		}
		drafter := w.Actors["secretariat"]
		if err := errorOf(s.AddNote(ctx, drafter, own.Announced, own.ConcludedSession, note)); models.KindOf(err) != models.NotFound {
			t.Errorf("a note on the session of another seminar: %v", err)
		}
		rapporteur := w.Actors["rapporteur"]
		if err := errorOf(s.EditNote(ctx, rapporteur, own.Announced, own.Note, g.Version("notes", own.Note), note)); models.KindOf(err) != models.NotFound {
			t.Errorf("a note of another seminar: %v", err)
		}
	})
}
