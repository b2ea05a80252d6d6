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

func TestTheSessionsOfARapporteurAreOneRole(t *testing.T) {
	session := func(id, title, within string) models.GrantRow {
		return models.GrantRow{ID: id, Role: models.Rapporteur, SessionID: models.Ref(id), SessionTitle: models.NewText("en", title), Within: models.Ref(within), SeminarTitle: models.NewText("en", "Seminar "+within), SeriesTitle: models.NewText("en", "Peace")}
	}
	all := []models.GrantRow{session("a", "Opening", "x"), {ID: "s", Role: models.Administrator}, session("b", "Closing", "x"), session("c", "Panel", "y"), {ID: "t", Role: models.Secretariat, SeriesID: "p", SeriesTitle: models.NewText("en", "Trade")}}

	var got []string
	for _, group := range grantGroups(all) {
		got = append(got, group.reach(frame().L))
	}
	want := []string{"Opening and Closing (Seminar x · Peace)", "Whole site", "Panel (Seminar y · Peace)", "Trade"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q instead of %q", got, want)
	}
	page := rendered(t, AccountShow{Frame: frame(), Of: models.AccountPage{Grants: all}})
	for _, id := range []string{"a", "b", "c"} {
		if !strings.Contains(page, "/grants/"+id+"/removal") {
			t.Errorf("session %s cannot be taken back alone", id)
		}
	}
}
