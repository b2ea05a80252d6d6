package views

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

var (
	whoDrafts  = models.Actor{Via: models.ViaAccount, AccountID: "drafter", Grants: []models.Grant{{Role: models.Secretariat, SeriesID: "s"}}}
	colleague  = models.Actor{Via: models.ViaAccount, AccountID: "colleague", Grants: whoDrafts.Grants}
	whoKeeps   = models.Actor{Via: models.ViaAccount, AccountID: "drafter", Grants: append([]models.Grant{{Role: models.Administrator}}, whoDrafts.Grants...)}
	clearsBoth = models.Actor{Via: models.ViaAccount, AccountID: "clearer", Grants: []models.Grant{
		{Role: models.CoOrganiser, SeminarID: "m", OrganisationID: "a"}, {Role: models.CoOrganiser, SeminarID: "m", OrganisationID: "b"},
	}}
	tag = regexp.MustCompile(`<[^>]*>`)
)

// shown renders a page in English.
func shown(t *testing.T, page parts.Page) string {
	t.Helper()
	var out strings.Builder
	if err := page.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	return html[strings.Index(html, "<main"):]
}

// says is the text of what was rendered.
func says(html string) string {
	return strings.Join(strings.Fields(tag.ReplaceAllString(html, " ")), " ")
}

// textOf is a working text of one point for two organisers, as its reader sees
// it.
func textOf(status models.SummaryStatus, by models.Actor) Desk {
	l, _ := locale.For("en")
	point := models.PointRow{Point: models.Point{ID: "p", Code: "F1", Kind: "finding", Body: models.NewText("en", "Mandates must be kept."), Voice: "participants", Strength: "noted"}}
	return Desk{
		Frame: parts.Frame{L: l, Path: "/elsewhere", Nav: []parts.NavLink{{Href: "/manage", Label: "x"}}}, By: by,
		Of: models.SummaryDesk{
			Summary:    models.Summary{ID: "y", Title: models.NewText("en", "Executive summary"), Kind: "executive_summary", Status: status, Revision: 2, Authors: models.List{"drafter"}},
			Seminar:    models.Seminar{ID: "m", SeriesID: "s", Slug: "beijing", Status: models.SeminarConcluded},
			SeriesSlug: "peace", Points: []models.PointRow{point},
			Organisers: []models.DeskOrganiser{
				{ID: "1", OrganisationID: "a", Name: models.NewText("en", "Ministry of Canaries"), Role: "host", Represented: true},
				{ID: "2", OrganisationID: "b", Name: models.NewText("en", "Institute of Larks"), Role: "co_organiser", Represented: true},
			},
		},
	}
}

func published(d Desk) Desk {
	d.Of.Summary.Authors = models.List{}
	d.Of.Editions = []models.DeskEdition{{Number: 3, Kind: "original", PublishedAt: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)}}
	return d
}

func TestAPublishedTextSaysSoAndLeadsToItsEdition(t *testing.T) {
	const link = `href="/series/peace/beijing/summary/editions/3"`
	before := shown(t, DeskShow{textOf(models.SummaryCleared, colleague)})
	if strings.Contains(before, link) || !regexp.MustCompile(`class="tag[^>]*>\s*(<[^>]*>\s*)*Cleared`).MatchString(before) {
		t.Errorf("a cleared text: %s", before)
	}

	html := shown(t, DeskShow{published(textOf(models.SummaryCleared, colleague))})

	head := html[:strings.Index(html, "</header>")]
	if !strings.Contains(head, link) || !strings.Contains(says(head), "Executive summary Published") || !strings.Contains(says(head), "Read the edition") {
		t.Errorf("a published text: %s", head)
	}
	if current := regexp.MustCompile(`aria-current="step"\s*>\s*<span>([^<]*)`).FindStringSubmatch(head); current == nil || current[1] != "Published" {
		t.Errorf("the present step is %q", current)
	}
	desk := published(textOf(models.SummaryCleared, colleague))
	list := shown(t, SummaryList{Frame: desk.Frame, Summaries: []models.SummaryRow{{Summary: desk.Of.Summary, Points: 1, Edition: 3}}})
	if strings.Contains(says(list), "Cleared") || !strings.Contains(says(list), "Executive summary Published 1 Edition 3") {
		t.Errorf("the list of summaries: %s", says(list))
	}
}

