package given

import (
	"fmt"

	"consultations/models"
)

// outcomes adds notes and a summary in each state to the concluded seminar of
// a side. "secretariat" writes them and "second_secretariat" publishes.
func (w *World) outcomes(s *Side, drafter, publisher models.Actor, rapporteur models.Actor) {
	w.T.Helper()
	note, err := w.Store.AddNote(bg, rapporteur, s.Concluded, s.ConcludedSession, models.NoteInput{Language: "en", Body: "Said in confidence in " + DraftCity})
	w.must(err)
	s.Note = note.ID
	s.DraftSummary = w.summary(s, drafter, "chairs_summary", models.SummaryDraft)
	s.ReviewSummary = w.summary(s, drafter, "conclusions", models.SummaryReview)
	s.ClearanceSummary = w.summary(s, drafter, "proceedings", models.SummaryClearance)
	s.ClearedSummary = w.summary(s, drafter, "synthesis", models.SummaryCleared)
	s.CorrectableSummary = w.summary(s, drafter, "co_chairs_summary", models.SummaryCleared)
	s.PublishedSummary = w.summary(s, drafter, "executive_summary", models.SummaryCleared)
	s.Edition = w.publish(publisher, s.PublishedSummary)
	s.WithdrawableSummary = w.summary(s, drafter, "rapporteurs_note", models.SummaryCleared)
	s.WithdrawableEdition = w.publish(publisher, s.WithdrawableSummary)
}

// summary brings a text with one point into a state.
func (w *World) summary(s *Side, drafter models.Actor, kind models.SummaryKind, state models.SummaryStatus) string {
	w.T.Helper()
	m, err := w.Store.CreateSummary(bg, drafter, s.Concluded, models.SummaryInput{Kind: kind, Title: "What was said", Language: "en"})
	w.must(err)
	w.NewPoint(drafter, m.ID)
	if state != models.SummaryDraft {
		w.must2(w.Store.SubmitSummary(bg, drafter, m.ID, models.SummaryReview))
	}
	if state == models.SummaryClearance || state == models.SummaryCleared {
		w.must2(w.Store.SubmitSummary(bg, drafter, m.ID, models.SummaryClearance))
	}
	if state == models.SummaryCleared {
		w.must2(w.Store.Decide(bg, models.System, m.ID, models.ClearanceInput{OrganisationID: s.Host, Revision: w.Revision(m.ID), Decision: models.Cleared}))
	}
	return m.ID
}

// NewPoint adds a point to a text.
func (w *World) NewPoint(drafter models.Actor, summary string) models.Point {
	w.T.Helper()
	w.n++
	p, err := w.Store.AddPoint(bg, drafter, summary, PointOf(fmt.Sprintf("Point %d was made", w.n)))
	w.must(err)
	return p
}

// Revision is the revision of a text.
func (w *World) Revision(summary string) int {
	w.T.Helper()
	return w.Given.Number("SELECT revision FROM summaries WHERE id = $1", summary)
}

func (w *World) publish(publisher models.Actor, summary string) string {
	w.T.Helper()
	e, err := w.Store.PublishSummary(bg, publisher, summary, models.EditionInput{Revision: w.Revision(summary)})
	w.must(err)
	return e.ID
}

func (w *World) must2(_ models.Summary, err error) {
	w.T.Helper()
	w.must(err)
}
