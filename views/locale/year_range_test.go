package locale

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestTheBoundsOfAYearAreWrittenAsYears(t *testing.T) {
	_, err := models.SeriesInput{Title: "Programme", Language: "en", Started: "1066"}.Check(models.Series{})
	problem, named := models.ProblemsOf(err)["started"]
	if !named {
		t.Fatal(err)
	}
	for _, l := range All() {
		if said := l.Problem(problem); !strings.Contains(said, "1900") || !strings.Contains(said, "2200") {
			t.Errorf("%s: %q", l.Code(), said)
		}
	}
}
