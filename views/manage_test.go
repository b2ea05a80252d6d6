package views

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

func TestATaskLeadsToWhereItIsDone(t *testing.T) {
	l, _ := locale.For("en")
	for _, c := range []struct {
		name       string
		task       models.SeminarTask
		text, href string
	}{
		{"replies are awaited", models.SeminarTask{InClearance: 1, OnlySummary: "y"}, "One summary under clearance", models.AnswersPath("y")},
		{"an organiser objects", models.SeminarTask{InClearance: 1, Revise: 2, OnlySummary: "y"}, "2 points to which organisers object or propose changes", models.AnswersPath("y")},
		{"cleared", models.SeminarTask{Cleared: 1, OnlySummary: "y"}, "One summary cleared and ready to be published", models.EditionsPath("y")},
		{"several texts", models.SeminarTask{Cleared: 2}, "2 summaries cleared and ready to be published", models.SummariesPath("m")},
	} {
		c.task.ID, c.task.Title = "m", models.NewText("en", "Geneva")

		tasks := ManageHome{Frame: parts.Frame{L: l}, Home: models.WorkingHome{Seminars: []models.SeminarTask{c.task}}}.tasks()

		if len(tasks) != 1 || !strings.HasPrefix(tasks[0].Text, c.text) || tasks[0].Href != c.href {
			t.Errorf("%s: %+v", c.name, tasks)
		}
	}
}