func TestPublishingAsksAndSaysWhatFollows(t *testing.T) {
	desk := textOf(models.SummaryCleared, colleague)
	again := published(textOf(models.SummaryCleared, colleague))
	again.Of.Summary.Authors = models.List{"drafter"}
	for name, d := range map[string]Desk{"the first edition": desk, "a further edition": again} {
		html := shown(t, EditionList{Desk: d})
		form := html[strings.Index(html, `action="/manage/summaries/y/editions"`):]
		form = form[:strings.Index(form, "</form>")]
		box := strings.Index(form, `class="confirm"`)
		if box < 0 {
			t.Fatalf("%s is published without a question: %s", name, form)
		}
		if buttons := regexp.MustCompile(`<button type="submit"[^>]*>`).FindAllString(form[:box], -1); len(buttons) != 1 || !strings.Contains(buttons[0], "disabled") {
			t.Errorf("%s: %v send the form before the question", name, buttons)
		}
		if !strings.Contains(form[box:], `type="submit"`) {
			t.Errorf("%s: the question sends nothing", name)
		}
		for _, want := range []string{"Publish “Executive summary”?", "becomes public at once", "cannot be undone"} {
			if !strings.Contains(says(form[box:]), want) {
				t.Errorf("%s: the question does not say %q: %s", name, want, says(form[box:]))
			}
		}
		if (name == "a further edition") != strings.Contains(form[:box], `name="reason"`) {
			t.Errorf("%s: the reason: %s", name, form)
		}
	}
}

func TestOrganisersForWhomNobodyCanReplyAreNamed(t *testing.T) {
	const lark, grants = "Nobody can reply yet on behalf of: Institute of Larks.", `href="/manage/accounts"`
	for _, c := range []struct {
		name        string
		status      models.SummaryStatus
		by          models.Actor
		represented bool
		said, link  bool
	}{
		{"everybody has somebody", models.SummaryClearance, whoKeeps, true, false, false},
		{"for the secretariat", models.SummaryClearance, whoDrafts, false, true, false},
		{"before the text is sent", models.SummaryDraft, whoDrafts, false, true, false},
		{"for those who give roles", models.SummaryClearance, whoKeeps, false, true, true},
		{"for another organiser", models.SummaryClearance, clearsBoth, false, false, false},
	} {
		d := textOf(c.status, c.by)
		d.Of.Organisers[1].Represented = c.represented
		html := shown(t, ClearanceShow{Desk: d})
		notice := html[strings.Index(html, "</header>"):]
		if strings.Contains(says(notice), lark) != c.said || strings.Contains(notice, grants) != c.link {
			t.Errorf("%s: %s", c.name, says(notice))
		}
	}
	d := textOf(models.SummaryDraft, whoDrafts)
	d.Of.Organisers[1].Represented = false
	html := shown(t, DeskShow{d})
	question := html[strings.Index(html, `id="to-clearance"`):]
	if question = says(question[:strings.Index(question, "</form>")]); !strings.Contains(question, lark) || !strings.Contains(question, "role “Co-organiser”") {
		t.Errorf("the question before the text is sent: %s", question)
	}
}

func TestEachReplyStandsBesideThePointAndNamesItsOrganiser(t *testing.T) {
	html := shown(t, ClearanceShow{Desk: textOf(models.SummaryClearance, clearsBoth)})
	forms := strings.Split(html, `<form class="para"`)[1:]
	if len(forms) != 2 {
		t.Fatalf("%d forms", len(forms))
	}
	for i, organiser := range []string{"Ministry of Canaries", "Institute of Larks"} {
		form := says(strings.SplitN(forms[i], "</form>", 2)[0])
		if !strings.Contains(form, "F1 Mandates must be kept.") || !strings.Contains(form, organiser) {
			t.Errorf("form %d: %s", i+1, form)
		}
		if strings.Contains(form, "optional") {
			t.Errorf("form %d calls the comment optional, which an objection needs: %s", i+1, form)
		}
	}
}

