package store_test

import (
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// TestNoNotesAreTakenInABreak: it is not offered, and one that is asked for is
// refused; notes on a session that has become a break stay readable.
func TestNoNotesAreTakenInABreak(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		panel := p.Session(given.SessionAt("09:00", "10:00", "", ""))
		in := given.SessionAt("10:00", "10:30", "", "")
		in.Kind, in.Attribution = models.Break, ""
		coffee := p.Session(in)
		rapporteur := g.Actor("Rapporteur", models.GrantInput{Role: models.Rapporteur, SessionID: panel.ID})
		note := models.NoteInput{Language: "en", Body: "What was said."}

		for _, by := range []models.Actor{p.By, rapporteur} {
			sessions, err := g.Store.NoteSessions(ctx, by, p.Seminar)
			must(t, err)
			if len(sessions) != 1 || sessions[0].ID != panel.ID {
				t.Errorf("offered: %+v", sessions)
			}
		}
		_, refused := g.Store.AddNote(ctx, p.By, p.Seminar, coffee.ID, note)
		if got := models.ProblemsOf(refused).String(); got != "session session.is_break" {
			t.Errorf("a note on a break: %v", refused)
		}
		_, err := g.Store.AddNote(ctx, rapporteur, p.Seminar, panel.ID, note)
		must(t, err)
		in = given.SessionAt("09:00", "10:00", "", "")
		in.Kind, in.Attribution = models.Break, ""
		_, err = g.Store.EditSession(ctx, p.By, p.Seminar, panel.ID, panel.Version, in)
		must(t, err)
		notes, err := g.Store.Notes(ctx, p.By, p.Seminar, "")
		must(t, err)
		if len(notes) != 1 {
			t.Errorf("%d notes after the session has become a break", len(notes))
		}
	})
}
