package models_test

import (
	"testing"

	"consultations/models"
)

func TestASharedRecordIsChangedByThoseWhoOwnAllItsUses(t *testing.T) {
	grant := func(g models.Grant) models.Actor {
		return models.Actor{Via: models.ViaAccount, AccountID: "a", Grants: []models.Grant{g}}
	}
	mine, sister, theirs := models.Use{SeriesID: "series", SeminarID: "seminar"}, models.Use{SeriesID: "series", SeminarID: "sister"}, models.Use{SeriesID: "another", SeminarID: "x"}
	series, seminar := grant(models.Grant{Role: models.OrganiserRole, SeriesID: "series"}), grant(models.Grant{Role: models.OrganiserRole, SeminarID: "seminar"})
	for name, c := range map[string]struct {
		by   models.Actor
		uses []models.Use
		want models.Kind
	}{
		"an administrator, used elsewhere":                {grant(models.Grant{Role: models.Administrator}), []models.Use{mine, theirs}, ""},
		"the program":                                     {models.System, []models.Use{theirs}, ""},
		"an organiser of the series, not used":            {series, nil, ""},
		"an organiser of the series, used in it":          {series, []models.Use{mine, sister}, ""},
		"an organiser of the series, used elsewhere":      {series, []models.Use{mine, theirs}, models.Forbidden},
		"an organiser of the seminar, used in it":         {seminar, []models.Use{mine}, ""},
		"an organiser of the seminar, used in its series": {seminar, []models.Use{mine, sister}, models.Forbidden},
		"the secretariat, used in its series":             {drafter, []models.Use{mine, sister}, ""},
		"the secretariat, used elsewhere":                 {drafter, []models.Use{theirs}, models.Forbidden},
		"a co-organiser, not used":                        {clearer, nil, models.NotFound},
		"the public, not used":                            {models.Public, nil, models.NotFound},
	} {
		if err := models.MayChangeShared(c.by, c.uses); models.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