func TestThePointToBeChangedIsOneLinkAwayFromItsReplies(t *testing.T) {
	answered := func(by models.Actor, said models.Decision) string {
		d := textOf(models.SummaryClearance, by)
		d.View = models.AnswersView
		d.Of.Clearances = []models.ClearanceRow{{Clearance: models.Clearance{OrganiserID: "1", PointID: "p", Revision: 2, Decision: said, Comment: "Not so."}}}
		return shown(t, ClearanceShow{Desk: d})
	}
	const link = `href="/manage/summaries/y/points/p"`
	for _, c := range []struct {
		name string
		by   models.Actor
		said models.Decision
		want bool
	}{
		{"an objection, for the secretariat", whoDrafts, models.Objected, true},
		{"a change, for the secretariat", whoDrafts, models.ClearedWithChanges, true},
		{"a comment on a cleared point", whoDrafts, models.Cleared, false},
		{"an objection, for an organiser", clearsBoth, models.Objected, false},
	} {
		if html := answered(c.by, c.said); strings.Contains(html, link) != c.want || !strings.Contains(html, "Not so.") && c.by.AccountID == "drafter" {
			t.Errorf("%s: %s", c.name, html)
		}
	}
}

func TestTheDeskSaysWhoMayPublishAndWhyTheReaderMayNot(t *testing.T) {
	for _, c := range []struct {
		what       string
		by         models.Actor
		publishers []string
		want, not  string
	}{
		{"whoever drafts", whoDrafts, []string{"Amara", "Omar"}, "You cannot publish a text that you helped to draft", "Nobody can publish"},
		{"whoever drafts reads the names", whoDrafts, []string{"Amara", "Omar"}, "May publish this text: Amara and Omar.", "Nobody can publish"},
		{"a colleague", colleague, []string{"Amara"}, "May publish this text: Amara.", "You cannot publish"},
		{"everybody drafted", whoDrafts, nil, "Nobody can publish this text at present", "May publish"},
		{"a co-organiser", clearsBoth, []string{"Amara"}, "Mandates must be kept.", "May publish"},
	} {
		d := textOf(models.SummaryCleared, c.by)
		d.Of.Publishers = c.publishers
		if got := says(shown(t, DeskShow{d})); !strings.Contains(got, c.want) || strings.Contains(got, c.not) {
			t.Errorf("%s: %s", c.what, got)
		}
	}
}

func TestPointsWithoutATranslationAreMarkedOneByOne(t *testing.T) {
	d := textOf(models.SummaryClearance, whoDrafts)
	d.Of.Points[0].Body = models.NewText("en", "Here in English.")
	other := d.Of.Points[0]
	other.ID, other.Code, other.Body = "q", "F2", models.NewText("fr", "En français seulement.")
	d.Of.Points = append(d.Of.Points, other)
	edition := models.PublicEdition{Document: models.Document{Title: d.Of.Summary.Title, Language: "en", Points: []models.DocumentPoint{
		{Code: "F1", Kind: "finding", Body: d.Of.Points[0].Body}, {Code: "F2", Kind: "finding", Body: other.Body}}}}
	for what, page := range map[string]parts.Page{
		"the desk": DeskShow{d}, "clearance": ClearanceShow{Desk: d}, "the public page": EditionShow{Frame: frame(), Edition: edition},
	} {
		html := shown(t, page)
		if n := strings.Count(html, `class="in-original`); n != 1 {
			t.Errorf("%s: %d points are marked", what, n)
		}
		before, _, _ := strings.Cut(html, "En français seulement.")
		if at := strings.LastIndex(before, `class="in-original`); at < strings.LastIndex(before, "Here in English.") {
			t.Errorf("%s: the mark is not with its point", what)
		}
		if !strings.Contains(html, "Parts of this text are not available in English") {
			t.Errorf("%s: the notice is missing or says that nothing is translated", what)
		}
	}
}

// TestABreakIsNotOfferedAsTheBasisOfAPoint: unless the point was based on it
// before; leaving it out of the form would remove it unnoticed.
func TestABreakIsNotOfferedAsTheBasisOfAPoint(t *testing.T) {
	sessions := []models.SessionTitle{{ID: "p", Title: models.NewText("en", "Panel"), Attribution: models.OnRecord}, {ID: "c", Title: models.NewText("en", "Coffee")}}
	for _, chosen := range [][]string{{"p"}, {"c"}} {
		form := PointForm{Desk: Desk{Frame: frame(), Of: models.SummaryDesk{Sessions: sessions}}}
		form.Form.Sessions = chosen

		got := rendered(t, form)

		if !strings.Contains(got, "Panel") || strings.Contains(got, "Coffee") != (chosen[0] == "c") {
			t.Errorf("chosen %v: the break is offered: %t", chosen, strings.Contains(got, "Coffee"))
		}
	}
}

