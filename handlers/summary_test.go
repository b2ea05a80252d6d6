package handlers_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// follow sends a form and opens the page to which the answer leads.
func (b *browser) follow(path string, values ...string) answer {
	b.t.Helper()
	a := b.post(path, values...)
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("POST %s: %d %s", path, a.status, text(a.body))
	}
	to, _, _ := strings.Cut(a.location, "#")
	return b.get(to)
}

var tags = regexp.MustCompile(`(?s)<(script|style|nav).*?</(script|style|nav)>|<[^>]+>|\s+`)

// text is the text of a page, without its tags.
func text(body string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(body, " ")), " ")
}

func (b *browser) says(words ...string) {
	b.t.Helper()
	for _, w := range words {
		if !strings.Contains(text(b.page), w) {
			b.t.Errorf("the page does not say %q: %s", w, text(b.page))
		}
	}
}

func (b *browser) hasNot(words ...string) {
	b.t.Helper()
	for _, w := range words {
		if strings.Contains(b.page, w) {
			b.t.Errorf("the page has %q", w)
		}
	}
}

var hiddenValue = func(name string) *regexp.Regexp {
	return regexp.MustCompile(`name="` + name + `" value="([^"]*)"`)
}

// hidden is the first hidden value of a name on the open page.
func (b *browser) hidden(name string) string {
	b.t.Helper()
	m := hiddenValue(name).FindStringSubmatch(b.page)
	if m == nil {
		b.t.Fatalf("the page sends no %s", name)
	}
	return m[1]
}

func TestASummaryIsDraftedClearedPublishedAndCorrectedOnPages(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(0), siteOn(t, g, origin)
		drafter, colleague := s.browser(t).signIn(o.Drafter.AccountID), s.browser(t).signIn(o.Publisher.AccountID)
		notes, desk := "/manage/seminars/"+o.Seminar+"/notes", "/manage/summaries/"+o.Summary

		drafter.get(notes)
		drafter.follow(notes, "session", o.Session, "language", "en", "body", "Amara Diallo asked for mandates that can be kept.")
		drafter.says("asked for mandates that can be kept", "Chatham House Rule")

		drafter.get(desk + "/points/new")
		if a := drafter.post(desk+"/points", "kind", "recommendation", "voice", "some", "strength", "suggested", "language", "en", "body", ""); a.status != http.StatusUnprocessableEntity {
			t.Fatalf("an empty point: %d", a.status)
		}
		drafter.says("This field is required")
		drafter.follow(desk+"/points", "kind", "recommendation", "voice", "some", "strength", "suggested", "language", "en", "body", "Give mandates that can be kept", "addressees", "Security Council", "sessions", o.Session)
		drafter.says("R1", "Give mandates that can be kept", "Security Council", "Suggested", "Amara Diallo asked")
		drafter.follow(desk+"/submission", "to", "clearance")
		drafter.says("Under clearance")

		for i, clearer := range o.Clearers {
			b := s.browser(t).signIn(clearer.AccountID)
			b.get(desk + "/clearance")
			b.says("awaits your reply", "Clear as it stands")
			b.hasNot("Amara Diallo asked", "/edit\"")
			revision := b.hidden("revision")
			if i == 0 {
				point := b.hidden("point")
				if a := b.post(desk+"/clearance", "revision", revision, "point", point, "decision", "objected"); a.status != http.StatusUnprocessableEntity {
					t.Errorf("an objection without a reason: %d", a.status)
				}
				b.says("Please give the reason")
				b.follow(desk+"/clearance", "revision", revision, "point", point, "decision", "objected", "comment", "Not in these words")
				b.says("Objection raised", "Not in these words")
				colleague.get(desk)
				colleague.says("Objection raised", "Not in these words")
				colleague.get(desk + "/clearance?view=answers")
				colleague.says("Objection raised", "Not in these words", "1 of 1")
				b.get(desk + "/clearance")
				b.follow(desk+"/clearance", "revision", revision, "point", point, "at", "R1", "present", "Give mandates that can be kept", "decision", "cleared", "comment", "Not in these words", "proposal", "Give mandates that can be kept")
				colleague.get(desk + "/clearance?view=answers")
				colleague.hasNot("Not in these words")
			}
			b.follow(desk+"/clearance", "revision", revision, "decision", "cleared")
		}

		drafter.get(desk + "/editions")
		drafter.says("You cannot publish a text that you helped to draft")
		colleague.get(desk + "/editions")
		revision := colleague.hidden("revision")
		if a := drafter.post(desk+"/editions", "revision", revision); a.status != http.StatusConflict {
			t.Errorf("the author publishes: %d", a.status)
		}
		colleague.follow(desk+"/editions", "revision", revision)
		colleague.says("Edition 1", "Original edition", "published by Publisher", "This text has already been published")
		reader := s.browser(t)
		reader.get("/series/" + o.SeriesSlug + "/" + o.SeminarSlug + "/summary")
		reader.says("Give mandates that can be kept", "Edition 1")
		reader.hasNot("Diallo", "Not in these words")

		colleague.follow(desk + "/correction")
		colleague.says("Draft")
		edition := withdrawal.FindStringSubmatch(colleague.get(desk + "/editions").body)
		if edition == nil {
			t.Fatal("the edition cannot be withdrawn")
		}
		colleague.get(edition[1])
		if a := colleague.post(edition[1]); a.status != http.StatusUnprocessableEntity {
			t.Errorf("a withdrawal without a reason: %d", a.status)
		}
		colleague.follow(edition[1], "reason", "It was sent too early")
		colleague.says("Withdrawn: It was sent too early")
		reader.get("/series/" + o.SeriesSlug + "/" + o.SeminarSlug + "/summary")
		reader.says("It was sent too early")
	})
}

