package models_test

import (
	"slices"
	"testing"

	"consultations/models"
)

func TestSpeakersAreNotNamedUnderTheChathamHouseRule(t *testing.T) {
	for name, c := range map[string]struct {
		rule   models.Attribution
		person string
		body   string
		named  bool
	}{
		"a full name":                            {models.ChathamHouse, "Amara Diallo", "As Amara Diallo put it, no.", true},
		"in other letter case":                   {models.Closed, "DIALLO Amara", "Diallo  AMARA said no", true},
		"on the record":                          {models.OnRecord, "Amara Diallo", "As Amara Diallo put it, no.", false},
		"somebody else":                          {models.ChathamHouse, "Amara Diallo", "As Ana Souza put it, no.", false},
		"part of a longer word":                  {models.ChathamHouse, "Li", "Liberty and ability matter.", false},
		"as a separate word":                     {models.ChathamHouse, "Li", "Mr. Li’s point was taken.", true},
		"after part of a word":                   {models.ChathamHouse, "Li", "Ability, said Li.", true},
		"in a script without spaces":             {models.ChathamHouse, "李明", "正如李明所说", true},
		"in Arabic":                              {models.Closed, "أمينة", "قالت أمينة لا", true},
		"with a soft hyphen":                     {models.ChathamHouse, "Amara Diallo", "As Am\u00adara Dial\u00adlo put it, no.", true},
		"with direction marks":                   {models.ChathamHouse, "Amara Diallo", "As Amara\u200e Diallo put it, no.", true},
		"in Arabic with vowels":                  {models.Closed, "أمينة", "قالت أَمِيـنة لا", true},
		"no name at all":                         {models.ChathamHouse, " ", "Nothing", false},
		"the family name alone":                  {models.ChathamHouse, "Amara Diallo", "Ambassador Diallo said no.", true},
		"the family name in capitals":            {models.ChathamHouse, "Amara Diallo", "DIALLO said no.", true},
		"the marked family name, first":          {models.ChathamHouse, "WANG Yi", "Mr. Wang said no.", true},
		"the given name, the family name marked": {models.ChathamHouse, "WANG Yi", "Yi said no.", false},
		"the family name with a hyphen":          {models.ChathamHouse, "Ana SOUZA-LIMA", "Souza-Lima said no.", true},
		"the family name as a common word":       {models.ChathamHouse, "Ian Banks", "The banks of the river.", false},
		"the family name within a word":          {models.ChathamHouse, "Ian Banks", "Banksia grows there.", false},
		"a family name in a date":                {models.ChathamHouse, "Theresa May", "On 12 May and in May 2007, participants met.", false},
		"a family name beside a date":            {models.ChathamHouse, "Theresa May", "On 12 May 2007, as May said, no.", true},
		"any other name before a year":           {models.ChathamHouse, "Amara Diallo", "(Diallo 2007)", true},
		"a single name as a common word":         {models.ChathamHouse, "Peace", "Lasting peace matters.", false},
		"a single name":                          {models.ChathamHouse, "Peace", "Ms. Peace said no.", true},
		"a name typed without capitals":          {models.ChathamHouse, "ian banks", "The banks of the river.", false},
		"a name typed without capitals, named":   {models.ChathamHouse, "ian banks", "Mr. Banks said no.", true},
		"a Chinese family name as an address":    {models.ChathamHouse, "李明", "李先生说", true},
		"a Chinese character within a word":      {models.ChathamHouse, "李明", "行李很多", false},
		"an Arabic family name alone":            {models.ChathamHouse, "أمينة الزهراني", "قالت الزهراني لا", true},
	} {
		speakers := []models.Speaker{{Name: c.person, Attribution: c.rule}}
		point := models.Point{ID: "1", Code: "F2", Body: models.NewText("en", "Other words").With("fr", c.body)}
		if got := models.ProblemsOf(point.CheckSpeakers(speakers))["body"].Code == "point.names_speaker"; got != c.named {
			t.Errorf("%s, in a point: %v", name, got)
		}
		m := text(models.SummaryCleared)
		m.Title, m.Intro = models.NewText("en", "Summary"), models.NewText("en", "Words").With("ar", c.body)
		if got := models.ProblemsOf(m.CheckSpeakers(speakers))["intro"].Code == "point.names_speaker"; got != c.named {
			t.Errorf("%s, in the introduction: %v", name, got)
		}
		m.Title, m.Intro = models.NewText("en", c.body), models.Text{}
		if got := models.ProblemsOf(m.CheckSpeakers(speakers))["title"].Code == "point.names_speaker"; got != c.named {
			t.Errorf("%s, in the title: %v", name, got)
		}
		p := models.Publication{
			Summary: text(models.SummaryCleared), Seminar: talk, Speakers: speakers,
			Points: []models.Point{{ID: "0", Code: "F1", Body: models.NewText("en", "Nothing")}, point},
		}
		_, err := models.EditionInput{Revision: 7}.Publish(second, p, "new")
		problem, named := models.ProblemsOf(err)["points"]
		if named != c.named || named && (problem.Code != "edition.names_speaker" || problem.Args[1] != "F2") {
			t.Errorf("%s, at publication: %v, want named %v", name, err, c.named)
		}
	}
}

// TestAProblemWithANameSaysWhichWord: a family name may be a word that nobody
// took for a name.
func TestAProblemWithANameSaysWhichWord(t *testing.T) {
	speakers := []models.Speaker{{"Fritz LANG", models.ChathamHouse}}
	point := models.Point{Code: "F2", Body: models.NewText("de", "Lang war der Weg.")}

	got := models.ProblemsOf(point.CheckSpeakers(speakers))["body"]
	if want := []any{"word", "Lang", "name", "Fritz LANG"}; !slices.Equal(got.Args, want) {
		t.Errorf("in the point: %v", got.Args)
	}
	got = models.NamedSpeakers(models.Summary{}, []models.Point{{Code: "F1"}, point}, speakers)["points"]
	if want := []any{"point", "F2", "word", "Lang", "name", "Fritz LANG"}; !slices.Equal(got.Args, want) {
		t.Errorf("at publication: %v", got.Args)
	}
}

func TestTheTextsAroundThePointsMayNameWhoAlsoSpokeOnTheRecord(t *testing.T) {
	speakers := []models.Speaker{{"Amara Diallo", models.ChathamHouse}, {"Amara  DIALLO", models.OnRecord}}
	m := text(models.SummaryDraft)
	m.Intro = models.NewText("en", "Minister Diallo opened the seminar.")
	if err := m.CheckSpeakers(speakers); err != nil {
		t.Errorf("the introduction: %v", err)
	}
	p := models.Point{Body: m.Intro}
	if err := p.CheckSpeakers(speakers); err == nil {
		t.Error("a point attributes something to who spoke in confidence")
	}
	p = models.Point{Body: models.NewText("en", "Words"), Addressees: models.Addressees{{Name: "Office of Ambassador Diallo", Basis: models.Inferred}}}
	if models.ProblemsOf(p.CheckSpeakers(speakers))["addressees_inferred"].Code == "" {
		t.Error("an addressee names who spoke in confidence")
	}
}
