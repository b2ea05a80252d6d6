package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestAGrantNamesTheSeriesOfEachSeminar(t *testing.T) {
	choices := models.GrantChoices{Seminars: []models.NamedSeminar{
		{ID: "a", SeriesID: "x", SeriesTitle: models.NewText("en", "Peace"), Title: models.NewText("en", "Opening")},
		{ID: "b", SeriesID: "y", SeriesTitle: models.NewText("en", "Trade"), Title: models.NewText("en", "Opening")},
	}}
	for _, role := range []models.Role{models.CoOrganiser, models.Rapporteur, models.CheckIn} {
		got := rendered(t, GrantNew{Frame: frame(), Form: models.GrantInput{Role: role}, Choices: choices})
		for _, group := range []string{`<optgroup label="Peace"><option value="a">`, `<optgroup label="Trade"><option value="b">`} {
			if !strings.Contains(got, group) {
				t.Errorf("%s: the choice lacks %s", role, group)
			}
		}
	}
	if got := rendered(t, GrantNew{Frame: frame(), Form: models.GrantInput{Role: models.Rapporteur, SeminarID: "b"}, Choices: choices}); !strings.Contains(got, "Opening (Trade)") {
		t.Error("the last step does not name the series of the seminar")
	}
}
