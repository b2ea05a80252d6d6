package models

// ClearanceInput is the answer of a co-organiser to a point, or to all points at
// once. Revision is the revision that was on the screen.
type ClearanceInput struct {
	OrganisationID string   `form:"organisation" json:"organisation" doc:"Id; may be empty when the account clears for one only"`
	Revision       int      `form:"revision" json:"revision"`
	PointID        string   `form:"point" json:"point" doc:"Id; empty for all points"`
	Decision       Decision `form:"decision" json:"decision"`
	Comment        string   `form:"comment" json:"comment"`
	Proposal       string   `form:"proposal" json:"proposal" doc:"The wording that would be cleared"`
}

// Check reads the input into a clearance without its row's identity. Whoever
// objects says why, and whoever wants a change proposes it; all points at
// once can only be cleared.
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
	case m.State != SummaryClearance && m.State != SummaryCleared:
		return "", Refuse(Conflict, "clearance.not_open")
	case i.Revision != m.Revision:
		return "", Refuse(Conflict, "page.changed_meanwhile")
	case m.State == SummaryCleared:
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

// OpenPoints counts the points that some organiser who must clear has not
// cleared in a revision. Without an organiser who must clear, or without a
// point, something is open: a text that nobody answers for, or that says
// nothing, is never cleared by itself.
func OpenPoints(revision int, points []string, organisers []string, said []Clearance) int {
	if len(organisers) == 0 || len(points) == 0 {
		return max(1, len(points))
	}
	cleared := map[[2]string]bool{}
	for _, c := range said {
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

// Settle gives the state that follows from what the organisers said: a text
// before them is cleared when no point is open.
func (m Summary) Settle(open int) SummaryState {
	if m.State == SummaryClearance && open == 0 {
		return SummaryCleared
	}
	return m.State
}

// Resettle gives the state that follows when the organisers themselves have
// changed: a text for which nobody is left to wait is cleared, and a cleared
// one that lacks an answer is before them again. What was published and has
// not been written in since stays as it is.
func (m Summary) Resettle(open int) SummaryState {
	if m.State == SummaryCleared && open > 0 && len(m.Authors) > 0 {
		return SummaryClearance
	}
	return m.Settle(open)
}
