package models

import (
	"fmt"
	"testing"
	"time"
)

var headNow = time.Date(2027, 5, 1, 12, 0, 0, 0, time.UTC)

// standing is the state of a seminar when somebody looks at it.
type standing struct {
	Seminar
	has     SeminarCounts
	clashes []Clash
}

func (s standing) by(a Actor) SeminarHead { return s.Head(a, s.has, s.clashes, headNow) }

// ready is a future seminar that is announced and complete.
func ready() standing {
	seats, opens := 40, headNow.AddDate(0, -1, 0)
	return standing{
		Seminar: Seminar{ID: "seminar", SeriesID: "series", Status: SeminarAnnounced, Label: NewText("en", "Seminar"), TimeZone: "UTC",
			StartsOn: "2027-05-12", EndsOn: "2027-05-13", Languages: List{"en"}, Seats: &seats, OpensAt: &opens, AgendaPublished: true,
			CreatedAt: headNow.AddDate(-1, 0, 0)},
		has: SeminarCounts{Organisers: 1, Sessions: 3},
	}
}

func TestTheNextStepFollowsFromTheStateOfTheSeminar(t *testing.T) {
	year := 2026
	for _, c := range []struct {
		name string
		edit func(*standing)
		want NextStep
	}{
		{"complete", func(*standing) {}, NextStep{}},
		{"a draft without organiser and dates", func(h *standing) { h.Status, h.has.Organisers, h.StartsOn, h.EndsOn = SeminarDraft, 0, "", "" }, NextStep{StepComplete, 2}},
		{"a draft that can be announced, without sessions", func(h *standing) { h.Status, h.has.Sessions = SeminarDraft, 0 }, NextStep{Step: StepAnnounce}},
		{"postponed", func(h *standing) { h.Status = SeminarPostponed }, NextStep{Step: StepReset}},
		{"a clash comes before waiting registrations", func(h *standing) { h.clashes, h.has.Pending = []Clash{{}, {}}, 4 }, NextStep{StepResolve, 2}},
		{"registrations await a decision", func(h *standing) { h.has.Pending = 4 }, NextStep{StepDecide, 4}},
		{"no number of seats", func(h *standing) { h.Seats, h.OpensAt = nil, nil }, NextStep{Step: StepSeats}},
		{"no number of seats and an unpublished agenda", func(h *standing) { h.Seats, h.AgendaPublished = nil, false }, NextStep{Step: StepPublish}},
		{"registration by default", func(h *standing) { h.OpensAt, h.ClosesAt = nil, nil }, NextStep{}},
		{"no end of registration, the agenda published", func(h *standing) { h.ClosesAt, h.StartsOn, h.EndsOn = nil, "", "" }, NextStep{Step: StepOpen}},
		{"no end of registration, nothing published", func(h *standing) { h.ClosesAt, h.StartsOn, h.EndsOn, h.AgendaPublished = nil, "", "", false }, NextStep{Step: StepOpen}},
		{"no end of registration, by invitation", func(h *standing) {
			h.ClosesAt, h.StartsOn, h.EndsOn, h.Admission = nil, "", "", AdmissionInvited
		}, NextStep{}},
		{"no end of registration, over", func(h *standing) { h.ClosesAt, h.StartsOn, h.EndsOn = nil, "2027-04-29", "2027-04-30" }, NextStep{Step: StepConclude}},
		{"no session", func(h *standing) { h.has.Sessions, h.AgendaPublished = 0, false }, NextStep{Step: StepPlan}},
		{"an unpublished agenda", func(h *standing) { h.AgendaPublished = false }, NextStep{Step: StepPublish}},
		{"on its last day", func(h *standing) { h.StartsOn, h.EndsOn = "2027-04-30", "2027-05-01" }, NextStep{}},
		{"over, with registrations that await a decision", func(h *standing) { h.StartsOn, h.EndsOn, h.has.Pending = "2027-04-29", "2027-04-30", 4 }, NextStep{Step: StepConclude}},
		{"over, with only the year known", func(h *standing) { h.StartsOn, h.EndsOn, h.Year = "", "", &year }, NextStep{Step: StepConclude}},
		{"concluded without a summary", func(h *standing) { h.Status = SeminarConcluded }, NextStep{Step: StepSummarise}},
		{"concluded with a text", func(h *standing) { h.Status, h.has.Summaries = SeminarConcluded, 1 }, NextStep{Step: StepIssue}},
		{"concluded and published", func(h *standing) { h.Status, h.has.Summaries, h.has.Editions = SeminarConcluded, 1, 1 }, NextStep{Step: StepArchive}},
		{"archived", func(h *standing) { h.Status = SeminarArchived }, NextStep{}},
		{"cancelled", func(h *standing) { h.Status = SeminarCancelled }, NextStep{}},
	} {
		h := ready()
		c.edit(&h)
		if got := h.by(System).Next; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// People who cannot take the step do not see it, and learn nothing about
// registrations.
func TestTheNextStepIsShownToThoseWhoCanTakeIt(t *testing.T) {
	by := func(g Grant) Actor { return Actor{Via: ViaAccount, AccountID: "a", Grants: []Grant{g}} }
	organiser := by(Grant{Role: OrganiserRole, SeriesID: "series"})
	secretariat := by(Grant{Role: Secretariat, SeriesID: "series"})
	coOrganiser := by(Grant{Role: CoOrganiser, SeminarID: "seminar", OrganisationID: "org"})
	waiting, over := ready(), ready()
	waiting.has.Pending = 4
	over.Status = SeminarConcluded
	for _, c := range []struct {
		name    string
		seminar standing
		by      Actor
		want    NextStep
		pending int
		edits   bool
	}{
		{"an organiser of registrations", waiting, organiser, NextStep{StepDecide, 4}, 4, true},
		{"the secretariat of registrations", waiting, secretariat, NextStep{}, 4, false},
		{"a co-organiser of registrations", waiting, coOrganiser, NextStep{}, 0, false},
		{"the secretariat of a summary", over, secretariat, NextStep{Step: StepSummarise}, 0, false},
		{"a co-organiser of a summary", over, coOrganiser, NextStep{}, 0, false},
	} {
		got := c.seminar.by(c.by)
		if got.Next != c.want || got.Has.Pending != c.pending || got.MayEdit != c.edits {
			t.Errorf("%s: %+v, %d waiting, edits %t", c.name, got.Next, got.Has.Pending, got.MayEdit)
		}
	}
}

// TestAStepThatWouldBeRefusedIsNotOffered: the list of what is missing is
// offered instead.
func TestAStepThatWouldBeRefusedIsNotOffered(t *testing.T) {
	for _, c := range []struct {
		name       string
		status     SeminarStatus
		organisers int
		want       string
	}{
		{"a complete draft", SeminarDraft, 1, "[announced]"},
		{"a draft without an organiser", SeminarDraft, 0, "[]"},
		{"postponed", SeminarPostponed, 1, "[announced cancelled]"},
		{"postponed, without an organiser", SeminarPostponed, 0, "[cancelled]"},
		{"announced, without an organiser", SeminarAnnounced, 0, "[postponed cancelled concluded]"},
	} {
		h := ready()
		h.Status, h.has.Organisers = c.status, c.organisers
		if got := fmt.Sprint(h.by(System).Moves); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
