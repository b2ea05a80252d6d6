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

func TestTheFormOfANoteSaysWhatTheRuleOfTheSessionMeans(t *testing.T) {
	session := func(title string, kind models.SessionKind, rule models.Attribution) models.SessionRow {
		return models.SessionRow{Session: models.Session{ID: title, Title: models.NewText("en", title), Kind: kind, Attribution: rule}}
	}
	opening, panel := session("Opening", "plenary", models.OnRecord), session("Panel", "plenary", models.ChathamHouse)
	const rule = "Under the Chatham House Rule"
	for _, c := range []struct {
		name     string
		sessions []models.SessionRow
		says     bool
		of       string
	}{
		{"on the record", []models.SessionRow{opening}, false, ""},
		{"under the rule", []models.SessionRow{panel}, true, ""},
		{"one of each", []models.SessionRow{opening, panel}, true, "It applies to: Panel."},
	} {
		got := rendered(t, NoteList{Frame: frame(), Sessions: c.sessions})
		if strings.Contains(got, rule) != c.says || strings.Contains(got, "It applies to") != (c.of != "") || !strings.Contains(got, c.of) {
			t.Errorf("%s: the rule is mentioned: %v", c.name, strings.Contains(got, rule))
		}
	}
	for attribution, says := range map[models.Attribution]bool{models.OnRecord: false, models.ChathamHouse: true, models.Closed: false} {
		got := rendered(t, NoteEdit{Frame: frame(), Note: models.NoteRow{Attribution: attribution}})
		if strings.Contains(got, rule) != says {
			t.Errorf("a note on a session with the rule %s mentions it: %v", attribution, !says)
		}
	}
}

func TestTheFormOfAPointSaysThatSpeakersAreNotNamed(t *testing.T) {
	for attribution, says := range map[models.Attribution]bool{models.OnRecord: false, models.ChathamHouse: true, models.Closed: true, "": false} {
		form := PointForm{Desk: textOf(models.SummaryDraft, colleague)}
		form.Of.Sessions = []models.SessionTitle{{ID: "p", Title: models.NewText("en", "Panel"), Attribution: attribution}}
		if got := strings.Contains(shown(t, form), "must not name anyone"); got != says {
			t.Errorf("after a session with the rule %q the form says so: %v", attribution, got)
		}
	}
}
