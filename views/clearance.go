package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// ClearanceShow is the text with the answers beside it, or who has answered
// what.
type ClearanceShow struct {
	Desk
	Form     models.ClearanceInput // an answer that was refused
	Problems models.Problems       // of that answer
}

// Render writes the page.
func (p ClearanceShow) Render(ctx context.Context, w io.Writer) error {
	if p.View == models.AnswersView {
		return clearanceOverview(p).Render(ctx, w)
	}
	return clearanceShow(p).Render(ctx, w)
}

func decisionTone(d models.Decision) parts.Tone {
	switch d {
	case models.Cleared:
		return parts.Good
	case models.ClearedWithChanges:
		return parts.Caution
	case models.Objected:
		return parts.Bad
	}
	return parts.Neutral
}

// markClass is the colour of a mark, which only repeats its shape.
func markClass(d models.Decision) string {
	switch d {
	case models.Cleared:
		return "is-good"
	case models.ClearedWithChanges:
		return "is-caution"
	case models.Objected:
		return "is-bad"
	}
	return "is-open"
}

// decisionWord is the word of an answer; "" is one that was not given, and is
// awaited only while the text is in clearance.
func (d Desk) decisionWord(said models.Decision) string {
	switch {
	case said != "":
		return d.L.T("clearance." + string(said))
	case d.Of.Summary.Status == models.SummaryClearance:
		return d.L.T("clearance.waiting")
	}
	return d.L.T("clearance.no_reply")
}

// replyBar is how many points an organiser has answered.
func (d Desk) replyBar(o models.DeskOrganiser) parts.BarProps {
	total, count := len(d.Of.Points), map[models.Decision]int{}
	for _, p := range d.Of.Points {
		said, _ := d.Of.Decided(o.ID, p.ID)
		count[said.Decision]++
	}
	b := parts.BarProps{L: d.L, Title: d.L.T("clearance.progress", "answered", total-count[""], "total", total), Total: total}
	for _, decision := range models.Decisions {
		b.Parts = append(b.Parts, parts.BarPart{Label: d.decisionWord(decision), Count: count[decision], Tone: decisionTone(decision)})
	}
	return b
}

// openAll asks before everything that is open is cleared at once.
func (d Desk) openAll(o models.DeskOrganiser) parts.Confirm {
	open := d.Of.Open(o.ID)
	return parts.Confirm{
		ID: "all-" + o.ID, Title: d.L.N("clearance.clear_open_ask", open),
		Says: []string{
			d.L.T("clearance.on_behalf", "organiser", d.L.Text(o.Shown()).Text),
			d.L.T("clearance.clear_open_says", "number", d.Of.Summary.Revision), d.L.T("clearance.clear_open_keeps"),
		},
		Button: parts.Button{Text: d.L.N("clearance.clear_open", open), Look: parts.Quiet, Hint: d.L.Text(o.Shown()).Text},
	}
}

// unrepresented says for which organisers nobody can reply, and what would
// change that; empty where each has somebody. It is for those who work on the
// text or the seminar.
func (d Desk) unrepresented() []string {
	var names []string
	for _, o := range d.Of.Unrepresented() {
		names = append(names, d.L.Text(o.Shown()).Text)
	}
	if names == nil || !d.Of.Summary.NeedsClearance() || !d.Of.Seminar.MayDraft(d.By) && !d.Of.Seminar.MayEdit(d.By) {
		return nil
	}
	return []string{
		d.L.T("clearance.unrepresented", "organisers", d.L.List(names)),
		d.L.T("clearance.represent", "role", d.L.T("role."+string(models.CoOrganiser))),
	}
}

// asked lists the organisers for whom the reader answers now.
func (d Desk) asked() []models.DeskOrganiser { return d.Of.Asked(d.By) }

// clearedBy reports whether an organiser has cleared every point of the
// current revision.
func (d Desk) clearedBy(o models.DeskOrganiser) bool {
	for _, p := range d.Of.Points {
		if said, _ := d.Of.Decided(o.ID, p.ID); said.Decision != models.Cleared {
			return false
		}
	}
	return len(d.Of.Points) > 0
}

