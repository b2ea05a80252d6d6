package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

// SummaryRoutes serve the work on a summary.
func (h *Handlers) SummaryRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/summaries", web.Working, show(h, h.summaryList)),
		web.Post("/manage/seminars/:seminar/summaries", web.Working, save(h, h.createSummary, h.summaryNewPage, refillSummaryNew)),
		web.Get("/manage/seminars/:seminar/summaries/new", web.Working, show(h, h.summaryNewPage)),
		web.Get("/manage/summaries/:summary", web.Working, show(h, h.deskShow)),
		web.Post("/manage/summaries/:summary", web.Working, save(h, h.editSummary, h.summaryEditPage, refillSummaryEdit)),
		web.Get("/manage/summaries/:summary/edit", web.Working, show(h, h.summaryEditPage)),
		web.Post("/manage/summaries/:summary/submission", web.Working, h.submitSummary),
	}
}

func (h *Handlers) summaryList(c *fiber.Ctx) (views.SummaryList, error) {
	id := web.Param(c, "seminar")
	head, err := h.Store.SeminarHead(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return views.SummaryList{}, err
	}
	rows, err := h.Store.Summaries(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return views.SummaryList{}, err
	}
	return views.SummaryList{Frame: h.seminarFrame(c, head, "summary.list"), Head: head, SeminarID: id, Summaries: rows, MayDraft: head.MayDraft}, nil
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
	f.Crumbs = append(deskCrumbs(f.L, seminar), parts.NavLink{Href: models.SummariesPath(seminar.ID), Label: f.L.T("summary.list")})
	return views.SummaryNew{Frame: f, SeminarID: seminar.ID, Form: models.SummaryInput{Kind: "executive_summary", Language: f.L.Code()}}, nil
}

func refillSummaryNew(p *views.SummaryNew, in models.SummaryInput, wrong models.Problems) {
	p.Form, p.Problems = in, wrong
}

func (h *Handlers) createSummary(c *fiber.Ctx, in models.SummaryInput) (done, error) {
	m, err := h.Store.CreateSummary(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), in)
	return done{models.DeskPath(m.ID), "flash.summary_begun"}, err
}

// desk gathers what every page of one working text shows.
func (h *Handlers) desk(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.Store.SummaryDesk(c.UserContext(), web.Actor(c), web.Param(c, "summary"))
	if err != nil {
		return views.Desk{}, err
	}
	f := h.WorkingFrame(c, title)
	f.Title = f.L.Text(d.Summary.Title).Text + " · " + f.Title
	f.Crumbs = append(deskCrumbs(f.L, d.Seminar), parts.NavLink{Href: models.SummariesPath(d.Seminar.ID), Label: f.L.T("summary.list")})
	return views.Desk{Frame: f, Of: d, By: web.Actor(c)}, nil
}

func (h *Handlers) deskShow(c *fiber.Ctx) (views.DeskShow, error) {
	d, err := h.desk(c, "summary.draft")
	if err != nil {
		return views.DeskShow{}, err
	}
	d.PageCSS = append(d.PageCSS, "summary.css")
	return views.DeskShow{Desk: d}, nil
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
	d.Crumbs = append(d.Crumbs, parts.NavLink{Href: models.DeskPath(d.Of.Summary.ID), Label: d.L.Text(d.Of.Summary.Title).Text})
	return d, nil
}

func (h *Handlers) summaryEditPage(c *fiber.Ctx) (views.SummaryEdit, error) {
	d, err := h.drafting(c, "summary.edit")
	return views.SummaryEdit{Desk: d, Form: d.Of.Summary.Input(textLanguage(c, d.Of.Summary)), Seen: d.Of.Summary.Version}, err
}

func refillSummaryEdit(p *views.SummaryEdit, in models.SummaryInput, wrong models.Problems) {
	p.Form, p.Problems = in, wrong
}

func (h *Handlers) editSummary(c *fiber.Ctx, in models.SummaryInput) (done, error) {
	id := web.Param(c, "summary")
	_, err := h.Store.EditSummary(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.DeskPath(id), "flash.saved"}, err
}

func (h *Handlers) submitSummary(c *fiber.Ctx) error {
	id := web.Param(c, "summary")
	if _, err := h.Store.SubmitSummary(c.UserContext(), web.Actor(c), id, models.SummaryStatus(c.FormValue("to"))); err != nil {
		return err
	}
	return h.SeeOther(c, models.DeskPath(id), "flash.summary_moved")
}
