package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// ClearanceShow is the clearance page: the replies of all organisers on all
// points, and the forms for the reader's own.
type ClearanceShow struct{ Desk }

// Render writes the page.
func (p ClearanceShow) Render(ctx context.Context, w io.Writer) error {
	return clearanceShow(p).Render(ctx, w)
}

// ClearanceDecide is the form in which an organiser replies on one point.
type ClearanceDecide struct {
	Desk
	FormOf[models.ClearanceInput]
	Point models.PointRow
}

// Render writes the page.
func (p ClearanceDecide) Render(ctx context.Context, w io.Writer) error {
	return clearanceDecide(p).Render(ctx, w)
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

// decisionWord is the word for a reply; "" is a missing reply.
func decisionWord(l *locale.Locale, d models.Decision) string {
	if d == "" {
		return l.T("clearance.waiting")
	}
	return l.T("clearance." + string(d))
}

// bar shows how many of the required replies have been given.
func (p ClearanceShow) bar() parts.BarProps {
	count := p.Of.Count()
	b := parts.BarProps{L: p.L, Title: p.L.T("clearance.answers"), Total: len(p.Of.Organisers) * len(p.Of.Points)}
	for _, d := range append(append([]models.Decision{}, models.Decisions...), "") {
		b.Parts = append(b.Parts, parts.BarPart{Label: decisionWord(p.L, d), Count: count[d], Tone: decisionTone(d)})
	}
	return b
}

func (p ClearanceShow) columns() []parts.Column {
	columns := []parts.Column{{Label: p.L.T("clearance.point")}}
	for _, o := range p.Of.Organisers {
		columns = append(columns, parts.Column{Label: p.L.Text(o.Shown()).Text})
	}
	return columns
}

// asked lists the organisers for which the reader can reply now.
func (d Desk) asked() []models.DeskOrganiser {
	if d.Of.Summary.Status != models.SummaryClearance || d.Of.Summary.Authors.Has(d.By.AccountID) {
		return nil
	}
	return d.Of.ClearsFor(d.By)
}

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

// organisations are the organisations for which the reader can reply.
func (p ClearanceDecide) organisations() []parts.Option {
	var options []parts.Option
	for _, o := range p.Of.ClearsFor(p.By) {
		options = append(options, parts.Option{Value: o.OrganisationID, Label: p.L.Text(o.Shown()).Text})
	}
	return options
}
