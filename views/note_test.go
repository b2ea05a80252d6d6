package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestNotesOnWhatHasBecomeABreakAreStillShown(t *testing.T) {
	panel := models.SessionRow{Session: models.Session{ID: "panel", Title: models.NewText("en", "Opening")}}
	note := func(session, title, body string) models.NoteRow {
		return models.NoteRow{Note: models.Note{ID: session, SessionID: session, Language: "en", Body: body}, SessionTitle: models.NewText("en", title)}
	}
	page := NoteList{Frame: frame(), Sessions: []models.SessionRow{panel}, Notes: []models.NoteRow{note("coffee", "Coffee", "Said over coffee."), note("panel", "Opening", "Said at the opening.")}}

	got := rendered(t, page)

	for _, text := range []string{"Said over coffee.", "Said at the opening.", `id="session-coffee"`} {
		if strings.Count(got, text) != 1 {
			t.Errorf("%q is shown %d times", text, strings.Count(got, text))
		}
	}
	if strings.Contains(got, `<option value="coffee"`) {
		t.Error("the break is offered for a new note")
	}
}
