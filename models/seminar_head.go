package models

import "time"

// SeminarHead is what the top of every page of the work on a seminar says of
// it, whichever of its pages that is, and what its reader may do.
type SeminarHead struct {
	ID              string
	Slug            string
	SeriesID        string
	SeriesSlug      string
	SeriesTitle     Text
	Title           Text
	Label           Text
	Place           Text
	Host            Text
	Status          SeminarStatus
	TimeZone        string
	StartsOn        Day
	EndsOn          Day
	Year            *int
	Languages       List
	AgendaPublished bool
	Has             SeminarCounts
	Moves           []SeminarStatus // that the reader can bring it into now
	Next            NextStep        // for who can take it
	MayWork         bool
	MayList         bool // names of those who registered
	MayEdit         bool
	MayDraft        bool
	MayNote         bool // on one session at least
}

// Days are the dates of the seminar as whoever announces it again confirms them.
func (h SeminarHead) Days() string { return confirmedDays(h.StartsOn, h.EndsOn) }

// IsPublic reports whether everybody may know of the seminar.
func (h SeminarHead) IsPublic() bool { return h.Status != SeminarDraft }

// SeminarCounts is how much there is of a seminar.
type SeminarCounts struct {
	Organisers int
	Sessions   int
	Pending    int // registrations that wait for a decision
	Summaries  int
	Editions   int
	Told       int // people who get a mail when the seminar is moved or cancelled

	UndeliveredRegistrations int // active ones whose last e-mail could not be delivered
	UndeliveredInvitations   int // that await a reply to such an e-mail
}

// NextStep is what is to be done next: which step, and with how many things.
// Its zero value is nothing.
type NextStep struct {
	Step  SeminarStep
	Count int
}

// SeminarStep is a step in the work on a seminar.
type SeminarStep string

// The steps, in the order in which they come up.
const (
	StepComplete  SeminarStep = "complete"  // something stops the announcement
	StepAnnounce  SeminarStep = "announce"  // the draft is complete
	StepReset     SeminarStep = "reset"     // postponed: other days are needed
	StepResolve   SeminarStep = "resolve"   // something cannot be as it stands
	StepDecide    SeminarStep = "decide"    // people wait to hear whether they may take part
	StepOpen      SeminarStep = "open"      // nobody can register: the end of the registration period is not known
	StepPlan      SeminarStep = "plan"      // there is no session yet
	StepPublish   SeminarStep = "agenda"    // the agenda is not published
	StepSeats     SeminarStep = "seats"     // nobody can register here: there is no number of seats
	StepConclude  SeminarStep = "conclude"  // it is over
	StepSummarise SeminarStep = "summarise" // no summary was begun
	StepIssue     SeminarStep = "issue"     // no summary was published
	StepArchive   SeminarStep = "archive"   // everything is done
)

// Head puts together what the actor sees of the seminar now. The step that
// comes next is for those who can take it, and people who registered are for
// those who may know of them.
func (s Seminar) Head(a Actor, has SeminarCounts, clashes []Clash, now time.Time) SeminarHead {
	h := SeminarHead{
		ID: s.ID, Slug: s.Slug, SeriesID: s.SeriesID, Title: s.Title, Label: s.Label, Place: s.Place, Status: s.Status, TimeZone: s.TimeZone,
		StartsOn: s.StartsOn, EndsOn: s.EndsOn, Year: s.Year, Languages: s.Languages, AgendaPublished: s.AgendaPublished, Has: has,
		MayWork: s.MaySeeWorkingArea(a), MayList: s.MayListParticipants(a), MayEdit: s.MayEdit(a), MayDraft: s.MayDraft(a), MayNote: s.MayWriteNotes(a, ""),
	}
	missing := s.StillMissing(has.Organisers, has.Sessions, now)
	for _, to := range s.Moves() {
		if s.Move(a, to, missing) == nil {
			h.Moves = append(h.Moves, to)
		}
	}
	if !h.MayList {
		h.Has.Pending, h.Has.Told, h.Has.UndeliveredRegistrations, h.Has.UndeliveredInvitations = 0, 0, 0, 0
	}
	next := s.next(has, clashes, now)
	drafts := next.Step == StepSummarise || next.Step == StepIssue
	if drafts && h.MayDraft || !drafts && h.MayEdit {
		h.Next = next
	}
	return h
}

func (s Seminar) next(has SeminarCounts, clashes []Clash, now time.Time) NextStep {
	switch s.Status {
	case SeminarDraft:
		return s.nextOfDraft(has, now)
	case SeminarPostponed:
		return NextStep{Step: StepReset}
	case SeminarAnnounced:
		return s.nextOfAnnounced(has, clashes, now)
	case SeminarConcluded:
		switch {
		case has.Summaries == 0:
			return NextStep{Step: StepSummarise}
		case has.Editions == 0:
			return NextStep{Step: StepIssue}
		}
		return NextStep{Step: StepArchive}
	}
	return NextStep{}
}

func (s Seminar) nextOfDraft(has SeminarCounts, now time.Time) NextStep {
	stops := 0
	for _, l := range s.StillMissing(has.Organisers, has.Sessions, now) {
		if l.Stops {
			stops++
		}
	}
	if stops > 0 {
		return NextStep{StepComplete, stops}
	}
	return NextStep{Step: StepAnnounce}
}

func (s Seminar) nextOfAnnounced(has SeminarCounts, clashes []Clash, now time.Time) NextStep {
	switch {
	case s.IsOver(now):
		return NextStep{Step: StepConclude}
	case len(clashes) > 0:
		return NextStep{StepResolve, len(clashes)}
	case has.Pending > 0:
		return NextStep{StepDecide, has.Pending}
	case s.Seats != nil && s.Closes() == nil && s.Admission != AdmissionInvited:
		return NextStep{Step: StepOpen}
	case has.Sessions == 0:
		return NextStep{Step: StepPlan}
	case !s.AgendaPublished:
		return NextStep{Step: StepPublish}
	case s.Seats == nil:
		return NextStep{Step: StepSeats}
	}
	return NextStep{}
}

// IsOver reports whether the last day of the seminar has passed where it
// takes place.
func (s Seminar) IsOver(now time.Time) bool { return !now.Before(s.ends()) }
