package views

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
)

// TestADraftSaysWhichMissingEntriesItMustHave: the next step counts only these,
// and the list below it has more.
func TestADraftSaysWhichMissingEntriesItMustHave(t *testing.T) {
	for status, marked := range map[models.SeminarStatus]bool{models.SeminarDraft: true, models.SeminarAnnounced: false} {
		got := rendered(t, SeminarDesk{Frame: frame(), Desk: models.SeminarDesk{
			Head:         models.SeminarHead{ID: "m", Status: status, MayWork: true, MayEdit: true, Next: models.NextStep{Step: models.StepComplete, Count: 1}},
			StillMissing: []models.MissingItem{{Code: "seminar.missing_organiser", Stops: true}, {Code: "seminar.missing_sessions"}},
		}})

		if !strings.Contains(got, "An organiser – required before the seminar can be announced") || strings.Contains(got, "A session in the programme – can also be added after the announcement") != marked {
			t.Errorf("%s: %s", status, got)
		}
	}
}

func TestCapacitiesInASessionAreSingularOrPlural(t *testing.T) {
	people := func(c models.Capacity, n int) []models.SessionPerson {
		var all []models.SessionPerson
		for range n {
			all = append(all, models.SessionPerson{Name: "Ling Wu", Capacity: c})
		}
		return all
	}
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, c := range models.SessionCapacities {
			one, several := peopleLines(l, people(c, 1))[0].Label, peopleLines(l, people(c, 3))[0].Label
			if one != l.T("capacity."+string(c)) || several == one && code != "zh" {
				t.Errorf("%s %s: %q for one, %q for three", code, c, one, several)
			}
		}
	}
	if got := peopleLines(locale.OrEnglish("ar"), people("panellist", 2))[0].Label; got != "عضوا حلقة النقاش" {
		t.Errorf("two panellists in Arabic: %q", got)
	}
	if got := peopleLines(locale.OrEnglish("ru"), people("panellist", 21))[0].Label; got != "Участники дискуссии" {
		t.Errorf("21 panellists in Russian: %q", got)
	}
}
