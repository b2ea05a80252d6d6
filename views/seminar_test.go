package views

import (
	"strings"
	"testing"

	"consultations/models"
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
