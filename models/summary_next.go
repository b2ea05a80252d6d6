package models

// NextOfText is what is to be done next with a working text: which step, and
// with how many things. Its zero value is nothing.
type NextOfText struct {
	Step  TextStep
	Count int
}

// TextStep is a step in the work on a text.
type TextStep string

// The steps.
const (
	TextBegin  TextStep = "begin"  // there is no point yet
	TextSend   TextStep = "send"   // to the organisers
	TextAnswer TextStep = "answer" // points that the reader's organisations have not answered
	TextRevise TextStep = "revise" // points that cannot stay as they are
	TextWait   TextStep = "wait"   // answers that others owe
	TextIssue  TextStep = "issue"  // the reader may publish
	TextReview TextStep = "review" // somebody else has to publish
	TextRenew  TextStep = "renew"  // every edition is withdrawn: only a changed text can be published
)

// Asked lists the organisers for whom the actor answers now. Nobody clears
// what they wrote themselves.
func (d SummaryDesk) Asked(a Actor) []DeskOrganiser {
	if d.Summary.Status != SummaryClearance || a.SignedIn() && d.Summary.Authors.Has(a.AccountID) {
		return nil
	}
	return d.ClearsFor(a)
}

// Next is what the actor can do next, or what the text waits for.
func (d SummaryDesk) Next(a Actor) NextOfText {
	if asked := d.Asked(a); len(asked) > 0 {
		open := 0
		for _, o := range asked {
			open += d.Open(o.ID)
		}
		if open > 0 {
			return NextOfText{TextAnswer, open}
		}
	}
	switch {
	case d.IsWithdrawn() && d.Seminar.MayDraft(a):
		return NextOfText{Step: TextRenew}
	case d.Summary.Status == SummaryClearance:
		return d.nextInClearance(a)
	case d.IsUnchanged():
		return NextOfText{}
	case d.Summary.Status == SummaryCleared:
		return d.nextToPublish(a)
	}
	switch {
	case d.Summary.MayChange(a, d.Seminar) != nil:
		return NextOfText{}
	case len(d.Points) == 0:
		return NextOfText{Step: TextBegin}
	case d.Summary.NeedsClearance():
		return NextOfText{Step: TextSend}
	}
	return d.nextToPublish(a)
}

// nextInClearance asks who drafts for a change, as soon as one is needed.
func (d SummaryDesk) nextInClearance(a Actor) NextOfText {
	revise := map[string]bool{}
	for _, r := range d.Remarks() {
		if r.Clearance.Decision != Cleared {
			revise[r.Point.ID] = true
		}
	}
	if len(revise) > 0 && d.Summary.MayChange(a, d.Seminar) == nil {
		return NextOfText{TextRevise, len(revise)}
	}
	if n := d.Count()[""]; n > 0 {
		return NextOfText{TextWait, n}
	}
	return NextOfText{}
}

func (d SummaryDesk) nextToPublish(a Actor) NextOfText {
	switch {
	case d.Summary.MayPublish(a, d.Seminar):
		return NextOfText{Step: TextIssue}
	case d.Seminar.MayDraft(a):
		return NextOfText{Step: TextReview}
	}
	return NextOfText{}
}
