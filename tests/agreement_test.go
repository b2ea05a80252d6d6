package tests

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

// town is a few series with seminars in all statuses, and what the models need
// to know about them.
type town struct {
	*given.World
	series   []models.Series
	seminars []models.Seminar
	sessions map[string][]string // by seminar
	texts    map[string][]models.Summary
	notes    map[string]string // by session
}

// TestAListHoldsExactlyWhatItsReaderMaySee: the SQL of a list selects exactly
// the rows that the models permit, for people with any combination of roles.
func TestAListHoldsExactlyWhatItsReaderMaySee(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		const seed = 20070326
		random := rand.New(rand.NewPCG(seed, 1))
		town := newTown(given.NewWorld(g), random)
		seen, hidden := 0, 0
		for range 150 {
			by := town.somebody(random)
			s, h := town.agrees(t, by)
			seen, hidden = seen+s, hidden+h
		}
		if seen < 500 || hidden < 500 {
			t.Errorf("%d rows were seen and %d hidden, which is too few to prove anything", seen, hidden)
		}
	})
}

// TestADisagreementIsFound shows that the comparison finds both kinds of error.
func TestADisagreementIsFound(t *testing.T) {
	for _, c := range []struct{ listed, may, want string }{
		{"a b", "a b", ""},
		{"a b", "a", "lists b, which the reader may not see"},
		{"a", "a b", "does not list b, which the reader may see"},
	} {
		if got := disagreement(split(c.listed), split(c.may)); got != c.want {
			t.Errorf("listed %q, may see %q: %q", c.listed, c.may, got)
		}
	}
}

func split(s string) map[string]bool {
	set := map[string]bool{}
	for _, r := range s {
		if r != ' ' {
			set[string(r)] = true
		}
	}
	return set
}

// disagreement reports rows that are listed but not permitted, and the reverse.
func disagreement(listed, may map[string]bool) string {
	for _, id := range sortedKeys(listed) {
		if !may[id] {
			return "lists " + id + ", which the reader may not see"
		}
	}
	for _, id := range sortedKeys(may) {
		if !listed[id] {
			return "does not list " + id + ", which the reader may see"
		}
	}
	return ""
}

func newTown(w *given.World, random *rand.Rand) *town {
	town := &town{World: w, sessions: map[string][]string{}, texts: map[string][]models.Summary{}, notes: map[string]string{}}
	moves := [][]models.SeminarStatus{
		{}, {}, {models.SeminarAnnounced}, {models.SeminarAnnounced, models.SeminarPostponed}, {models.SeminarAnnounced, models.SeminarCancelled},
		{models.SeminarAnnounced, models.SeminarConcluded, models.SeminarArchived},
	}
	for i := range 4 {
		series, err := w.Store.CreateSeries(ctx, models.System, models.SeriesInput{Title: fmt.Sprintf("Town series %d", i), Language: "en"})
		must(w, err)
		for range random.IntN(4) + 1 {
			id := w.NewSeminar(&given.Side{Series: series.ID, Host: w.Main.Host})
			town.sessions[id] = []string{w.NewSession(id), w.NewSession(id)}
			if i > 0 { // the first series stays a series of drafts
				for _, to := range moves[random.IntN(len(moves))] {
					must(w, given.MoveSeminar(ctx, w.Store, models.System, id, to))
				}
			}
			m, err := w.Store.Seminar(ctx, models.System, id)
			must(w, err)
			town.seminars = append(town.seminars, m)
			town.write(m, drafter(w, series.ID), random)
		}
		series, err = w.Store.Series(ctx, models.System, series.ID)
		must(w, err)
		town.series = append(town.series, series)
	}
	return town
}

func drafter(w *given.World, series string) models.Actor {
	return w.Actor("Drafter", models.GrantInput{Role: models.Secretariat, SeriesID: series})
}

// write adds a note on each session and texts in several statuses.
func (w *town) write(m models.Seminar, by models.Actor, random *rand.Rand) {
	for _, session := range w.sessions[m.ID] {
		n, err := w.Store.AddNote(ctx, by, m.ID, session, models.NoteInput{Language: "en", Body: "It was said"})
		must(w.World, err)
		w.notes[session] = n.ID
	}
	for i, moves := range [][]models.SummaryStatus{{}, {models.SummaryReview}, {models.SummaryReview, models.SummaryClearance}} {
		if random.IntN(3) == 0 {
			continue
		}
		text, err := w.Store.CreateSummary(ctx, by, m.ID, models.SummaryInput{Kind: models.SummaryKinds[i], Title: "What was said", Language: "en"})
		must(w.World, err)
		w.NewPoint(by, text.ID)
		for _, to := range moves {
			text, err = w.Store.SubmitSummary(ctx, by, text.ID, to)
			must(w.World, err)
		}
		w.texts[m.ID] = append(w.texts[m.ID], text)
	}
}

