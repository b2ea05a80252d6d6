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
		_, err := w.Store.AddNote(ctx, by, w.Main.Concluded, w.Main.ConcludedSession, models.NoteInput{Language: "en", Body: "It was said"})
		return err
	}},
	{verb: "EditNote", on: "of the rapporteur", may: "rapporteur", sees: office, do: func(w *given.World, by models.Actor) error {
		now, err := w.Store.Note(ctx, models.System, w.Main.Concluded, w.Main.Note)
		if err == nil {
			_, err = w.Store.EditNote(ctx, by, w.Main.Concluded, w.Main.Note, now.Version, models.NoteInput{Language: "en", Body: "It was also said"})
		}
		return err
	}},
	{verb: "Notes", on: "of a session", may: writers, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Notes(ctx, by, w.Main.Concluded, "")
		return listed(err, slices.ContainsFunc(all, func(n models.NoteRow) bool { return n.ID == w.Main.Note }))
	}},
	{verb: "Note", on: "of the rapporteur", may: writers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Note(ctx, by, w.Main.Concluded, w.Main.Note)
		return err
	}},
	{verb: "NoteSessions", on: "lists a session", may: writers, do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.NoteSessions(ctx, by, w.Main.Concluded)
		return listed(err, slices.ContainsFunc(all, func(n models.SessionRow) bool { return n.ID == w.Main.ConcludedSession }))
	}},
	{verb: "CreateSummary", on: "of a seminar", may: desks, sees: editors + " co_organiser", do: func(w *given.World, by models.Actor) error {
		there, err := w.Store.Summaries(ctx, models.System, w.Main.Announced)
		if err == nil {
			_, err = w.Store.CreateSummary(ctx, by, w.Main.Announced, models.SummaryInput{Kind: models.SummaryKinds[len(there)], Title: "What was said", Language: "en"})
		}
		return err
	}},
	{verb: "Summaries", on: "lists a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Main.DraftSummary)
	}},
	{verb: "Summaries", on: "lists a text in review", may: readers, do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Main.ReviewSummary)
	}},
	{verb: "Summaries", on: "lists a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Main.ClearanceSummary)
	}},
	{verb: "Summaries", on: "lists a cleared text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		return listsSummary(w, by, w.Main.ClearedSummary)
	}},
	{verb: "Summary", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Summary(ctx, by, w.Main.DraftSummary)
		return err
	}},
	{verb: "Summary", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Summary(ctx, by, w.Main.ClearanceSummary)
		return err
	}},
	{verb: "Points", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Points(ctx, by, w.Main.DraftSummary)
		return err
	}},
	{verb: "Points", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Points(ctx, by, w.Main.ClearanceSummary)
		return err
	}},
	{verb: "Point", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Point(ctx, by, w.Main.DraftSummary, w.NewPoint(models.System, w.Main.DraftSummary).ID)
		return err
	}},
	{verb: "Clearances", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Clearances(ctx, by, w.Main.DraftSummary)
		return err
	}},
	{verb: "Clearances", on: "of a cleared text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		said, err := w.Store.Clearances(ctx, by, w.Main.PublishedSummary)
		return listed(err, len(said) > 0)
	}},
	{verb: "Editions", on: "of a published text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		all, err := w.Store.Editions(ctx, by, w.Main.PublishedSummary)
		return listed(err, slices.ContainsFunc(all, func(e models.DeskEdition) bool { return e.ID == w.Main.Edition }))
	}},
	{verb: "Edition", on: "of a published text", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Edition(ctx, by, w.Main.PublishedSummary, w.Main.Edition)
		return err
	}},
	{verb: "SummaryDesk", on: "of a draft", may: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SummaryDesk(ctx, by, w.Main.DraftSummary)
		return err
	}},
	{verb: "SummaryDesk", on: "of a text in clearance", may: readers + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.SummaryDesk(ctx, by, w.Main.ClearanceSummary)
		return err
	}},
	{verb: "SummaryDesk", on: "of a text in clearance, with the notes", may: readers, do: func(w *given.World, by models.Actor) error {
		desk, err := w.Store.SummaryDesk(ctx, by, w.Main.ClearanceSummary)
		return listed(err, len(desk.Notes) > 0)
	}},
	{verb: "EditSummary", on: "draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditSummary(ctx, by, w.Main.DraftSummary, version(w, "summaries", w.Main.DraftSummary), models.SummaryInput{Kind: "chairs_summary", Title: "What was said there", Language: "en"})
		return err
	}},
	{verb: "EditSummary", on: "in clearance", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.EditSummary(ctx, by, w.Main.ClearanceSummary, version(w, "summaries", w.Main.ClearanceSummary), models.SummaryInput{Kind: "proceedings", Title: "What was said there", Language: "en"})
		return err
	}},
	{verb: "RecordEarlierPublication", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		in := models.EarlierPublicationInput{Kind: models.Restated, Title: "What was said before", Language: "en"}
		_, err := w.Store.RecordEarlierPublication(ctx, by, w.Main.DraftSummary, version(w, "summaries", w.Main.DraftSummary), in)
		return err
	}},
	{verb: "AddPoint", on: "to a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.AddPoint(ctx, by, w.Main.DraftSummary, given.PointOf("Something was said"))
		return err
	}},
	{verb: "EditPoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		p := w.NewPoint(models.System, w.Main.DraftSummary)
		_, err := w.Store.EditPoint(ctx, by, w.Main.DraftSummary, p.ID, p.Version, given.PointOf("Something else was said"))
		return err
	}},
	{verb: "MovePoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		return w.Store.MovePoint(ctx, by, w.Main.DraftSummary, w.NewPoint(models.System, w.Main.DraftSummary).ID, false)
	}},
	{verb: "RemovePoint", on: "of a draft", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		p := w.NewPoint(models.System, w.Main.DraftSummary)
		return w.Store.RemovePoint(ctx, by, w.Main.DraftSummary, p.ID, p.Version)
	}},
	{verb: "SubmitSummary", on: "to clearance and back", may: desks, sees: nonDesks, do: func(w *given.World, by models.Actor) error {
		if _, err := w.Store.SubmitSummary(ctx, by, w.Main.ReviewSummary, models.SummaryClearance); err != nil {
			return err
		}
		for _, back := range []models.SummaryStatus{models.SummaryDraft, models.SummaryReview} {
			if _, err := w.Store.SubmitSummary(ctx, models.System, w.Main.ReviewSummary, back); err != nil {
				return err
			}
		}
		return nil
	}},
	{verb: "ClearanceLetter", on: "data for an e-mail that is about to be sent", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.ClearanceLetter(ctx, by, models.MailClearance{SummaryID: w.Main.ClearanceSummary, AccountID: w.Actors["co_organiser"].AccountID, Mail: models.ClearanceAsked})
		return err
	}},
	{verb: "Decide", on: "of a text in clearance, for the own organisation", may: "co_organiser", sees: readers, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Decide(ctx, by, w.Main.ClearanceSummary, objection(w, w.Main.ClearanceSummary))
		return err
	}},
	{verb: "Decide", on: "of a draft", sees: readers, nobody: true, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.Decide(ctx, by, w.Main.DraftSummary, objection(w, w.Main.DraftSummary))
		return err
	}},
	{verb: "PublishSummary", on: "that somebody else wrote and all cleared", may: "second_secretariat", sees: "secretariat co_organiser " + nonDesks, do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.PublishSummary(ctx, by, w.Main.ClearedSummary, models.EditionInput{Revision: w.Revision(w.Main.ClearedSummary)})
		return err
	}},
	{verb: "BeginCorrection", on: "of a cleared text", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.BeginCorrection(ctx, by, w.Main.CorrectableSummary)
		return err
	}},
	{verb: "WithdrawEdition", may: desks, sees: nonDesks + " co_organiser", do: func(w *given.World, by models.Actor) error {
		_, err := w.Store.WithdrawEdition(ctx, by, w.Main.WithdrawableSummary, w.Main.WithdrawableEdition, models.WithdrawalInput{Reason: "It was not so"})
		return err
	}},
}

func listsSummary(w *given.World, by models.Actor, id string) error {
	all, err := w.Store.Summaries(ctx, by, w.Main.Concluded)
	return listed(err, slices.ContainsFunc(all, func(m models.SummaryRow) bool { return m.ID == id }))
}

// objection is an objection to the first point of the present text.
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
