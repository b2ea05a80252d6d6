package models_test

import (
	"testing"
	"time"

	"consultations/models"
)

// deskOf is a text of two points with two organisers; each answer is given as
// organiser, point and decision.
func deskOf(status models.SummaryStatus, answers ...[3]string) models.SummaryDesk {
	m := text(status)
	d := models.SummaryDesk{Summary: m, Seminar: talk,
		Points:     []models.PointRow{{Point: models.Point{ID: "1", Code: "F1"}}, {Point: models.Point{ID: "2", Code: "F2"}}},
		Organisers: []models.DeskOrganiser{{ID: "ours", OrganisationID: "org"}, {ID: "theirs", OrganisationID: "other"}}}
	for _, a := range answers {
		d.Clearances = append(d.Clearances, models.ClearanceRow{Clearance: models.Clearance{Revision: m.Revision, OrganiserID: a[0], PointID: a[1], Decision: models.Decision(a[2])}})
	}
	return d
}

func TestTheNextStepFollowsFromTheStateOfTheText(t *testing.T) {
	without := func(d models.SummaryDesk) models.SummaryDesk { d.Points = nil; return d }
	unsigned := func(d models.SummaryDesk) models.SummaryDesk { d.Summary.Authors = nil; return d }
	published := func(d models.SummaryDesk) models.SummaryDesk {
		d.Summary.Authors, d.Editions = nil, []models.DeskEdition{{Number: 1}}
		return d
	}
	earlier := func(d models.SummaryDesk) models.SummaryDesk {
		d.Summary.EarlierPublication = &models.EarlierPublication{}
		return d
	}
	withdrawn := func(d models.SummaryDesk) models.SummaryDesk {
		at := time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)
		d.Editions[0].WithdrawnAt = &at
		return d
	}
	cleared, objected := string(models.Cleared), string(models.Objected)
	clearance := models.SummaryClearance
	for _, c := range []struct {
		name string
		desk models.SummaryDesk
		by   models.Actor
		want models.NextOfText
	}{
		{"an empty draft", without(deskOf(models.SummaryDraft)), drafter, models.NextOfText{Step: models.TextBegin}},
		{"a draft", deskOf(models.SummaryDraft), drafter, models.NextOfText{Step: models.TextSend}},
		{"a draft, for an organiser who does not draft", deskOf(models.SummaryDraft), leader, models.NextOfText{}},
		{"a restated text, for its author", earlier(deskOf(models.SummaryReview)), drafter, models.NextOfText{Step: models.TextReview}},
		{"a restated text, for a colleague", earlier(deskOf(models.SummaryReview)), second, models.NextOfText{Step: models.TextIssue}},
		{"a published restatement", published(earlier(deskOf(models.SummaryReview))), second, models.NextOfText{}},
		{"in clearance, for an organiser", deskOf(clearance, [3]string{"ours", "1", cleared}), clearer, models.NextOfText{Step: models.TextAnswer, Count: 1}},
		{"in clearance, for the secretariat", deskOf(clearance, [3]string{"ours", "1", cleared}), drafter, models.NextOfText{Step: models.TextWait, Count: 3}},
		{"in clearance, for an organiser who has replied", deskOf(clearance, [3]string{"ours", "1", cleared}, [3]string{"ours", "2", objected}), clearer, models.NextOfText{Step: models.TextWait, Count: 2}},
		{"an objection, for the secretariat", deskOf(clearance, [3]string{"ours", "2", objected}, [3]string{"theirs", "2", objected}), drafter, models.NextOfText{Step: models.TextRevise, Count: 1}},
		{"cleared, for its author", deskOf(models.SummaryCleared), drafter, models.NextOfText{Step: models.TextReview}},
		{"cleared, for a colleague", deskOf(models.SummaryCleared), second, models.NextOfText{Step: models.TextIssue}},
		{"cleared, for an organiser", deskOf(models.SummaryCleared), clearer, models.NextOfText{}},
		{"cleared, drafted by nobody in particular", unsigned(deskOf(models.SummaryCleared)), second, models.NextOfText{Step: models.TextIssue}},
		{"published", published(deskOf(models.SummaryCleared)), second, models.NextOfText{}},
		{"withdrawn", withdrawn(published(deskOf(models.SummaryCleared))), second, models.NextOfText{Step: models.TextRenew}},
		{"withdrawn, for an organiser", withdrawn(published(deskOf(models.SummaryCleared))), clearer, models.NextOfText{}},
		{"a withdrawn restatement", withdrawn(published(earlier(deskOf(models.SummaryReview)))), second, models.NextOfText{Step: models.TextRenew}},
		{"withdrawn, and a correction is begun", withdrawn(published(deskOf(models.SummaryDraft))), second, models.NextOfText{Step: models.TextSend}},
	} {
		if got := c.desk.Next(c.by); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestAnswersAreCountedForTheTextAsItStands(t *testing.T) {
	d := deskOf(models.SummaryClearance, [3]string{"ours", "1", string(models.Cleared)}, [3]string{"theirs", "1", string(models.ClearedWithChanges)})
	d.Clearances = append(d.Clearances, models.ClearanceRow{Clearance: models.Clearance{Revision: d.Summary.Revision - 1, OrganiserID: "ours", PointID: "2", Decision: models.Objected}})

	if d.Answered("ours") != 1 || d.Open("ours") != 1 || d.Open("nobody") != 2 {
		t.Errorf("answered %d, open %d", d.Answered("ours"), d.Open("ours"))
	}
	if r := d.Remarks(); len(r) != 1 || r[0].Point.Code != "F1" || r[0].Organiser.ID != "theirs" {
		t.Errorf("%+v", r)
	}
}