// TestAddresseesAreInTheLanguageOfTheText: they have no translations, so a page
// in another language says which language they are in.
func TestAddresseesAreInTheLanguageOfTheText(t *testing.T) {
	arabic, _ := locale.For("ar")
	d := textOf(models.SummaryClearance, whoDrafts)
	d.L, d.Of.Summary.Language = arabic, "en"
	d.Of.Points[0].Addressees = models.Addressees{{Name: "Security Council", Basis: models.Explicit}, {Name: "Member States", Basis: models.Inferred}}
	public := EditionShow{Frame: frame(), Edition: models.PublicEdition{Document: models.Document{Title: d.Of.Summary.Title, Language: "en", Points: []models.DocumentPoint{
		{Code: "F1", Kind: "finding", Body: d.Of.Points[0].Body, Addressees: d.Of.Points[0].Addressees}}}}}
	public.L = arabic
	for what, page := range map[string]parts.Page{"the desk": DeskShow{d}, "clearance": ClearanceShow{Desk: d}, "the public page": public} {
		html := shown(t, page)
		for _, name := range []string{"Security Council", "Member States"} {
			if !strings.Contains(html, `<span lang="en" dir="ltr">`+name+`</span>`) {
				t.Errorf("%s: the language of %s is not marked", what, name)
			}
		}
		if strings.Count(html, arabic.T("document.inferred")) != 1 {
			t.Errorf("%s does not say who was inferred", what)
		}
	}
}

func TestWhoClearsAPointReadsWhoseViewItIsAndHowFirm(t *testing.T) {
	d := textOf(models.SummaryClearance, models.Actor{})
	d.Of.Points[0].Addressees = []models.Addressee{{Name: "Member States", Basis: models.Explicit}}

	page := says(shown(t, ClearanceShow{Desk: d}))

	if !strings.Contains(page, "Mandates must be kept. Addressed to: Member States Participants Noted") {
		t.Error(page)
	}
}

func TestTheIntroductionHasAHeadingOfItsOwn(t *testing.T) {
	d := textOf(models.SummaryDraft, whoDrafts)
	d.Of.Summary.Intro = models.NewText("en", "Two days in Beijing.")

	page := says(shown(t, DeskShow{d}))

	if !strings.Contains(page, "Introduction Two days in Beijing. Points") {
		t.Error(page)
	}
}

func TestWhyATextCannotBePublishedIsASentence(t *testing.T) {
	hidden := textOf(models.SummaryCleared, colleague)
	hidden.Of.Seminar.Status = models.SeminarDraft
	for _, l := range locale.All() {
		for _, d := range []Desk{textOf(models.SummaryDraft, colleague), textOf(models.SummaryCleared, whoDrafts), hidden} {
			d.L = l
			if why := (EditionList{Desk: d}).obstacle(); !strings.HasSuffix(why, ".") && !strings.HasSuffix(why, "。") {
				t.Errorf("%s: %q", l.Code(), why)
			}
		}
	}
}

func TestASessionOnWhichAPointRestsIsInItsOwnLanguage(t *testing.T) {
	d := textOf(models.SummaryDraft, whoDrafts)
	d.Of.Sessions = []models.SessionTitle{{ID: "n", Title: models.NewText("fr", "Les mandats"), Attribution: models.OnRecord}}
	d.Of.Points[0].Sources = []models.PointSource{{SessionID: "n"}}

	html := shown(t, DeskShow{d})

	if !strings.Contains(html, `<span lang="fr" dir="ltr">Les mandats</span>`) || !strings.Contains(says(html), "Les mandats") {
		t.Error(html)
	}
}

func TestAClearedTextIsCorrectedOnlyAfterItsPublication(t *testing.T) {
	correction := published(textOf(models.SummaryCleared, colleague))
	correction.Of.Summary.Authors = models.List{"drafter"}
	for _, c := range []struct {
		name, says, not string
		desk            Desk
	}{
		{"before the first edition", "Return to draft", "Start a correction", textOf(models.SummaryCleared, colleague)},
		{"published", "Start a correction", "Return to draft", published(textOf(models.SummaryCleared, colleague))},
		{"a correction that is cleared", "Return to draft", "Start a correction", correction},
	} {
		if page := says(shown(t, EditionList{Desk: c.desk})); !strings.Contains(page, c.says) || strings.Contains(page, c.not) {
			t.Errorf("%s: %s", c.name, page)
		}
	}
	if page := says(shown(t, EditionList{Desk: correction})); !strings.Contains(page, "Corrigendum Corrects mistakes; nothing else changes.") {
		t.Errorf("the kinds of a further edition are not explained: %s", page)
	}
}

