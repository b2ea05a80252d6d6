package models_test

import (
	"testing"
	"time"

	"consultations/models"
)

func TestATextIsPublishedUntilItIsChangedOrWithdrawn(t *testing.T) {
	at := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	standing := models.DeskEdition{Number: 1}
	withdrawn := models.DeskEdition{Number: 2, WithdrawnAt: &at}
	earlier := &models.EarlierPublication{Kind: models.Restated}
	for _, c := range []struct {
		name      string
		summary   models.Summary
		editions  []models.DeskEdition // newest first
		published bool
		unchanged bool
		edition   int
	}{
		{"cleared, without an edition", models.Summary{Status: models.SummaryCleared}, nil, false, false, 0},
		{"published", models.Summary{Status: models.SummaryCleared}, []models.DeskEdition{standing}, true, true, 1},
		{"changed since", models.Summary{Status: models.SummaryCleared, Authors: models.List{"who"}}, []models.DeskEdition{standing}, false, false, 1},
		{"a correction begun", models.Summary{Status: models.SummaryDraft}, []models.DeskEdition{standing}, false, false, 1},
		{"the only edition withdrawn", models.Summary{Status: models.SummaryCleared}, []models.DeskEdition{withdrawn}, false, true, 0},
		{"the newest edition withdrawn", models.Summary{Status: models.SummaryCleared}, []models.DeskEdition{withdrawn, standing}, true, true, 1},
		{"a restated draft that was published", models.Summary{Status: models.SummaryDraft, EarlierPublication: earlier}, []models.DeskEdition{standing}, true, true, 1},
		{"a restated draft that was changed since", models.Summary{Status: models.SummaryDraft, EarlierPublication: earlier, Authors: models.List{"who"}}, []models.DeskEdition{standing}, false, false, 1},
	} {
		desk := models.SummaryDesk{Summary: c.summary, Editions: c.editions}
		if desk.IsPublished() != c.published || desk.IsUnchanged() != c.unchanged || desk.Edition() != c.edition {
			t.Errorf("%s: published %v, unchanged %v, edition %d", c.name, desk.IsPublished(), desk.IsUnchanged(), desk.Edition())
		}
		row := models.SummaryRow{Summary: c.summary, Editions: len(c.editions), Edition: c.edition}
		if row.IsPublished() != c.published {
			t.Errorf("%s: published in the list of summaries: %v", c.name, row.IsPublished())
		}
		if withdrawn := c.unchanged && !c.published; desk.IsWithdrawn() != withdrawn || row.IsWithdrawn() != withdrawn {
			t.Errorf("%s: withdrawn %v, in the list of summaries %v", c.name, desk.IsWithdrawn(), row.IsWithdrawn())
		}
	}
}