// others says how many of the other organisers have cleared a point; empty
// where there are none.
func (d Desk) others(o models.DeskOrganiser, p models.PointRow) string {
	cleared := 0
	for _, other := range d.Of.Organisers {
		if said, _ := d.Of.Decided(other.ID, p.ID); other.ID != o.ID && said.Decision == models.Cleared {
			cleared++
		}
	}
	if len(d.Of.Organisers) < 2 {
		return ""
	}
	return d.L.T("clearance.others", "cleared", cleared, "total", len(d.Of.Organisers)-1)
}

// reply is the form of one answer: what was refused, what was said, or
// nothing yet. The wording to propose begins with the present one.
type reply struct {
	Organiser models.DeskOrganiser
	Point     models.PointRow
	In        models.ClearanceInput
	Present   locale.Fragment
	Problems  models.Problems
}

func (p ClearanceShow) reply(o models.DeskOrganiser, point models.PointRow) reply {
	r := reply{Organiser: o, Point: point, Present: p.L.Text(point.Body)}
	if p.Problems != nil && p.Form.PointID == point.ID && (p.Form.OrganisationID == "" || p.Form.OrganisationID == o.OrganisationID) {
		r.In, r.Problems = p.Form, p.Problems
	} else if said, ok := p.Of.Decided(o.ID, point.ID); ok {
		r.In = models.ClearanceInput{Decision: said.Decision, Comment: said.Comment, Proposal: said.Proposal}
	}
	if r.In.Proposal == "" {
		r.In.Proposal = r.Present.Text
	}
	return r
}

// name is what the fields of the form are called on the page.
func (r reply) name() string { return "reply-" + r.Point.ID + "-" + r.Organiser.ID }

// anchor is where the text of the point stands. Of two answers to one point,
// the first one has it.
func (p ClearanceShow) anchor(r reply) string {
	if asked := p.asked(); asked[0].ID == r.Organiser.ID {
		return r.Point.Code
	}
	return r.name()
}

// wrong lists what is wrong with an answer, each with where it is mended.
func (p ClearanceShow) wrong() []wrongReply {
	var all []wrongReply
	for _, point := range p.Of.Points {
		if point.ID != p.Form.PointID {
			continue
		}
		for _, o := range p.asked() {
			r := p.reply(o, point)
			for _, field := range []string{"proposal", "comment", "decision", "organisation", "seen"} {
				if problem, is := r.Problems[field]; is {
					href := "#" + r.name() + "-" + field
					if field != "proposal" && field != "comment" {
						href = "#" + point.Code
					}
					all = append(all, wrongReply{point.Code, href, p.L.Problem(problem)})
				}
			}
		}
	}
	return all
}

type wrongReply struct{ Code, Href, Problem string }

// isFirst reports whether a point is the first of its kind, for the lines
// between the columns of the overview.
func (p ClearanceShow) isFirst(point models.PointRow) bool {
	for _, g := range p.groups() {
		if g.Points[0].ID == point.ID {
			return true
		}
	}
	return false
}

// remarkID is where the overview says what an organiser wrote of a point.
func remarkID(o models.DeskOrganiser, p models.PointRow) string { return "remark-" + p.ID + "-" + o.ID }

// hasRemark reports whether it says something.
func (p ClearanceShow) hasRemark(o models.DeskOrganiser, point models.PointRow) bool {
	for _, r := range p.Of.Remarks() {
		if r.Organiser.ID == o.ID && r.Point.ID == point.ID {
			return true
		}
	}
	return false
}

// mayRead reports whether the reader may read what an organiser wrote: the
// secretariat, and the organiser itself.
func (p ClearanceShow) mayRead(o models.DeskOrganiser) bool {
	if p.Of.Seminar.MayDraft(p.By) || p.Of.Seminar.MayEdit(p.By) {
		return true
	}
	for _, own := range p.Of.ClearsFor(p.By) {
		if own.ID == o.ID {
			return true
		}
	}
	return false
}
