package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestAGrantNamesTheSeriesAndTheDateOfEachSeminar(t *testing.T) {
	choices := models.GrantChoices{Seminars: []models.NamedSeminar{
		{ID: "a", SeriesID: "x", SeriesTitle: models.NewText("en", "Peace"), Title: models.NewText("en", "Opening"), StartsOn: "2027-05-26", EndsOn: "2027-05-27"},
		{ID: "b", SeriesID: "y", SeriesTitle: models.NewText("en", "Trade"), Title: models.NewText("en", "Opening"), Year: new(2028)},
		{ID: "c", SeriesID: "y", SeriesTitle: models.NewText("en", "Trade"), Title: models.NewText("en", "Opening"), StartsOn: "2029-05-26", EndsOn: "2029-05-26"},
	}, Sessions: []models.NamedSession{{ID: "n", Title: models.NewText("en", "Plenary"), StartsLocal: "2027-05-26T09:00"}}}
	for _, role := range []models.Role{models.CoOrganiser, models.Rapporteur, models.CheckIn} {
		got := rendered(t, GrantNew{Frame: frame(), Form: models.GrantInput{Role: role}, Choices: choices})
		for _, group := range []string{`<optgroup label="Peace"><option value="a">Opening · 26–27 May 2027</option>`, `<optgroup label="Trade"><option value="b">Opening · 2028, date not confirmed</option><option value="c">Opening · 26 May 2029</option>`} {
			if !strings.Contains(got, group) {
				t.Errorf("%s: the choice lacks %s", role, group)
			}
		}
	}
	last := rendered(t, GrantNew{Frame: frame(), Form: models.GrantInput{Role: models.Rapporteur, SeminarID: "c"}, Choices: choices})
	for _, text := range []string{"Opening · 26 May 2029 (Trade)", "Plenary", "26 May 2027, 09:00"} {
		if !strings.Contains(last, text) {
			t.Errorf("the last step lacks %s", text)
		}
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
