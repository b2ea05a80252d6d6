package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestRepliesAreAwaitedOnlyInClearance(t *testing.T) {
	const below = "Replies on earlier revisions can be read below."
	for _, c := range []struct {
		name          string
		status        models.SummaryStatus
		revised       bool
		awaited, tell bool
	}{
		{"a draft that was never sent", models.SummaryDraft, false, false, false},
		{"a draft to which organisers had replied", models.SummaryDraft, true, false, true},
		{"in clearance", models.SummaryClearance, false, true, false},
	} {
		d := textOf(c.status, whoDrafts)
		if c.revised {
			d.Of.Clearances = []models.ClearanceRow{{Clearance: models.Clearance{OrganiserID: "1", PointID: "p", Revision: 1, Decision: models.Cleared}}}
		}
		answers := d
		answers.View = models.AnswersView
		for _, page := range []string{says(shown(t, ClearanceShow{Desk: d})), says(shown(t, ClearanceShow{Desk: answers}))} {
			if strings.Contains(page, "Awaiting reply") != c.awaited || strings.Contains(page, "No reply") == c.awaited {
				t.Errorf("%s: whether replies are awaited: %s", c.name, page)
			}
		}
		if page := says(shown(t, ClearanceShow{Desk: d})); strings.Contains(page, below) != c.tell {
			t.Errorf("%s: earlier replies: %s", c.name, page)
		}
	}
}
