package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// EditionRoutes serve the editions of a summary.
func (h *Handlers) EditionRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/summaries/:summary/editions", web.Working, show(h, h.editionsPage)),
		web.PostForm("/manage/summaries/:summary/editions", web.Working, save(h, h.publishSummary, h.editionsPage)),
		web.Get("/manage/summaries/:summary/editions/:edition/withdrawal", web.Working, show(h, h.withdrawalPage)),
		web.PostForm("/manage/summaries/:summary/editions/:edition/withdrawal", web.Working, save(h, h.withdrawEdition, h.withdrawalPage)),
		web.Post("/manage/summaries/:summary/correction", web.Working, h.beginCorrection),
	}
}

func (h *Handlers) editionsPage(c *fiber.Ctx) (views.EditionList, error) {
	d, err := h.desk(c, "edition.title")
	return views.EditionList{Desk: d}, err
}

func (h *Handlers) publishSummary(c *fiber.Ctx, in models.EditionInput) (done, error) {
	id := web.Param(c, "summary")
	_, err := h.Store.PublishSummary(c.UserContext(), web.Actor(c), id, in)
	return done{models.EditionsPath(id), "flash.published"}, err
}

// withdrawalPage builds the form that asks for the reason.
func (h *Handlers) withdrawalPage(c *fiber.Ctx) (views.EditionWithdraw, error) {
	d, err := h.draft(c, "edition.withdraw")
	if err != nil {
		return views.EditionWithdraw{}, err
	}
	d.Crumbs = append(d.Crumbs, parts.Crumb{Href: models.EditionsPath(d.Of.Summary.ID), Label: locale.Plain(d.L, d.L.T("edition.title"))})
	e, err := h.Store.Edition(c.UserContext(), web.Actor(c), d.Of.Summary.ID, web.Param(c, "edition"))
	d.About = append([]string{d.L.T("document.number", "number", e.Number)}, d.About...)
	return views.EditionWithdraw{Desk: d, Edition: e}, err
}

func (h *Handlers) withdrawEdition(c *fiber.Ctx, in models.WithdrawalInput) (done, error) {
	_, err := h.Store.WithdrawEdition(c.UserContext(), web.Actor(c), web.Param(c, "summary"), web.Param(c, "edition"), in)
	return done{models.EditionsPath(web.Param(c, "summary")), "flash.withdrawn"}, err
}

func (h *Handlers) beginCorrection(c *fiber.Ctx) error {
	id := web.Param(c, "summary")
	if _, err := h.Store.BeginCorrection(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, models.DeskPath(id), "flash.correction_begun")
}
