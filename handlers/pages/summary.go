package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// SummaryRoutes serve the work on a summary.
func (h *Handlers) SummaryRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/summaries", web.Working, h.listSummaries),
		web.Post("/manage/seminars/:seminar/summaries", web.Working, h.createSummary),
		web.Get("/manage/seminars/:seminar/summaries/new", web.Working, h.newSummary),
		web.Get("/manage/summaries/:summary", web.Working, h.showDesk),
		web.Post("/manage/summaries/:summary", web.Working, h.editSummary),
		web.Get("/manage/summaries/:summary/edit", web.Working, h.showSummaryForm),
		web.Post("/manage/summaries/:summary/submission", web.Working, h.submitSummary),
	}
}

// summaryForm is what the form of a summary's own texts sends.
type summaryForm struct {
	models.SummaryInput
	Seen int `form:"seen"`
}

func (h *Handlers) listSummaries(c *fiber.Ctx) error {
	id := web.Param(c, "seminar")
	seminar, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return err
	}
	rows, err := h.Store.Summaries(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return err
	}
	f := h.WorkingFrame(c, "summary.list")
	f.Crumbs = deskCrumbs(f.L, seminar)
	return h.Show(c, fiber.StatusOK, views.SummaryList{Frame: f, Parts: views.SeminarParts(f.L, seminar, web.Actor(c), views.PartSummaries), SeminarID: id, Summaries: rows, MayDraft: seminar.MayDraft(web.Actor(c))})
}

// summaryNewPage gathers the form for a new summary.
func (h *Handlers) summaryNewPage(c *fiber.Ctx) (views.SummaryNew, error) {
	seminar, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), web.Param(c, "seminar"))
	if err != nil {
		return views.SummaryNew{}, err
	}
	if !seminar.MayDraft(web.Actor(c)) {
		return views.SummaryNew{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.WorkingFrame(c, "summary.new")
	f.Crumbs = append(deskCrumbs(f.L, seminar), views.NavLink{Href: views.SummariesPath(seminar.ID), Label: f.L.T("summary.list")})
	return views.SummaryNew{Frame: f, SeminarID: seminar.ID, Form: models.SummaryInput{Kind: "executive_summary", Language: f.L.Code()}}, nil
}

func (h *Handlers) newSummary(c *fiber.Ctx) error {
	page, err := h.summaryNewPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) createSummary(c *fiber.Ctx) error {
	var in models.SummaryInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	m, err := h.Store.CreateSummary(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), in)
	if err != nil {
		return again(h, c, err, h.summaryNewPage, func(p *views.SummaryNew, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.DeskPath(m.ID), "flash.summary_begun")
}

// desk gathers what every page of one working text shows.
func (h *Handlers) desk(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.Store.SummaryDesk(c.UserContext(), web.Actor(c), web.Param(c, "summary"))
	if err != nil {
		return views.Desk{}, err
	}
	f := h.WorkingFrame(c, title)
	f.Title = f.L.Say(d.Summary.Title).Text + " · " + f.Title
	f.Crumbs = append(deskCrumbs(f.L, d.Seminar), views.NavLink{Href: views.SummariesPath(d.Seminar.ID), Label: f.L.T("summary.list")})
	return views.Desk{Frame: f, Of: d, By: web.Actor(c)}, nil
}

func (h *Handlers) showDesk(c *fiber.Ctx) error {
	d, err := h.desk(c, "summary.draft")
	if err != nil {
		return err
	}
	d.PageCSS = append(d.PageCSS, "summary.css")
	return h.Show(c, fiber.StatusOK, views.DeskShow{Desk: d})
}

// textLanguage is the language that a form of the desk writes, the one in which
// the text is drafted unless the address says another one.
func textLanguage(c *fiber.Ctx, of models.Summary) string {
	if in := web.Query(c, "in"); models.IsLanguage(in) {
		return in
	}
	return of.Language
}

// drafting gathers the desk for a form that changes the text.
func (h *Handlers) drafting(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.desk(c, title)
	if err != nil {
		return d, err
	}
	if err := d.Of.Summary.MayChange(web.Actor(c), d.Of.Seminar); err != nil {
		return d, err
	}
	d.Crumbs = append(d.Crumbs, views.NavLink{Href: views.DeskPath(d.Of.Summary.ID), Label: d.L.Say(d.Of.Summary.Title).Text})
	return d, nil
}

func (h *Handlers) summaryEditPage(c *fiber.Ctx) (views.SummaryEdit, error) {
	d, err := h.drafting(c, "summary.edit")
	return views.SummaryEdit{Desk: d, Form: d.Of.Summary.Input(textLanguage(c, d.Of.Summary)), Seen: d.Of.Summary.Version}, err
}

func (h *Handlers) showSummaryForm(c *fiber.Ctx) error {
	page, err := h.summaryEditPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSummary(c *fiber.Ctx) error {
	var in summaryForm
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "summary")
	_, err := h.Store.EditSummary(c.UserContext(), web.Actor(c), id, in.Seen, in.SummaryInput)
	if err != nil {
		return again(h, c, err, h.summaryEditPage, func(p *views.SummaryEdit, wrong models.Problems) { p.Form, p.Problems = in.SummaryInput, wrong })
	}
	return h.SeeOther(c, views.DeskPath(id), "flash.saved")
}

func (h *Handlers) submitSummary(c *fiber.Ctx) error {
	id := web.Param(c, "summary")
	if _, err := h.Store.SubmitSummary(c.UserContext(), web.Actor(c), id, models.SummaryState(c.FormValue("to"))); err != nil {
		return err
	}
	return h.SeeOther(c, views.DeskPath(id), "flash.summary_moved")
}