var withdrawal = regexp.MustCompile(`href="(/manage/summaries/[^"]*/withdrawal)"`)

func TestPagesOfATextAreHiddenFromThoseWithoutARole(t *testing.T) {
	g := given.SQLite(t)
	o, other, s := g.NewOutcome(1), g.NewOutcome(1), siteOn(t, g, origin)
	desk := "/manage/summaries/" + o.Summary
	for _, page := range []string{desk, desk + "/edit", desk + "/clearance", desk + "/editions", desk + "/points/new", "/manage/seminars/" + o.Seminar + "/notes", "/manage/seminars/" + o.Seminar + "/summaries"} {
		for who, by := range map[string]models.Actor{"another secretariat": other.Drafter, "another co-organiser": other.Clearers[0]} {
			if a := s.browser(t).signIn(by.AccountID).get(page); a.status != http.StatusNotFound {
				t.Errorf("%s opens %s: %d", who, page, a.status)
			}
		}
		if a := s.browser(t).get(page); a.status == http.StatusOK {
			t.Errorf("the public opens %s", page)
		}
	}
	clearer := s.browser(t).signIn(o.Clearers[0].AccountID)
	if a := clearer.get(desk); a.status != http.StatusNotFound {
		t.Errorf("a co-organiser opens a draft: %d", a.status)
	}
	o.Submitted()
	if a := clearer.get(desk); a.status != http.StatusOK {
		t.Errorf("a co-organiser opens the text before it: %d", a.status)
	}
	if a := clearer.get(desk + "/points/new"); a.status != http.StatusForbidden {
		t.Errorf("a co-organiser opens the form of a point: %d", a.status)
	}
}

// TestAPartIsFoundOnlyUnderItsOwnSummary: even for those who may change both
// texts, a part of one is missing under the address of the other.
func TestAPartIsFoundOnlyUnderItsOwnSummary(t *testing.T) {
	g := given.SQLite(t)
	o, other, s := g.NewOutcome(2), g.NewOutcome(1), siteOn(t, g, origin)
	series, err := g.Store.Seminar(t.Context(), models.System, other.Seminar)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Store.AddGrant(t.Context(), models.System, o.Drafter.AccountID, models.GrantInput{Role: models.Secretariat, SeriesID: series.SeriesID}); err != nil {
		t.Fatal(err)
	}
	point := o.Point("A third one")
	b := s.browser(t).signIn(o.Drafter.AccountID)
	b.get("/manage")
	for _, path := range []string{"", "/position", "/removal"} {
		a := b.form("/manage/summaries/"+other.Summary+"/points/"+point.ID+path, url.Values{
			"seen": {"1"}, "code": {"X1"}, "kind": {"finding"}, "body": {"By the side door"}, "voice": {"document"}, "strength": {"noted"}, "language": {"en"}})
		if a.status != http.StatusNotFound {
			t.Errorf("POST %q of a point of another text: %d", path, a.status)
		}
	}
	if a := b.get("/manage/summaries/" + o.Summary); a.status != http.StatusOK || strings.Contains(a.body, "side door") || !strings.Contains(a.body, "A third one") {
		t.Errorf("the text was changed: %d", a.status)
	}
}

