package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"consultations/models"
)

var (
	talk    = models.Seminar{ID: "seminar", SeriesID: "series", Status: models.SeminarConcluded}
	drafter = models.Actor{Via: models.ViaAccount, AccountID: "drafter", Grants: []models.Grant{{Role: models.Secretariat, SeriesID: "series"}}}
	second  = models.Actor{Via: models.ViaAccount, AccountID: "second", Grants: []models.Grant{{Role: models.Secretariat, SeriesID: "series"}}}
	foreign = models.Actor{Via: models.ViaAccount, AccountID: "foreign", Grants: []models.Grant{{Role: models.Secretariat, SeriesID: "another"}}}
	leader  = models.Actor{Via: models.ViaAccount, AccountID: "leader", Grants: []models.Grant{{Role: models.OrganiserRole, SeriesID: "series"}}}
	clearer = models.Actor{Via: models.ViaAccount, AccountID: "clearer", Grants: []models.Grant{{Role: models.CoOrganiser, SeminarID: "seminar", OrganisationID: "org"}}}
)

func text(state models.SummaryStatus) models.Summary {
	return models.Summary{ID: "summary", SeminarID: "seminar", Status: state, Revision: 7, Authors: models.List{"drafter"}}
}

func TestOnlyTheSecretariatOfTheSeriesDrafts(t *testing.T) {
	for who, want := range map[string]struct {
		by   models.Actor
		kind models.Kind
	}{
		"the secretariat":                 {drafter, ""},
		"a colleague":                     {second, ""},
		"the program":                     {models.System, ""},
		"an organiser":                    {leader, models.Forbidden},
		"a co-organiser, of a draft":      {clearer, models.NotFound},
		"the secretariat of other series": {foreign, models.NotFound},
		"the public":                      {models.Public, models.NotFound},
	} {
		if err := text(models.SummaryDraft).MayChange(want.by, talk); models.KindOf(err) != want.kind {
			t.Errorf("%s: %v, want %q", who, err, want.kind)
		}
	}
	if err := text(models.SummaryClearance).MayChange(clearer, talk); models.KindOf(err) != models.Forbidden {
		t.Errorf("a co-organiser, of a text in clearance: %v", err)
	}
	if err := text(models.SummaryCleared).MayChange(drafter, talk); models.CodeOf(err) != "summary.is_cleared" {
		t.Errorf("the secretariat, of a cleared text: %v", err)
	}
	if err := text(models.SummaryCleared).MayChange(leader, talk); models.KindOf(err) != models.Forbidden {
		t.Errorf("an organiser, of a cleared text: %v", err)
	}
}