func TestAPointHasAParagraphOfTheOriginalOnlyIfThereIsOne(t *testing.T) {
	form := PointForm{Desk: textOf(models.SummaryDraft, colleague)}
	asks := func() bool { return strings.Contains(shown(t, form), `name="paragraph"`) }
	if asks() {
		t.Error("the form asks for a paragraph of an original that nobody has named")
	}
	form.Form.Paragraph = "P2"
	if !asks() {
		t.Error("the paragraph of the point is lost when it is saved")
	}
	form.Form.Paragraph, form.Of.Summary.Reference = "", models.NewText("en", "A/61/1")
	if !asks() {
		t.Error("the form does not ask for the paragraph of the original")
	}
}

// TestAPublishedTextSaysHowItIsChanged: a restatement is never cleared, so that
// nobody can start a correction of it.
func TestAPublishedTextSaysHowItIsChanged(t *testing.T) {
	cleared := published(textOf(models.SummaryCleared, colleague))
	restated := published(textOf(models.SummaryReview, colleague))
	restated.Of.Summary.EarlierPublication = &models.EarlierPublication{Kind: models.Restated}
	for name, c := range map[string]struct {
		desk      Desk
		corrected bool
	}{"a cleared text": {cleared, true}, "a restatement": {restated, false}} {
		page := says(shown(t, EditionList{Desk: c.desk}))
		if !strings.Contains(page, "already been published. A further edition can be published once the text has been changed.") || strings.Contains(strings.ToLower(page), "start a correction") != c.corrected {
			t.Errorf("%s: %s", name, page)
		}
	}
}

func TestTheColumnOfAButtonHasItsName(t *testing.T) {
	html := says(shown(t, EditionList{Desk: published(textOf(models.SummaryCleared, colleague))}))
	if strings.Contains(html, "Remove") || strings.Count(html, "Withdraw") != 2 {
		t.Errorf("the editions: %s", html)
	}
}

func TestATextWhoseEditionsAreAllWithdrawnSaysSoAndCanBeRevised(t *testing.T) {
	at := time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)
	d := published(textOf(models.SummaryCleared, colleague))
	d.Of.Editions[0].WithdrawnAt, d.Of.Editions[0].WithdrawnWhy = &at, "A name was wrong."

	desk := shown(t, DeskShow{d})
	head := desk[:strings.Index(desk, "</header>")]
	if !strings.Contains(says(head), "Executive summary Withdrawn") || !strings.Contains(says(head), "All editions have been withdrawn. Next: change the text") || !strings.Contains(head, `href="/manage/summaries/y/editions"`) {
		t.Errorf("the desk: %s", says(head))
	}
	if current := regexp.MustCompile(`aria-current="step"\s*>\s*<span>([^<]*)`).FindStringSubmatch(head); current == nil || current[1] != "Withdrawn" {
		t.Errorf("the present step is %q", current)
	}
	editions := shown(t, EditionList{Desk: d})
	if page := says(editions); !strings.Contains(page, "All editions of this text have been withdrawn.") || !strings.Contains(page, "Start a revision") || strings.Contains(page, "stays as it is") || strings.Contains(page, "already been published") {
		t.Errorf("the editions: %s", page)
	}
	if !strings.Contains(editions, `action="/manage/summaries/y/correction"`) {
		t.Error("no form begins the revision")
	}
	list := says(shown(t, SummaryList{Frame: d.Frame, Summaries: []models.SummaryRow{{Summary: d.Of.Summary, Points: 1, Editions: 1}}}))
	if strings.Contains(list, "Cleared") || !strings.Contains(list, "Executive summary Withdrawn") {
		t.Errorf("the list of summaries: %s", list)
	}
}

func TestTheFormOfAWithdrawalSaysWhoIsTold(t *testing.T) {
	const told = "are informed by e-mail, with the reason."
	for _, earlier := range []*models.EarlierPublication{nil, {Kind: models.Restated}} {
		e := models.DeskEdition{ID: "e", Number: 3, EarlierPublication: earlier}
		page := says(shown(t, EditionWithdraw{Desk: published(textOf(models.SummaryCleared, colleague)), Edition: e}))
		if strings.Contains(page, told) != (earlier == nil) {
			t.Errorf("an earlier publication %v: %s", earlier, page)
		}
	}
}