func TestATextIsWrittenInSeveralLanguages(t *testing.T) {
	g := given.SQLite(t)
	o, s := g.NewOutcome(1), siteOn(t, g, origin)
	desk := "/manage/summaries/" + o.Summary
	b := s.browser(t).signIn(o.Drafter.AccountID)

	b.get(desk + "/edit?in=fr")
	b.says("Translation: French", "Executive summary")
	b.follow(desk, "seen", b.hidden("seen"), "language", "fr", "title", "Résumé analytique")
	seen := b.get(desk + "/edit?in=fr")
	if !strings.Contains(seen.body, `value="Résumé analytique"`) {
		t.Error("the translation is not in the form")
	}
	b.get(desk + "/edit")
	if !strings.Contains(b.page, `value="Executive summary"`) {
		t.Error("the original is gone")
	}
	if a := b.post(desk, "seen", "1", "language", "en", "title", "A stale one"); a.status != http.StatusConflict {
		t.Errorf("an edit of an older version: %d", a.status)
	}
}

// TestNothingThatWasTypedIsLostWhenSomebodySavedFirst tries every form that
// knows which version was on its screen.
func TestNothingThatWasTypedIsLostWhenSomebodySavedFirst(t *testing.T) {
	g := given.SQLite(t)
	w := given.NewWorld(g)
	s := siteOn(t, g, origin)
	const typed = "What I typed for an hour"
	desk, err := g.Store.SummaryDesk(t.Context(), models.System, w.Main.DraftSummary)
	if err != nil || len(desk.Points) == 0 {
		t.Fatal(len(desk.Points), err)
	}
	point := desk.Points[0].ID
	for _, c := range []struct {
		role, form, to string
		values         []string
	}{
		{"secretariat", "/manage/summaries/" + w.Main.DraftSummary + "/edit", "/manage/summaries/" + w.Main.DraftSummary, []string{"language", "en", "title", typed}},
		{"secretariat", "/manage/summaries/" + w.Main.DraftSummary + "/points/" + point, "", []string{"language", "en", "kind", "finding", "voice", "document", "strength", "noted", "body", typed}},
		{"rapporteur", "/manage/seminars/" + w.Main.Concluded + "/notes/" + w.Main.Note, "", []string{"language", "en", "body", typed}},
		{"organiser", "/manage/series/" + w.Main.Series + "/edit", "", []string{"language", "en", "title", typed, "slug", w.Main.SeriesSlug}},
		{"organiser", "/manage/seminars/" + w.Main.Draft + "/edit", "", []string{"language", "en", "place", typed, "time_zone", "Asia/Shanghai", "admission", "open", "slug", w.Main.DraftSlug}},
		{"organiser", "/manage/registrations/" + w.Main.Registration, "", []string{"email", "a@mission.example", "name", typed, "institution", "Ministry", "language", "en", "capacity", "delegate"}},
	} {
		b := s.browser(t).signIn(w.Actors[c.role].AccountID)
		if a := b.get(c.form); a.status != http.StatusOK {
			t.Errorf("%s: %d", c.form, a.status)
			continue
		}
		if c.to == "" {
			c.to = c.form
		}
		a := b.post(c.to, append(c.values, "seen", "999")...)
		if a.status != http.StatusConflict || !strings.Contains(a.body, typed) || !strings.Contains(a.body, "Your entries are kept below") || hidden(t, a.body, c.to).Get("seen") == "999" {
			t.Errorf("%s: %d %s", c.to, a.status, a.body)
		}
	}
}