func TestASummaryChangesItsStatusOnlyAsTheTableSays(t *testing.T) {
	states := []models.SummaryStatus{models.SummaryDraft, models.SummaryReview, models.SummaryClearance, models.SummaryCleared}
	allowed := []string{"draft>review", "draft>clearance", "review>clearance", "review>draft", "clearance>draft"}
	for _, from := range states {
		for _, to := range states {
			err := text(from).Submit(drafter, talk, to, 1, 1)
			if want := slices.Contains(allowed, string(from+">"+to)); (err == nil) != want {
				t.Errorf("%s to %s: %v", from, to, err)
			}
		}
	}
	for want, err := range map[string]error{
		"summary.lacks_points":     text(models.SummaryDraft).Submit(drafter, talk, models.SummaryClearance, 0, 1),
		"summary.lacks_organisers": text(models.SummaryReview).Submit(drafter, talk, models.SummaryClearance, 1, 0),
		"page.forbidden":           text(models.SummaryDraft).Submit(leader, talk, models.SummaryClearance, 1, 1),
		"page.missing":             text(models.SummaryDraft).Submit(foreign, talk, models.SummaryClearance, 1, 1),
	} {
		if models.CodeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestAChangeCreatesARevisionAndKeepsTheFirstAuthor(t *testing.T) {
	for _, status := range []models.SummaryStatus{models.SummaryDraft, models.SummaryReview, models.SummaryClearance} {
		before := text(status)
		m := before.Changed(second).Changed(drafter).Changed(second)
		if m.Status != status || m.Revision != 10 || !slices.Equal(m.Authors, models.List{"drafter", "second"}) {
			t.Errorf("%s: %s, revision %d, authors %v", status, m.Status, m.Revision, m.Authors)
		}
		if len(before.Authors) != 1 {
			t.Error("changing a copy changed the original")
		}
	}
	if m := text(models.SummaryDraft).Changed(models.System); len(m.Authors) != 1 {
		t.Errorf("the program is among the authors: %v", m.Authors)
	}
}

func TestMovingAPointMakesNobodyAnAuthorOfTheTextOfOthers(t *testing.T) {
	before := text(models.SummaryDraft)
	m := before.Reordered(second)
	if m.Revision != before.Revision+1 || !slices.Equal(m.Authors, before.Authors) || !m.MayPublish(second, talk) || m.MayPublish(drafter, talk) {
		t.Errorf("revision %d, authors %v", m.Revision, m.Authors)
	}
	before.Authors = nil // a correction that only begins
	if m := before.Reordered(second); !slices.Equal(m.Authors, models.List{"second"}) || m.MayPublish(second, talk) {
		t.Errorf("of a text that nobody else changed: authors %v", m.Authors)
	}
}

func TestATextIsClearedOnlyWhenAllRepliesAreIn(t *testing.T) {
	say := func(organiser, point string, revision int, d models.Decision) models.Clearance {
		return models.Clearance{OrganiserID: organiser, PointID: point, Revision: revision, Decision: d}
	}
	points, both := []string{"1", "2"}, []string{"a", "b"}
	all := []models.Clearance{say("a", "1", 7, models.Cleared), say("a", "2", 7, models.Cleared), say("b", "1", 7, models.Cleared), say("b", "2", 7, models.Cleared)}
	with := func(last models.Clearance) []models.Clearance { return append(slices.Clone(all[:3]), last) }
	for name, c := range map[string]struct {
		organisers []string
		said       []models.Clearance
		open       int
	}{
		"all organisers have cleared all points":    {both, all, 0},
		"one reply is missing":                      {both, all[:3], 1},
		"one organiser wants a change":              {both, with(say("b", "2", 7, models.ClearedWithChanges)), 1},
		"one objects":                               {both, with(say("b", "2", 7, models.Objected)), 1},
		"one organiser cleared an earlier revision": {both, with(say("b", "2", 6, models.Cleared)), 1},
		"another organisation cleared":              {both, with(say("c", "2", 7, models.Cleared)), 1},
		"no replies":                                {both, nil, 2},
		"no organiser must clear":                   {nil, nil, 2},
	} {
		open := models.OpenPoints(7, points, c.organisers, c.said)
		if open != c.open {
			t.Errorf("%s: %d open, want %d", name, open, c.open)
		}
		if got := text(models.SummaryClearance).AfterDecisions(open); (got == models.SummaryCleared) != (c.open == 0) {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := text(models.SummaryDraft).AfterDecisions(0); got != models.SummaryDraft {
		t.Errorf("a draft becomes %s by itself", got)
	}
	if models.OpenPoints(7, nil, []string{"o"}, nil) == 0 {
		t.Error("a text without a point is cleared by itself")
	}
	if models.OpenPoints(7, nil, nil, nil) == 0 {
		t.Error("a text without points and organisers is cleared by itself")
	}
}

func TestAReplyGivesItsDecisionAndReason(t *testing.T) {
	for name, c := range map[string]struct {
		in    models.ClearanceInput
		field string
	}{
		"cleared":                    {models.ClearanceInput{PointID: "1", Decision: models.Cleared}, ""},
		"all cleared":                {models.ClearanceInput{Decision: models.Cleared}, ""},
		"objection with a reason":    {models.ClearanceInput{PointID: "1", Decision: models.Objected, Comment: "No."}, ""},
		"objection without a reason": {models.ClearanceInput{PointID: "1", Decision: models.Objected, Comment: "  "}, "comment"},
		"change proposed":            {models.ClearanceInput{PointID: "1", Decision: models.ClearedWithChanges, Proposal: "Softer."}, ""},
		"change not proposed":        {models.ClearanceInput{PointID: "1", Decision: models.ClearedWithChanges}, "proposal"},
		"objection to all at once":   {models.ClearanceInput{Decision: models.Objected, Comment: "No."}, "decision"},
		"no answer":                  {models.ClearanceInput{PointID: "1"}, "decision"},
	} {
		_, err := c.in.Check()
		problems := models.ProblemsOf(err)
		if _, found := problems[c.field]; (err == nil) != (c.field == "") || c.field != "" && !found {
			t.Errorf("%s: %v, want a problem of %q", name, err, c.field)
		}
	}
}

func TestClearingAllAtOnceKeepsEarlierReplies(t *testing.T) {
	points := []string{"1", "2", "3"}
	for name, c := range map[string]struct {
		in       models.ClearanceInput
		answered []string
		want     string
	}{
		"one point":               {models.ClearanceInput{PointID: "2"}, []string{"2"}, "1 2 3"}, // the store has found that point only
		"all, nothing answered":   {models.ClearanceInput{}, nil, "1 2 3"},
		"all, one answered":       {models.ClearanceInput{}, []string{"2"}, "1 3"},
		"all, each one answered":  {models.ClearanceInput{}, points, ""},
		"all, answered elsewhere": {models.ClearanceInput{}, []string{"4"}, "1 2 3"},
	} {
		if got := strings.Join(c.in.Concerns(points, c.answered), " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhoAnswersForAnOrganisation(t *testing.T) {
	author := clearer
	author.AccountID = "drafter"
	two := clearer
	two.Grants = append(slices.Clone(two.Grants), models.Grant{Role: models.CoOrganiser, SeminarID: "seminar", OrganisationID: "other"})
	for name, c := range map[string]struct {
		by   models.Actor
		in   models.ClearanceInput
		m    models.Summary
		code string
	}{
		"its account":                      {clearer, models.ClearanceInput{Revision: 7}, text(models.SummaryClearance), ""},
		"for another":                      {clearer, models.ClearanceInput{Revision: 7, OrganisationID: "other"}, text(models.SummaryClearance), "form.check"},
		"for one of two":                   {two, models.ClearanceInput{Revision: 7, OrganisationID: "other"}, text(models.SummaryClearance), ""},
		"for two, without naming one":      {two, models.ClearanceInput{Revision: 7}, text(models.SummaryClearance), "form.check"},
		"of an older text":                 {clearer, models.ClearanceInput{Revision: 6}, text(models.SummaryClearance), "page.changed_meanwhile"},
		"of a draft":                       {clearer, models.ClearanceInput{Revision: 7}, text(models.SummaryDraft), "page.missing"},
		"of a cleared text":                {clearer, models.ClearanceInput{Revision: 7}, text(models.SummaryCleared), "clearance.not_open"},
		"by one of its authors":            {author, models.ClearanceInput{Revision: 7}, text(models.SummaryClearance), "clearance.own_text"},
		"the secretariat":                  {second, models.ClearanceInput{Revision: 7}, text(models.SummaryClearance), "page.forbidden"},
		"the program, for one":             {models.System, models.ClearanceInput{Revision: 7, OrganisationID: "org"}, text(models.SummaryClearance), ""},
		"a member of another organisation": {foreign, models.ClearanceInput{Revision: 7}, text(models.SummaryClearance), "page.missing"},
	} {
		if _, err := c.in.Organisation(c.by, c.m, talk); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestAnEditionIsPublishedBySomebodyWhoDidNotDraftIt(t *testing.T) {
	draft := talk
	draft.Status = models.SeminarDraft
	first := &models.Edition{Number: 1, Fingerprint: "old"}
	later := models.EditionInput{Revision: 7, Kind: "corrigendum", Reason: "A date was wrong."}
	for name, c := range map[string]struct {
		by   models.Actor
		in   models.EditionInput
		p    models.Publication
		code string
	}{
		"a colleague":                        {second, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, ""},
		"the program":                        {models.System, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, ""},
		"by one of its authors":              {drafter, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "edition.two_people"},
		"an organiser":                       {leader, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "page.forbidden"},
		"a co-organiser":                     {clearer, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "page.forbidden"},
		"another secretariat":                {foreign, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "page.missing"},
		"a text in clearance":                {second, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryClearance), Seminar: talk}, "edition.not_cleared"},
		"an organiser was added since":       {second, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Open: 1}, "edition.not_cleared"},
		"an outdated revision":               {second, models.EditionInput{Revision: 6}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "page.changed_meanwhile"},
		"a seminar that is not announced":    {second, models.EditionInput{Revision: 7}, models.Publication{Summary: text(models.SummaryCleared), Seminar: draft}, "edition.seminar_not_announced"},
		"a first edition as a correction":    {second, later, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk}, "form.check"},
		"a further edition":                  {second, later, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Last: first}, ""},
		"a further edition without a reason": {second, models.EditionInput{Revision: 7, Kind: "revision"}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Last: first}, "form.check"},
		"a second original":                  {second, models.EditionInput{Revision: 7, Kind: "original", Reason: "Again."}, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Last: first}, "form.check"},
		"the same text again":                {second, later, models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Last: &models.Edition{Fingerprint: "new"}}, "edition.same_text"},
	} {
		if _, err := c.in.Publish(c.by, c.p, "new"); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
}

func TestACorrectionBeginsWithoutAuthors(t *testing.T) {
	m, err := text(models.SummaryCleared).Correct(drafter, talk)
	if err != nil || m.Status != models.SummaryDraft || len(m.Authors) != 0 || m.Revision != 8 {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := text(models.SummaryClearance).Correct(drafter, talk); models.CodeOf(err) != "edition.not_cleared" {
		t.Errorf("of a text that is not cleared: %v", err)
	}
	if _, err := text(models.SummaryCleared).Correct(clearer, talk); models.KindOf(err) != models.Forbidden {
		t.Errorf("by a co-organiser: %v", err)
	}
}

func TestAnEditionIsWithdrawnOnceAndWithAReason(t *testing.T) {
	now := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	why := models.WithdrawalInput{Reason: "It was not cleared."}
	e, err := why.Withdraw(drafter, text(models.SummaryCleared), talk, models.Edition{}, now)
	if err != nil || !e.WithdrawnAt.Equal(now) || e.WithdrawnWhy != why.Reason {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := why.Withdraw(drafter, text(models.SummaryCleared), talk, e, now); models.CodeOf(err) != "edition.withdrawn_already" {
		t.Errorf("twice: %v", err)
	}
	if _, err := (models.WithdrawalInput{}).Withdraw(drafter, text(models.SummaryCleared), talk, models.Edition{}, now); models.KindOf(err) != models.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := why.Withdraw(leader, text(models.SummaryCleared), talk, models.Edition{}, now); models.KindOf(err) != models.Forbidden {
		t.Errorf("by an organiser: %v", err)
	}
}

func TestAFingerprintDependsOnTheTextOnly(t *testing.T) {
	p := models.Publication{Summary: text(models.SummaryCleared), Seminar: talk, Points: []models.Point{{ID: "1", Code: "T1", Body: models.NewText("en", "A trend & <more>")}}}
	d := p.Document(models.Series{Title: models.NewText("en", "Series")}, []models.OrganiserRow{{Name: models.NewText("en", "Ministry"), Role: "host"}, {Name: models.NewText("en", "Foundation"), Role: "sponsor"}}, nil)
	before, _ := d.Fingerprint()
	stored, err := d.Value()
	if err != nil {
		t.Fatal(err)
	}
	var read models.Document
	if err := read.Scan(stored); err != nil {
		t.Fatal(err)
	}
	after, _ := read.Fingerprint()
	if before != after || len(before) != 64 || strings.ToLower(before) != before {
		t.Errorf("%s before and %s after storage", before, after)
	}
	read.Points[0].Body = models.NewText("en", "A trend & <more>.")
	if changed, _ := read.Fingerprint(); changed == before {
		t.Error("another text has the same fingerprint")
	}
	if !d.Organisers[0].Cleared || d.Organisers[1].Cleared || d.Organisers[0].ShownAs.Source() != "Ministry" {
		t.Errorf("organisers %+v", d.Organisers)
	}
}

func TestPointsAreNumberedByKind(t *testing.T) {
	good := models.PointInput{Kind: "recommendation", Body: "Do it.", Voice: "some", Strength: "suggested", Language: "en", Addressees: "Security Council\n\nSecretariat", Inferred: "Member States"}
	p, err := good.Check(models.Point{}, []string{"R1", "R9", "T12", "Rx"})
	if err != nil || p.Code != "R10" || len(p.Addressees) != 3 || p.Addressees[2].Basis != models.Inferred {
		t.Errorf("%+v, %v", p, err)
	}
	if p.AddresseeLines(models.Explicit) != "Security Council\nSecretariat" {
		t.Errorf("the form shows %q", p.AddresseeLines(models.Explicit))
	}
	for code, want := range map[string]string{"R9": "point.code_taken", "R 1": "point.code_form", "R/1": "point.code_form", "A12345678901234": "point.code_form", "R-1.2": ""} {
		in := good
		in.Code = code
		_, err := in.Check(models.Point{}, []string{"R9"})
		if got := models.ProblemsOf(err)["code"].Code; got != want {
			t.Errorf("code %q: %q, want %q", code, got, want)
		}
	}
	for name, change := range map[string]func(*models.PointInput){
		"kind": func(i *models.PointInput) { i.Kind = "joke" }, "voice": func(i *models.PointInput) { i.Voice = "" },
		"strength": func(i *models.PointInput) { i.Strength = "shouted" }, "body": func(i *models.PointInput) { i.Body = " \n " }, "language": func(i *models.PointInput) { i.Language = "de" },
	} {
		in := good
		change(&in)
		if _, err := in.Check(models.Point{}, nil); models.ProblemsOf(err)[name].Code == "" {
			t.Errorf("%s is accepted: %v", name, err)
		}
	}
}