// somebody is an actor with up to four grants of any role, each with its scope.
func (w *town) somebody(random *rand.Rand) models.Actor {
	by := models.Actor{Via: models.ViaAccount, AccountID: w.Guest.ID, SignInID: models.NewID(w.Now())}
	for range random.IntN(5) {
		m := w.seminars[random.IntN(len(w.seminars))]
		g := models.Grant{ID: models.NewID(w.Now()), AccountID: by.AccountID, Role: models.Roles[random.IntN(len(models.Roles))]}
		switch g.Role {
		case models.OrganiserRole:
			if random.IntN(2) == 0 {
				g.SeriesID = models.Ref(m.SeriesID)
			} else {
				g.SeminarID = models.Ref(m.ID)
			}
		case models.Secretariat:
			g.SeriesID = models.Ref(m.SeriesID)
		case models.CoOrganiser, models.FocalPoint:
			g.SeminarID, g.OrganisationID = models.Ref(m.ID), models.Ref(w.Main.Host)
		case models.CheckIn:
			g.SeminarID = models.Ref(m.ID)
		case models.Rapporteur:
			g.SessionID = models.Ref(w.sessions[m.ID][random.IntN(2)])
		}
		by.Grants = append(by.Grants, g)
	}
	return by
}

// agrees compares every list with the models, for one reader.
func (w *town) agrees(t *testing.T, by models.Actor) (seen, hidden int) {
	t.Helper()
	compare := func(what string, listed, may map[string]bool, all int) {
		t.Helper()
		if problem := disagreement(listed, may); problem != "" {
			t.Errorf("%s %s: %+v", what, problem, by.Grants)
		}
		seen, hidden = seen+len(may), hidden+all-len(may)
	}
	may, listed := map[string]bool{}, map[string]bool{}
	page, err := w.Store.WorkingSeries(ctx, by, "", 100)
	must(w.World, err)
	for _, s := range page.Items {
		if slices.ContainsFunc(w.series, func(o models.Series) bool { return o.ID == s.ID }) {
			listed[s.ID] = true
		}
	}
	for _, s := range w.series {
		if s.MaySee(by, w.hasPart(by, s.ID)) {
			may[s.ID] = true
		}
		if _, err := w.Store.Series(ctx, by, s.ID); (err == nil) != may[s.ID] {
			t.Errorf("Series %s: %v, the models say %v", s.Slug, err, may[s.ID])
		}
	}
	compare("the list of series", listed, may, len(w.series))

	for _, s := range w.series {
		may, listed := map[string]bool{}, map[string]bool{}
		all, err := w.Store.WorkingSeminars(ctx, by, s.ID)
		must(w.World, err)
		for _, m := range all {
			listed[m.ID] = true
		}
		n := 0
		for _, m := range w.seminars {
			if m.SeriesID != s.ID {
				continue
			}
			n++
			if m.MaySee(by) || w.reports(by, m.ID) {
				may[m.ID] = true
			}
			if _, err := w.Store.Seminar(ctx, by, m.ID); (err == nil) != may[m.ID] {
				t.Errorf("Seminar %s: %v, the models say %v", m.Slug, err, may[m.ID])
			}
			if _, err := w.Store.Registrations(ctx, by, m.ID, models.RegistrationFilter{}); (err == nil) != m.MayListParticipants(by) {
				t.Errorf("Registrations of %s: %v, the models say %v", m.Slug, err, m.MayListParticipants(by))
			}
			w.textsAgree(by, m, compare)
		}
		compare("the list of seminars", listed, may, n)
	}
	return seen, hidden
}

// textsAgree compares the texts and the notes of one seminar.
func (w *town) textsAgree(by models.Actor, m models.Seminar, compare func(what string, listed, may map[string]bool, all int)) {
	may, listed := map[string]bool{}, map[string]bool{}
	texts, err := w.Store.Summaries(ctx, by, m.ID)
	orMissing(w.World, err)
	for _, text := range texts {
		listed[text.ID] = true
	}
	for _, text := range w.texts[m.ID] {
		if text.MaySee(by, m) {
			may[text.ID] = true
		}
	}
	compare("the list of texts", listed, may, len(w.texts[m.ID]))

	may, listed = map[string]bool{}, map[string]bool{}
	notes, err := w.Store.Notes(ctx, by, m.ID, "")
	orMissing(w.World, err)
	for _, n := range notes {
		listed[n.ID] = true
	}
	for _, session := range w.sessions[m.ID] {
		if m.MayReadNotes(by, session) {
			may[w.notes[session]] = true
		}
	}
	compare("the list of notes", listed, may, len(w.sessions[m.ID]))
}

// orMissing accepts that the object is missing for this reader.
func orMissing(w *given.World, err error) {
	w.T.Helper()
	if models.KindOf(err) != models.NotFound {
		must(w, err)
	}
}

// hasPart reports whether a reader has a grant in one of the seminars.
func (w *town) hasPart(by models.Actor, series string) bool {
	return slices.ContainsFunc(w.seminars, func(m models.Seminar) bool {
		return m.SeriesID == series && (w.reports(by, m.ID) || slices.ContainsFunc(by.Grants, func(g models.Grant) bool {
			return string(g.SeminarID) == m.ID && (g.Role == models.OrganiserRole || g.Role == models.CoOrganiser)
		}))
	})
}

// reports reports whether a reader is rapporteur of one of the sessions.
func (w *town) reports(by models.Actor, seminar string) bool {
	return slices.ContainsFunc(w.sessions[seminar], by.ReportsOn)
}

func must(w *given.World, err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}
