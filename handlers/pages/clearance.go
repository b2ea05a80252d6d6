package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// ClearanceRoutes serve the clearance of a summary by its organisers.
func (h *Handlers) ClearanceRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/summaries/:summary/clearance", web.Working, show(h, h.clearanceShow)),
		web.Post("/manage/summaries/:summary/clearance", web.Working, h.decide),
		web.Get("/manage/summaries/:summary/clearance/:point", web.Working, show(h, h.decision)),
	}
}

func (h *Handlers) clearanceShow(c *fiber.Ctx) (views.ClearanceShow, error) {
	d, err := h.desk(c, "clearance.title")
	if err != nil {
		return views.ClearanceShow{}, err
	}
	return views.ClearanceShow{Desk: d}, nil
}

// decision gathers the form in which an organiser says more of a point than
// that it is cleared.
func (h *Handlers) decision(c *fiber.Ctx) (views.ClearanceDecide, error) {
	return h.decisionOn(c, web.Param(c, "point"))
}

func (h *Handlers) decisionOn(c *fiber.Ctx, point string) (views.ClearanceDecide, error) {
	d, err := h.desk(c, "clearance.title")
	if err != nil {
		return views.ClearanceDecide{}, err
	}
	d.Crumbs = append(d.Crumbs, parts.NavLink{Href: models.ClearancePath(d.Of.Summary.ID), Label: d.L.T("clearance.title")})
	organisers := d.Of.ClearsFor(web.Actor(c))
	if len(organisers) == 0 {
		return views.ClearanceDecide{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	p, err := d.Of.Point(point)
	if err != nil {
		return views.ClearanceDecide{}, err
	}
	in := models.ClearanceInput{OrganisationID: organisers[0].OrganisationID, Revision: d.Of.Summary.Revision, PointID: point}
	if reply, ok := d.Of.Decided(organisers[0].ID, point); ok {
		in.Decision, in.Comment, in.Proposal = reply.Decision, reply.Comment, reply.Proposal
	}
	return views.ClearanceDecide{Desk: d, Point: p, FormOf: views.NewForm(in)}, nil
}

func refillClearanceDecide(p *views.ClearanceDecide, in models.ClearanceInput, wrong models.Problems) {
	in.Revision = p.Form.Revision
	p.Form, p.Problems = in, wrong
}

func (h *Handlers) decide(c *fiber.Ctx) error {
	var in models.ClearanceInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "summary")
	m, err := h.Store.Decide(c.UserContext(), web.Actor(c), id, in)
	if err != nil {
		if in.PointID == "" { // all points at once: there is nothing to correct
			return err
		}
		page := func(c *fiber.Ctx) (views.ClearanceDecide, error) { return h.decisionOn(c, in.PointID) }
		return again(h, c, err, in, page, refillClearanceDecide)
	}
	flash := "flash.decided"
	if m.Status == models.SummaryCleared {
		flash = "flash.text_cleared"
	}
	return h.SeeOther(c, models.ClearancePath(id), flash)
}
