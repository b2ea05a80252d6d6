package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) clearanceRoutes() []Route {
	return []Route{
		{"GET", "/manage/summaries/:summary/clearance", Working, h.showClearance},
		{"POST", "/manage/summaries/:summary/clearance", Working, h.decide},
		{"GET", "/manage/summaries/:summary/clearance/:point", Working, h.showDecision},
	}
}

func (h *Handlers) showClearance(c *fiber.Ctx) error {
	d, err := h.desk(c, "clearance.title")
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.ClearanceShow{Desk: d})
}

// showDecision shows the form in which an organiser says more of a point than
// that it is cleared.
func (h *Handlers) showDecision(c *fiber.Ctx) error {
	page, err := h.decisionPage(c, param(c, "point"))
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) decisionPage(c *fiber.Ctx, point string) (views.ClearanceDecide, error) {
	d, err := h.desk(c, "clearance.title")
	if err != nil {
		return views.ClearanceDecide{}, err
	}
	d.Crumbs = append(d.Crumbs, parts.NavLink{Href: models.ClearancePath(d.Of.Summary.ID), Label: d.L.T("clearance.title")})
	speaks := d.Of.Speaks(actor(c))
	if len(speaks) == 0 {
		return views.ClearanceDecide{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	for _, p := range d.Of.Points {
		if p.ID != point {
			continue
		}
		in := models.ClearanceInput{OrganisationID: speaks[0].OrganisationID, Revision: d.Of.Summary.Revision, PointID: point}
		if said, ok := d.Of.Decided(speaks[0].ID, point); ok {
			in.Decision, in.Comment, in.Proposal = said.Decision, said.Comment, said.Proposal
		}
		return views.ClearanceDecide{Desk: d, Point: p, Form: in}, nil
	}
	return views.ClearanceDecide{}, models.Missing()
}

func (h *Handlers) decide(c *fiber.Ctx) error {
	var in models.ClearanceInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "summary")
	m, err := h.store.Decide(c.UserContext(), actor(c), id, in)
	if err != nil {
		if in.PointID == "" { // all points at once: there is nothing to correct
			return err
		}
		page := func(c *fiber.Ctx) (views.ClearanceDecide, error) { return h.decisionPage(c, in.PointID) }
		return again(h, c, err, page, func(p *views.ClearanceDecide, wrong models.Problems) {
			in.Revision = p.Form.Revision
			p.Form, p.Problems = in, wrong
		})
	}
	flash := "flash.decided"
	if m.State == models.SummaryCleared {
		flash = "flash.text_cleared"
	}
	return h.seeOther(c, models.ClearancePath(id), flash)
}
