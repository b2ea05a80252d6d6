package pages

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// ClearanceRoutes serve the clearance of a summary by its organisers.
func (h *Handlers) ClearanceRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/summaries/:summary/clearance", web.Working, show(h, h.clearanceShow)),
		web.PostForm("/manage/summaries/:summary/clearance", web.Working, web.Form{Do: h.decide, Again: unsent(h, h.clearanceShow, refillClearanceShow)}),
	}
}

func (h *Handlers) clearanceShow(c *fiber.Ctx) (views.ClearanceShow, error) {
	d, err := h.desk(c, "clearance.title")
	if err != nil {
		return views.ClearanceShow{}, err
	}
	if web.Query(c, "view") == "answers" {
		d.View = "answers"
	}
	d.PageCSS = append(d.PageCSS, "clearance.css")
	return views.ClearanceShow{Desk: d}, nil
}

func refillClearanceShow(p *views.ClearanceShow, in models.ClearanceInput, wrong models.Problems) {
	p.Form, p.Problems = in, wrong
}

// clearanceForm is an answer as the page sends it: the fields of a proposal
// and a comment are there too when nobody sees them, and the wording to propose
// begins with the present one.
type clearanceForm struct {
	models.ClearanceInput
	At      string `form:"at"`      // number of the point
	Present string `form:"present"` // its wording
}

// answer leaves out what was not meant as part of the answer.
func (f clearanceForm) answer() models.ClearanceInput {
	in := f.ClearanceInput
	switch {
	case f.At != "" && in.Decision == models.Cleared:
		in.Proposal, in.Comment = "", ""
	case f.Present != "" && sameWording(in.Proposal, f.Present):
		in.Proposal = ""
	}
	return in
}

// sameWording compares texts by their words: browsers end lines in their own
// way.
func sameWording(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

func (h *Handlers) decide(c *fiber.Ctx) error {
	var form clearanceForm
	if err := h.Bind(c, &form); err != nil {
		return err
	}
	id, in := web.Param(c, "summary"), form.answer()
	m, err := h.Store.Decide(c.UserContext(), web.Actor(c), id, in)
	if err != nil {
		if in.PointID == "" { // all points at once: there is nothing to correct
			return err
		}
		return again(h, c, err, in, h.clearanceShow, refillClearanceShow)
	}
	flash := "flash.decided"
	if m.Status == models.SummaryCleared {
		flash = "flash.text_cleared"
	}
	to := models.ClearancePath(id)
	if form.At != "" {
		to += "#" + url.PathEscape(strings.Clone(form.At))
	}
	return h.SeeOther(c, to, flash)
}
