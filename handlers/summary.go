package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) summaryRoutes() []Route {
	return []Route{
		{"GET", "/manage/seminars/:seminar/summaries", Working, h.listSummaries},
		{"POST", "/manage/seminars/:seminar/summaries", Working, h.createSummary},
		{"GET", "/manage/seminars/:seminar/summaries/new", Working, h.newSummary},
		{"GET", "/manage/summaries/:summary", Working, h.showDesk},
		{"POST", "/manage/summaries/:summary", Working, h.editSummary},
		{"GET", "/manage/summaries/:summary/edit", Working, h.showSummaryForm},
		{"POST", "/manage/summaries/:summary/submission", Working, h.submitSummary},
		{"POST", "/manage/summaries/:summary/points", Working, h.addPoint},
		{"GET", "/manage/summaries/:summary/points/new", Working, h.newPoint},
		{"GET", "/manage/summaries/:summary/points/:point", Working, h.showPoint},
		{"POST", "/manage/summaries/:summary/points/:point", Working, h.editPoint},
		{"POST", "/manage/summaries/:summary/points/:point/position", Working, h.movePoint},
		{"POST", "/manage/summaries/:summary/points/:point/removal", Working, h.removePoint},
	}
}

// summaryForm is what the form of a summary's own texts sends.
type summaryForm struct {
	models.SummaryInput
	Seen int `form:"seen"`
}

func (h *Handlers) listSummaries(c *fiber.Ctx) error {
	id := param(c, "seminar")
	seminar, err := h.store.WorkingSeminar(c.UserContext(), actor(c), id)
	if err != nil {
		return err
	}
	rows, err := h.store.Summaries(c.UserContext(), actor(c), id)
	if err != nil {
		return err
	}
	f := h.working(c, "summary.list")
	f.Crumbs = deskCrumbs(f.L, seminar)
	return h.show(c, fiber.StatusOK, views.SummaryList{Frame: f, Parts: views.SeminarParts(f.L, seminar, actor(c), views.PartSummaries), SeminarID: id, Summaries: rows, MayDraft: seminar.MayDraft(actor(c))})
}

// summaryNewPage gathers the form for a new summary.
func (h *Handlers) summaryNewPage(c *fiber.Ctx) (views.SummaryNew, error) {
	seminar, err := h.store.WorkingSeminar(c.UserContext(), actor(c), param(c, "seminar"))
	if err != nil {
		return views.SummaryNew{}, err
	}
	if !seminar.MayDraft(actor(c)) {
		return views.SummaryNew{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.working(c, "summary.new")
	f.Crumbs = append(deskCrumbs(f.L, seminar), parts.NavLink{Href: models.SummariesPath(seminar.ID), Label: f.L.T("summary.list")})
	return views.SummaryNew{Frame: f, SeminarID: seminar.ID, Form: models.SummaryInput{Kind: "executive_summary", Language: f.L.Code()}}, nil
}

func (h *Handlers) newSummary(c *fiber.Ctx) error {
	page, err := h.summaryNewPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) createSummary(c *fiber.Ctx) error {
	var in models.SummaryInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	m, err := h.store.CreateSummary(c.UserContext(), actor(c), param(c, "seminar"), in)
	if err != nil {
		return again(h, c, err, h.summaryNewPage, func(p *views.SummaryNew, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.DeskPath(m.ID), "flash.summary_begun")
}

// desk gathers what every page of one working text shows.
func (h *Handlers) desk(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.store.SummaryDesk(c.UserContext(), actor(c), param(c, "summary"))
	if err != nil {
		return views.Desk{}, err
	}
	f := h.working(c, title)
	f.Title = f.L.Text(d.Summary.Title).Text + " · " + f.Title
	f.Crumbs = append(deskCrumbs(f.L, d.Seminar), parts.NavLink{Href: models.SummariesPath(d.Seminar.ID), Label: f.L.T("summary.list")})
	return views.Desk{Frame: f, Of: d, By: actor(c)}, nil
}

func (h *Handlers) showDesk(c *fiber.Ctx) error {
	d, err := h.desk(c, "summary.draft")
	if err != nil {
		return err
	}
	d.PageCSS = append(d.PageCSS, "summary.css")
	return h.show(c, fiber.StatusOK, views.DeskShow{Desk: d})
}

// textLanguage is the language that a form of the desk writes, the one in which
// the text is drafted unless the address says another one.
func textLanguage(c *fiber.Ctx, of models.Summary) string {
	if in := strings.Clone(c.Query("in")); models.IsLanguage(in) {
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
	if err := d.Of.Summary.MayChange(actor(c), d.Of.Seminar); err != nil {
		return d, err
	}
	d.Crumbs = append(d.Crumbs, parts.NavLink{Href: models.DeskPath(d.Of.Summary.ID), Label: d.L.Text(d.Of.Summary.Title).Text})
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
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editSummary(c *fiber.Ctx) error {
	var in summaryForm
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "summary")
	_, err := h.store.EditSummary(c.UserContext(), actor(c), id, in.Seen, in.SummaryInput)
	if err != nil {
		return again(h, c, err, h.summaryEditPage, func(p *views.SummaryEdit, wrong models.Problems) { p.Form, p.Problems = in.SummaryInput, wrong })
	}
	return h.seeOther(c, models.DeskPath(id), "flash.saved")
}

func (h *Handlers) submitSummary(c *fiber.Ctx) error {
	id := param(c, "summary")
	if _, err := h.store.SubmitSummary(c.UserContext(), actor(c), id, models.SummaryState(c.FormValue("to"))); err != nil {
		return err
	}
	return h.seeOther(c, models.DeskPath(id), "flash.summary_moved")
}
