package models

// ClearanceInput is the answer of a co-organiser to a point, or at once to all
// points that it has not answered. Revision is the revision that was on the screen.
type ClearanceInput struct {
	OrganisationID string   `form:"organisation" json:"organisation" doc:"Id; may be empty if the account clears for only one"`
	Revision       int      `form:"revision" json:"revision"`
	PointID        string   `form:"point" json:"point" doc:"Id; empty for all points not yet answered"`
	Decision       Decision `form:"decision" json:"decision"`
	Comment        string   `form:"comment" json:"comment"`
	Proposal       string   `form:"proposal" json:"proposal" doc:"Wording that the organiser would clear"`
}

// Check reads the input into a clearance without its row's id. An objection
// needs a comment, and clearing with changes a proposed wording; all points
// at once can only be cleared.
func (i ClearanceInput) Check() (Clearance, error) {
	in := newInput()
	c := Clearance{
		Revision: i.Revision, PointID: i.PointID, Decision: choice(in, "decision", i.Decision),
		Comment: in.text("comment", i.Comment, MaxText), Proposal: in.text("proposal", i.Proposal, MaxText),
	}
	in.Require(c.Decision != Objected || c.Comment != "", "comment", "clearance.say_why")
	in.Require(c.Decision != ClearedWithChanges || c.Proposal != "", "proposal", "clearance.propose")
	in.Require(c.PointID != "" || c.Decision == Cleared, "decision", "clearance.all_only_cleared")
	return c, in.Err()
}

// Concerns lists the points that the answer is given to. An answer to all
// points at once is one to those not answered yet: it never replaces an
// objection, a change or what was cleared before.
func (i ClearanceInput) Concerns(points, answered []string) []string {
	if i.PointID != "" {
		return points
	}
	var open []string
	for _, p := range points {
		if !List(answered).Has(p) {
			open = append(open, p)
		}
	}
	return open
}

// Organisation decides for which organisation the actor speaks of a text, and
// whether it may speak now.
func (i ClearanceInput) Organisation(a Actor, m Summary, s Seminar) (string, error) {
	orgs := a.CoOrganisesFor(s.ID)
	if a.IsSystem() {
		orgs = []string{i.OrganisationID}
	}
	switch {
	case !m.MaySee(a, s):
		return "", Missing()
	case len(orgs) == 0:
		return "", Refuse(Forbidden, "page.forbidden")
	case m.Authors.Has(a.AccountID) && a.SignedIn():
		return "", Refuse(Conflict, "clearance.own_text")
	case m.Status != SummaryClearance && m.Status != SummaryCleared:
		return "", Refuse(Conflict, "clearance.not_open")
	case i.Revision != m.Revision:
		return "", Refuse(Conflict, "page.changed_meanwhile")
	case m.Status == SummaryCleared:
		return "", Refuse(Conflict, "clearance.not_open")
	}
	org := i.OrganisationID
	if org == "" && len(orgs) == 1 {
		org = orgs[0]
	}
	p := Problems{}
	p.Require(List(orgs).Has(org), "organisation", "form.choice")
	return org, p.Err()
}

// OpenPoints counts the points that not all organisers who must clear have
// cleared in a revision. Without such an organiser, or without a point, the
// result is positive: a text that nobody answers for, or that says nothing, is
// never cleared by itself.
func OpenPoints(revision int, points []string, organisers []string, decisions []Clearance) int {
	if len(organisers) == 0 || len(points) == 0 {
		return max(1, len(points))
	}
	cleared := map[[2]string]bool{}
	for _, c := range decisions {
		if c.Revision == revision && c.Decision == Cleared {
			cleared[[2]string{c.OrganiserID, c.PointID}] = true
		}
	}
	open := 0
	for _, point := range points {
		for _, o := range organisers {
			if !cleared[[2]string{o, point}] {
				open++
				break
			}
		}
	}
	return open
}

// AfterDecisions is the state that follows from the organisers' decisions: a
// text in clearance is cleared when no point is open.
func (m Summary) AfterDecisions(open int) SummaryStatus {
	if m.Status == SummaryClearance && open == 0 {
		return SummaryCleared
	}
	return m.Status
}

// AfterOrganisersChanged is the state that follows from a change of the
// organisers: a text that only waited for a removed one is cleared, and a
// cleared text that lacks a decision goes back to clearance. A published text
// that has not been changed since stays as it is.
func (m Summary) AfterOrganisersChanged(open int) SummaryStatus {
	if m.Status == SummaryCleared && open > 0 && len(m.Authors) > 0 {
		return SummaryClearance
	}
	return m.AfterDecisions(open)
}
