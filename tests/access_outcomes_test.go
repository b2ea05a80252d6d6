package tests

import (
	"slices"

	"consultations/models"
	"consultations/tests/given"
)

// Groups of roles around a text.
const (
	writers  = office + " rapporteur" // may read and write notes
	readers  = office                 // read every working text
	nonDesks = editors                // read working texts and do not write them
)

// outcomePermissions: notes, summaries, clearances, editions.
var outcomePermissions = []permission{
	{verb: "AddNote", on: "of a session", may: writers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddNote(ctx, by, w.Own.Concluded, w.Own.ConcludedSession, models.NoteInput{Language: "en", Body: "It was said"})
		return err
	}},
	{verb: "EditNote", on: "of the rapporteur", may: "rapporteur", sees: office, do: func(w *given.World, by models.Actor) error {
		now, err := w.Store.Note(ctx, models.System, w.Own.Concluded, w.Own.Note)
		if err == nil {
			_, err = w.Store.EditNote(ctx, by, w.Own.Concluded, w.Own.Note, now.Version, models.NoteInput{Language: "en", Body: "It was also said"})
		}
		return err
	}},
	{verb: "Notes", on: "of a session", may: writers, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Notes(ctx, by, w.Own.Concluded, "")
		return listed(err, slices.ContainsFunc(all, func(n models.NoteRow) bool { return n.ID == w.Own.Note }))
	}},
	{verb: "Note", on: "of the rapporteur", may: writers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Note(ctx, by, w.Own.Concluded, w.Own.Note)
		return err
	}},
	{verb: "NoteSessions", on: "lists a session", may: writers, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.NoteSessions(ctx, by, w.Own.Concluded)
		return listed(err, slices.ContainsFunc(all, func(n models.SessionRow) bool { return n.ID == w.Own.ConcludedSession }))
	}},
	{verb: "CreateSummary", on: "of a seminar", may: desks, sees: editors + " co_organiser", do: func(w *given.World, by models.Actor) error {
		there, err := w.Store.Summaries(ctx, models.System, w.Own.Announced)
		if err == nil {
			_, err = w.Store.CreateSummary(ctx, by, w.Own.Announced, models.SummaryInput{Kind: models.SummaryKinds[len(there)], Title: "What was said", Language: "en"})
		}
		return err
	}},
	{verb: "Summaries", on: "lists a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Own.DraftSummary)
	}},
	{verb: "Summaries", on: "lists a text in review", may: readers, do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Own.ReviewSummary)
	}},
	{verb: "Summaries", on: "lists a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Own.ClearanceSummary)
	}},
	{verb: "Summaries", on: "lists a cleared text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Own.ClearedSummary)
	}},
	{verb: "Summary", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Summary(ctx, by, w.Own.DraftSummary)
		return err
	}},
	{verb: "Summary", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Summary(ctx, by, w.Own.ClearanceSummary)
		return err
	}},
	{verb: "Points", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Points(ctx, by, w.Own.DraftSummary)
		return err
	}},
	{verb: "Points", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Points(ctx, by, w.Own.ClearanceSummary)
		return err
	}},
	{verb: "Point", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Point(ctx, by, w.Own.DraftSummary, w.NewPoint(models.System, w.Own.DraftSummary).ID)
		return err
	}},
	{verb: "Clearances", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Clearances(ctx, by, w.Own.DraftSummary)
		return err
	}},
	{verb: "Clearances", on: "of a cleared text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		said, err := w.Store.Clearances(ctx, by, w.Own.PublishedSummary)
		return listed(err, len(said) > 0)
	}},
	{verb: "Editions", on: "of a published text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Editions(ctx, by, w.Own.PublishedSummary)
		return listed(err, slices.ContainsFunc(all, func(e models.DeskEdition) bool { return e.ID == w.Own.Edition }))
	}},
	{verb: "Edition", on: "of a published text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Edition(ctx, by, w.Own.PublishedSummary, w.Own.Edition)
		return err
	}},
	{verb: "SummaryDesk", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SummaryDesk(ctx, by, w.Own.DraftSummary)
		return err
	}},
	{verb: "SummaryDesk", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SummaryDesk(ctx, by, w.Own.ClearanceSummary)
		return err
	}},
	{verb: "SummaryDesk", on: "of a text in clearance, with the notes", may: readers, do: func(w *given.World, by models.Actor) error {
		desk, err := w.Store.SummaryDesk(ctx, by, w.Own.ClearanceSummary)
		return listed(err, len(desk.Notes) > 0)
	}},
	{verb: "EditSummary", on: "draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditSummary(ctx, by, w.Own.DraftSummary, version(w, "summaries", w.Own.DraftSummary), models.SummaryInput{Kind: "chairs_summary", Title: "What was said there", Language: "en"})
		return err
	}},
	{verb: "EditSummary", on: "in clearance", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditSummary(ctx, by, w.Own.ClearanceSummary, version(w, "summaries", w.Own.ClearanceSummary), models.SummaryInput{Kind: "proceedings", Title: "What was said there", Language: "en"})
		return err
	}},
	{verb: "RecordEarlierPublication", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		in := models.EarlierPublicationInput{Kind: models.Restated, Title: "What was said before", Language: "en"}
		_, err := w.Store.RecordEarlierPublication(ctx, by, w.Own.DraftSummary, version(w, "summaries", w.Own.DraftSummary), in)
		return err
	}},
	{verb: "AddPoint", on: "to a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddPoint(ctx, by, w.Own.DraftSummary, given.PointOf("Something was said"))
		return err
	}},
	{verb: "EditPoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		p := w.NewPoint(models.System, w.Own.DraftSummary)
		_, err := w.Store.EditPoint(ctx, by, w.Own.DraftSummary, p.ID, p.Version, given.PointOf("Something else was said"))
		return err
	}},
	{verb: "MovePoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		return w.Store.MovePoint(ctx, by, w.Own.DraftSummary, w.NewPoint(models.System, w.Own.DraftSummary).ID, false)
	}},
	{verb: "RemovePoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		p := w.NewPoint(models.System, w.Own.DraftSummary)
		return w.Store.RemovePoint(ctx, by, w.Own.DraftSummary, p.ID, p.Version)
	}},
	{verb: "SubmitSummary", on: "to clearance and back", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		if _, err := w.Store.SubmitSummary(ctx, by, w.Own.ReviewSummary, models.SummaryClearance); err != nil {
			return err
		}
		for _, back := range []models.SummaryStatus{models.SummaryDraft, models.SummaryReview} {
			if _, err := w.Store.SubmitSummary(ctx, models.System, w.Own.ReviewSummary, back); err != nil {
				return err
			}
		}
		return nil
	}},
	{verb: "ClearanceLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.ClearanceLetter(ctx, by, models.MailClearance{SummaryID: w.Own.ClearanceSummary, AccountID: w.Actors["co_organiser"].AccountID, Mail: models.ClearanceAsked})
		return err
	}},
	{verb: "Decide", on: "of a text in clearance, for the own organisation", may: "co_organiser", sees: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Decide(ctx, by, w.Own.ClearanceSummary, objection(w, w.Own.ClearanceSummary))
		return err
	}},
	{verb: "Decide", on: "of a draft", sees: readers, nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Decide(ctx, by, w.Own.DraftSummary, objection(w, w.Own.DraftSummary))
		return err
	}},
	{verb: "PublishSummary", on: "that somebody else wrote and all cleared", may: "second_secretariat", sees: "secretariat co_organiser " + nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublishSummary(ctx, by, w.Own.ClearedSummary, models.EditionInput{Revision: w.Revision(w.Own.ClearedSummary)})
		return err
	}},
	{verb: "BeginCorrection", on: "of a cleared text", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.BeginCorrection(ctx, by, w.Own.CorrectableSummary)
		return err
	}},
	{verb: "WithdrawEdition", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.WithdrawEdition(ctx, by, w.Own.WithdrawableSummary, w.Own.WithdrawableEdition, models.WithdrawalInput{Reason: "It was not so"})
		return err
	}},
}

func listsSummary(w *given.World, by models.Actor, id string) error {
	all, err := w.Store.Summaries(ctx, by, w.Own.Concluded)
	return listed(err, slices.ContainsFunc(all, func(m models.SummaryRow) bool { return m.ID == id }))
}

// objection objects to the first point of a text as it stands.
func objection(w *given.World, summary string) models.ClearanceInput {
	var point string
	if err := w.DB().QueryRow("SELECT id FROM points WHERE summary_id = $1 ORDER BY position LIMIT 1", summary).Scan(&point); err != nil {
		w.T.Fatal(err)
	}
	return models.ClearanceInput{Revision: w.Revision(summary), PointID: point, Decision: models.Objected, Comment: "It was not said"}
}

// version is the version of a row, as a form sends it.
func version(w *given.World, table, id string) int {
	return w.Given.Number("SELECT version FROM "+table+" WHERE id = $1", id)
}
