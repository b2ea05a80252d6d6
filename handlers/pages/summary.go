package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SummaryRoutes serve the work on a summary.
func (h *Handlers) SummaryRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/seminars/:seminar/summaries", web.Working, show(h, h.summaryList)),
		web.PostForm("/manage/seminars/:seminar/summaries", web.Working, save(h, h.createSummary, h.summaryNewPage)),
		web.Get("/manage/seminars/:seminar/summaries/new", web.Working, show(h, h.summaryNewPage)),
		web.Get("/manage/summaries/:summary", web.Working, show(h, h.deskShow)),
		web.PostForm("/manage/summaries/:summary", web.Working, save(h, h.editSummary, h.summaryEditPage)),
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

// summaryNewPage builds the form for a new summary.
func (h *Handlers) summaryNewPage(c *fiber.Ctx) (views.SummaryNew, error) {
	seminar, err := h.Store.WorkingSeminar(c.UserContext(), web.Actor(c), web.Param(c, "seminar"))
	if err != nil {
		return views.SummaryNew{}, err
	}
	if !seminar.MayDraft(web.Actor(c)) {
		return views.SummaryNew{}, models.Refuse(models.Forbidden, "page.forbidden")
	}
	f := h.belowSeminar(c, seminar, "summary.new")
	f.Crumbs = append(f.Crumbs, parts.Crumb{Href: models.SummariesPath(seminar.ID), Label: locale.Plain(f.L, f.L.T("summary.list"))})
	return views.SummaryNew{Frame: f, SeminarID: seminar.ID, FormOf: views.NewForm(models.SummaryInput{Kind: "executive_summary", Language: f.L.Code()})}, nil
}

func (h *Handlers) createSummary(c *fiber.Ctx, in models.SummaryInput) (done, error) {
	m, err := h.Store.CreateSummary(c.UserContext(), web.Actor(c), web.Param(c, "seminar"), in)
	return done{models.DeskPath(m.ID), "flash.summary_begun"}, err
}

// desk reads everything that the pages of one working text show.
func (h *Handlers) desk(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.Store.SummaryDesk(c.UserContext(), web.Actor(c), web.Param(c, "summary"))
	if err != nil {
		return views.Desk{}, err
	}
	return h.deskOf(c, title, d), nil
}

func (h *Handlers) deskOf(c *fiber.Ctx, title string, d models.SummaryDesk) views.Desk {
	f := h.belowSeminar(c, d.Seminar, title, web.Locale(c).Text(d.Summary.Title).Text)
	f.Crumbs = append(f.Crumbs, parts.Crumb{Href: models.SummariesPath(d.Seminar.ID), Label: locale.Plain(f.L, f.L.T("summary.list"))})
	return views.Desk{Frame: f, Of: d, By: web.Actor(c)}
}

func (h *Handlers) deskShow(c *fiber.Ctx) (views.DeskShow, error) {
	d, err := h.desk(c, "summary.draft")
	if err != nil {
		return views.DeskShow{}, err
	}
	d.PageCSS = append(d.PageCSS, "summary.css")
	return views.DeskShow{Desk: d}, nil
}

// textLanguage is the language in which a form writes: that of the text,
// unless the address names another.
func textLanguage(c *fiber.Ctx, of models.Summary) string {
	if in := web.Query(c, "in"); models.IsLanguage(in) {
		return in
	}
	return of.Language
}

// draft reads the working text, without its points, for a form about its
// editions.
func (h *Handlers) draft(c *fiber.Ctx, title string) (views.Desk, error) {
	var d models.SummaryDesk
	var err error
	if d.Summary, err = h.Store.Summary(c.UserContext(), web.Actor(c), web.Param(c, "summary")); err != nil {
		return views.Desk{}, err
	}
	if d.Seminar, err = h.Store.Seminar(c.UserContext(), web.Actor(c), d.Summary.SeminarID); err != nil {
		return views.Desk{}, err
	}
	desk := h.deskOf(c, title, d)
	if err := d.Summary.CheckDrafter(desk.By, d.Seminar); err != nil {
		return desk, err
	}
	return withinText(desk), nil
}

// textToChange reads the working text for a form that changes it, with what a
// point can refer to and the replies that a change makes void.
func (h *Handlers) textToChange(c *fiber.Ctx, title string) (views.Desk, error) {
	d, err := h.desk(c, title)
	if err != nil {
		return d, err
	}
	return toChange(d)
}

// toChange keeps a working text from those who may not change it now.
func toChange(d views.Desk) (views.Desk, error) {
	if err := d.Of.Summary.MayChange(d.By, d.Of.Seminar); err != nil {
		return d, err
	}
	return withinText(d), nil
}

// withinText makes the page one of those below the working text, to which it
// leads back.
func withinText(d views.Desk) views.Desk {
	d.Crumbs = append(d.Crumbs, parts.Crumb{Href: models.DeskPath(d.Of.Summary.ID), Label: d.L.Text(d.Of.Summary.Title)})
	return d
}

func (h *Handlers) summaryEditPage(c *fiber.Ctx) (views.SummaryEdit, error) {
	d, err := h.textToChange(c, "summary.edit")
	return views.SummaryEdit{Desk: d, FormOf: views.NewForm(d.Of.Summary.Input(textLanguage(c, d.Of.Summary))), Seen: d.Of.Summary.Version}, err
}

func (h *Handlers) editSummary(c *fiber.Ctx, in models.SummaryInput) (done, error) {
	id := web.Param(c, "summary")
	_, err := h.Store.EditSummary(c.UserContext(), web.Actor(c), id, web.Seen(c), in)
	return done{models.DeskPath(id), "flash.saved"}, err
}

func (h *Handlers) submitSummary(c *fiber.Ctx) error {
	id := web.Param(c, "summary")
	m, err := h.Store.SubmitSummary(c.UserContext(), web.Actor(c), id, models.SummaryStatus(c.FormValue("to")))
	if err != nil {
		return err
	}
	return h.SeeOther(c, models.DeskPath(id), "flash.summary_moved."+string(m.Status))
}
