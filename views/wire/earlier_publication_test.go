package wire

import (
	"testing"
	"time"

	"consultations/models"
)

func TestARestatementIsCitedByItsOwnYear(t *testing.T) {
	for name, c := range map[string]struct {
		earlier *models.EarlierPublication
		want    string
	}{
		"a cleared edition":                     {nil, "2007"},
		"a restatement":                         {&models.EarlierPublication{Kind: models.Restated, IssuedOn: "2008-06"}, "2026"},
		"a reproduction":                        {&models.EarlierPublication{Kind: models.Reproduced, IssuedOn: "2008-06"}, "2008"},
		"a reproduction, the date is not known": {&models.EarlierPublication{Kind: models.Reproduced}, "2026"},
	} {
		e := models.PublicEdition{EditionRow: models.EditionRow{PublishedAt: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}, Document: models.Document{StartsOn: "2007-03-26", EarlierPublication: c.earlier}}
		if got := CitedOn(e).Year(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