func TestAMessageSaysWhereATextWent(t *testing.T) {
	g := given.SQLite(t)
	o, s := g.NewOutcome(1), siteOn(t, g, origin)
	submission := "/manage/summaries/" + o.Summary + "/submission"
	b := s.browser(t).signIn(o.Drafter.AccountID)
	b.get("/manage/summaries/" + o.Summary)
	for _, move := range []struct{ to, says string }{
		{"review", "Sent for review."},
		{"draft", "Returned to draft."},
		{"clearance", "Sent to the organisers for clearance."},
		{"draft", "Returned to draft."},
	} {
		b.follow(submission, "to", move.to)
		b.says(move.says)
	}

	// One organiser clears, and the other one leaves while the text is a draft.
	b.follow(submission, "to", "clearance")
	if _, err := g.Store.Decide(t.Context(), o.Clearers[0], o.Summary, models.ClearanceInput{Revision: o.Text().Revision, Decision: models.Cleared}); err != nil {
		t.Fatal(err)
	}
	b.follow(submission, "to", "draft")
	desk, err := g.Store.SummaryDesk(t.Context(), models.System, o.Summary)
	if err != nil {
		t.Fatal(err)
	}
	for _, organiser := range desk.Organisers {
		if organiser.OrganisationID == o.Organisations[1] {
			if err := g.Store.RemoveOrganiser(t.Context(), models.System, o.Seminar, organiser.ID, models.ReasonInput{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.follow(submission, "to", "clearance")
	b.says("Every organiser has already cleared this revision.")
}

var crumb = regexp.MustCompile(`(?s)<nav class="crumbs".*?</nav>`)

// TestBreadcrumbsCallASeminarByOneName compares the pages below a seminar that
// has a title besides its place.
func TestBreadcrumbsCallASeminarByOneName(t *testing.T) {
	g := given.SQLite(t)
	o, s := g.NewOutcome(1), siteOn(t, g, origin)
	o.Submitted().Cleared().Published(models.EditionInput{})
	if _, err := g.DB().Exec(`UPDATE seminars SET agenda_published = true, title = '{"original":"en","in":{"en":"Regional dialogue"}}' WHERE id = '` + o.Seminar + `'`); err != nil {
		t.Fatal(err)
	}
	seminar := "/series/" + o.SeriesSlug + "/" + o.SeminarSlug
	b := s.browser(t).signIn(o.Drafter.AccountID)
	for _, page := range []string{
		seminar + "/summary", seminar + "/summary/editions/1", seminar + "/agenda", seminar + "/register",
		"/manage/summaries/" + o.Summary, "/manage/summaries/" + o.Summary + "/editions", "/manage/seminars/" + o.Seminar + "/summaries/new",
	} {
		a := b.get(page)
		if trail := text(strings.ReplaceAll(crumb.FindString(a.body), "nav", "div")); a.status != http.StatusOK || !strings.Contains(trail, "Regional dialogue") || strings.Contains(trail, "Beijing") {
			t.Errorf("%s: %d %q", page, a.status, trail)
		}
	}
	a := b.get("/series/" + o.SeriesSlug)
	if trail := text(strings.ReplaceAll(crumb.FindString(a.body), "nav", "div")); trail != "Home Series" {
		t.Errorf("the page of the series: %q", trail)
	}
}

// A name that must not appear can come in after the text was saved, with a
// change of the programme; the page says which point it is.
func TestATextThatNamesASpeakerIsNotSentToClearance(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(0), siteOn(t, g, origin)
		point := o.Point("Ana Souza asked for more")
		session, err := g.Store.Session(t.Context(), models.System, o.Seminar, o.Session)
		if err != nil {
			t.Fatal(err)
		}
		in := session.Input("en")
		in.Panellists += "\nAna Souza"
		if _, err := g.Store.EditSession(t.Context(), models.System, o.Seminar, o.Session, session.Version, in); err != nil {
			t.Fatal(err)
		}
		drafter := s.browser(t).signIn(o.Drafter.AccountID)
		drafter.get("/manage/summaries/" + o.Summary)
		if a := drafter.post("/manage/summaries/"+o.Summary+"/submission", "to", "clearance"); a.status != http.StatusUnprocessableEntity {
			t.Errorf("sent to clearance: %d", a.status)
		}
		drafter.says("Point "+point.Code+": “Ana Souza” names Ana Souza", "non-attribution")
	})
}

// A change of a text in clearance makes the replies to it void, so it is asked
// first; without replies nothing is asked.
func TestAChangeOfATextWithRepliesIsAskedFirst(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(2).Submitted(), siteOn(t, g, origin)
		desk := "/manage/summaries/" + o.Summary
		pages := []string{desk, desk + "/edit", desk + "/points/new", desk + "/points/" + o.Points()[0].ID}
		drafter := s.browser(t).signIn(o.Drafter.AccountID)
		for _, page := range pages {
			drafter.get(page)
			drafter.hasNot("Replies given so far no longer count")
		}
		if _, err := g.Store.Decide(t.Context(), o.Clearers[0], o.Summary, models.ClearanceInput{Revision: o.Text().Revision, PointID: o.Points()[0].ID, Decision: models.Cleared}); err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			drafter.get(page)
			drafter.says("Replies given so far no longer count")
		}
	})
}
