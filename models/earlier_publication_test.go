package models_test

import (
	"slices"
	"testing"

	"consultations/models"
)

func restated(state models.SummaryStatus) models.Summary {
	m := text(state)
	m.EarlierPublication = &models.EarlierPublication{Kind: models.Restated, Title: models.NewText("en", "Executive summary")}
	return m
}

func TestAnEarlierPublicationNamesEachWrongField(t *testing.T) {
	full := models.EarlierPublicationInput{
		Kind: models.Restated, Title: "Executive summary", IssuedBy: "Government of Norway", IssuedPlace: "Oslo", IssuedOn: "2007-05", URL: "https://example.org/summary", Language: "en",
	}
	for _, c := range []struct {
		name string
		edit func(*models.EarlierPublicationInput)
		want string
	}{
		{"well filled", func(*models.EarlierPublicationInput) {}, ""},
		{"only kind and title are known", func(i *models.EarlierPublicationInput) {
			i.IssuedBy, i.IssuedPlace, i.IssuedOn, i.URL = "", "", "", ""
		}, ""},
		{"issued on a day", func(i *models.EarlierPublicationInput) { i.IssuedOn = "2007-05-11" }, ""},
		{"issued in a year", func(i *models.EarlierPublicationInput) { i.IssuedOn = "2007" }, ""},
		{"issued in a month that does not exist", func(i *models.EarlierPublicationInput) { i.IssuedOn = "2007-13" }, "issued_on form.partial_date"},
		{"issued in a year outside the permitted range", func(i *models.EarlierPublicationInput) { i.IssuedOn = "1899" }, "issued_on form.partial_date"},
		{"no kind", func(i *models.EarlierPublicationInput) { i.Kind = "" }, "kind form.choice"},
		{"no title", func(i *models.EarlierPublicationInput) { i.Title = " " }, "title form.required"},
		{"an incomplete address", func(i *models.EarlierPublicationInput) { i.URL = "example.org" }, "url summary.url_form"},
		{"a seventh language", func(i *models.EarlierPublicationInput) { i.Language = "tlh" }, "language form.choice"},
	} {
		in := full
		c.edit(&in)
		_, err := in.Check(nil)
		if got := models.ProblemsOf(err).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnEarlierPublicationKeepsItsTranslations(t *testing.T) {
	first, err := models.EarlierPublicationInput{Kind: models.Restated, Title: "Executive summary", IssuedPlace: "Oslo", Language: "en"}.Check(nil)
	if err != nil {
		t.Fatal(err)
	}

	p, err := models.EarlierPublicationInput{Kind: models.Restated, IssuedPlace: "Осло", Language: "ru"}.Check(&first)

	if err != nil || p.Title.Source() != "Executive summary" || p.IssuedPlace.Source() != "Oslo" || p.IssuedPlace.In["ru"] != "Осло" {
		t.Errorf("%+v, %v", p, err)
	}
	if first.IssuedPlace.In["ru"] != "" {
		t.Error("the earlier record has changed")
	}
}

func TestOnlyAnUnclearedDraftBecomesAnEarlierPublication(t *testing.T) {
	for name, c := range map[string]struct {
		by       models.Actor
		m        models.Summary
		editions int
		replies  int
		code     string
	}{
		"a draft":                                {drafter, text(models.SummaryDraft), 0, 0, ""},
		"by a colleague":                         {second, text(models.SummaryDraft), 0, 0, ""},
		"a text in review":                       {drafter, text(models.SummaryReview), 0, 0, ""},
		"a text in clearance":                    {drafter, text(models.SummaryClearance), 0, 0, "earlier_publication.in_clearance"},
		"a cleared text":                         {drafter, text(models.SummaryCleared), 0, 0, "earlier_publication.in_clearance"},
		"a correction of a cleared text":         {drafter, text(models.SummaryDraft), 1, 0, "earlier_publication.published"},
		"a published restatement, to correct it": {drafter, restated(models.SummaryDraft), 1, 0, ""},
		"a draft that has a reply":               {drafter, text(models.SummaryDraft), 0, 1, "earlier_publication.in_clearance"},
		"by an organiser":                        {leader, text(models.SummaryDraft), 0, 0, "page.forbidden"},
		"by a co-organiser":                      {clearer, text(models.SummaryDraft), 0, 0, "page.missing"},
		"by another secretariat":                 {foreign, text(models.SummaryDraft), 0, 0, "page.missing"},
		"by the program itself":                  {models.System, text(models.SummaryDraft), 0, 0, ""},
	} {
		if err := c.m.MayRecordEarlier(c.by, talk, c.editions, c.replies); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestAnEarlierPublicationIsPublishedWithoutClearance(t *testing.T) {
	points := []models.Point{{ID: "1", Code: "T1", Body: models.NewText("en", "A trend.")}}
	for name, c := range map[string]struct {
		by     models.Actor
		m      models.Summary
		points []models.Point
		code   string
	}{
		"a colleague":                {second, restated(models.SummaryDraft), points, ""},
		"after review":               {second, restated(models.SummaryReview), points, ""},
		"the program":                {models.System, restated(models.SummaryDraft), points, ""},
		"by one of its authors":      {drafter, restated(models.SummaryDraft), points, "edition.two_people"},
		"an organiser":               {leader, restated(models.SummaryDraft), points, "page.forbidden"},
		"without any point":          {second, restated(models.SummaryDraft), nil, "summary.lacks_points"},
		"an original draft":          {second, text(models.SummaryDraft), points, "edition.not_cleared"},
		"an original text in review": {second, text(models.SummaryReview), points, "edition.not_cleared"},
	} {
		p := models.Publication{Summary: c.m, Seminar: talk, Points: c.points, Open: 1}
		if _, err := (models.EditionInput{Revision: 7}).Publish(c.by, p, "new"); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestAnEarlierPublicationIsNotSentToClearance(t *testing.T) {
	if moves := restated(models.SummaryDraft).Moves(); !slices.Equal(moves, []models.SummaryStatus{models.SummaryReview}) {
		t.Errorf("from draft it can move to %v", moves)
	}
	if moves := restated(models.SummaryReview).Moves(); !slices.Equal(moves, []models.SummaryStatus{models.SummaryDraft}) {
		t.Errorf("from review it can move to %v", moves)
	}
	if moves := text(models.SummaryDraft).Moves(); len(moves) != 2 {
		t.Errorf("an original text can move to %v", moves)
	}
	if err := restated(models.SummaryReview).Submit(drafter, talk, models.SummaryClearance, 1, 1); models.CodeOf(err) != "summary.no_such_move" {
		t.Errorf("sent to clearance: %v", err)
	}
}

func TestNoOrganiserHasClearedAnEarlierPublication(t *testing.T) {
	host := []models.OrganiserRow{{Name: models.NewText("en", "Ministry"), Role: "host"}}
	for name, c := range map[string]struct {
		m       models.Summary
		cleared bool
	}{
		"a restatement":    {restated(models.SummaryDraft), false},
		"an original text": {text(models.SummaryCleared), true},
	} {
		d := models.Publication{Summary: c.m, Seminar: talk}.Document(models.Series{}, host, nil)
		if d.Organisers[0].Cleared != c.cleared || d.EarlierPublication != c.m.EarlierPublication {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func TestATextHasAnOriginalOnceItNamesOne(t *testing.T) {
	for _, c := range []struct {
		says string
		text models.Summary
		want bool
	}{
		{"a new text", models.Summary{Title: models.NewText("en", "Summary")}, false},
		{"a restatement", models.Summary{EarlierPublication: &models.EarlierPublication{Kind: models.Restated}}, true},
		{"a text with a reference", models.Summary{Reference: models.NewText("en", "A/61/1")}, true},
		{"a text with the address of one", models.Summary{ReferenceURL: "https://documents.example.org/1"}, true},
	} {
		if got := c.text.HasOriginal(); got != c.want {
			t.Errorf("%s: %v", c.says, got)
		}
	}
}
