package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestTheNextStepLeadsToTheFieldThatIsMissing(t *testing.T) {
	for step, want := range map[models.SeminarStep][]string{
		models.StepOpen:  {"Next: set the registration period.", `href="/manage/seminars/m/edit#f-registration_closes_at"`},
		models.StepSeats: {"Next: set the number of seats", `href="/manage/seminars/m/edit#f-seats"`},
	} {
		head := models.SeminarHead{ID: "m", Status: models.SeminarAnnounced, MayEdit: true, MayList: true, Next: models.NextStep{Step: step}}
		got := rendered(t, InvitationList{Frame: frame(), Head: head})
		for _, text := range want {
			if !strings.Contains(got, text) {
				t.Errorf("%s: the page lacks %s", step, text)
			}
		}
		form := rendered(t, SeminarForm{Frame: frame()})
		if _, id, _ := strings.Cut(want[1], "#"); !strings.Contains(form, `id="`+id) {
			t.Errorf("%s: the form has no field %s", step, id)
		}
	}
}

// TestAStepOnThePageThatIsShownHasNoButton: it would lead to the same page.
func TestAStepOnThePageThatIsShownHasNoButton(t *testing.T) {
	head := models.SeminarHead{ID: "m", Status: models.SeminarConcluded, MayWork: true, MayEdit: true, MayDraft: true, MayList: true, Next: models.NextStep{Step: models.StepIssue}}
	summaries := models.SummaryRow{Summary: models.Summary{ID: "y", Title: models.NewText("en", "Executive summary"), Kind: "executive_summary", Status: models.SummaryDraft}}

	elsewhere := rendered(t, InvitationList{Frame: frame(), Head: head})
	here := rendered(t, SummaryList{Frame: frame(), Head: head, Summaries: []models.SummaryRow{summaries}})

	if !strings.Contains(elsewhere, "Open the summaries") || strings.Contains(here, "Open the summaries") {
		t.Error("the button leads to the page on which it stands, or is missing elsewhere")
	}
	if !strings.Contains(here, `href="/manage/summaries/y"`) {
		t.Error("nothing leads to the summary")
	}
}
