package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// EditionRoutes serve the editions of a summary.
func (h *Handlers) EditionRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/summaries/:summary/editions", web.Working, h.listEditions),
		web.Post("/manage/summaries/:summary/editions", web.Working, h.publishSummary),
		web.Get("/manage/summaries/:summary/editions/:edition/withdrawal", web.Working, h.showWithdrawal),
		web.Post("/manage/summaries/:summary/editions/:edition/withdrawal", web.Working, h.withdrawEdition),
		web.Post("/manage/summaries/:summary/correction", web.Working, h.beginCorrection),
	}
}

func (h *Handlers) editionsPage(c *fiber.Ctx) (views.EditionList, error) {
	d, err := h.desk(c, "edition.title")
	return views.EditionList{Desk: d}, err
}

func (h *Handlers) listEditions(c *fiber.Ctx) error {
	page, err := h.editionsPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) publishSummary(c *fiber.Ctx) error {
	var in models.EditionInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	id := web.Param(c, "summary")
	_, err := h.Store.PublishSummary(c.UserContext(), web.Actor(c), id, in)
	if err != nil {
		return again(h, c, err, h.editionsPage, func(p *views.EditionList, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.EditionsPath(id), "flash.published")
}

// withdrawalPage gathers the form in which the reason is asked.
func (h *Handlers) withdrawalPage(c *fiber.Ctx) (views.EditionWithdraw, error) {
	d, err := h.drafting(c, "edition.withdraw")
	if err != nil {
		return views.EditionWithdraw{}, err
	}
	d.Crumbs = append(d.Crumbs, views.NavLink{Href: views.EditionsPath(d.Of.Summary.ID), Label: d.L.T("edition.title")})
	for _, e := range d.Of.Editions {
		if e.ID == web.Param(c, "edition") {
			return views.EditionWithdraw{Desk: d, Edition: e}, nil
		}
	}
	return views.EditionWithdraw{}, models.Missing()
}

func (h *Handlers) showWithdrawal(c *fiber.Ctx) error {
	page, err := h.withdrawalPage(c)
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) withdrawEdition(c *fiber.Ctx) error {
	var in models.WithdrawalInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	if _, err := h.withdrawalPage(c); err != nil {
		return err // not of this text
	}
	_, err := h.Store.WithdrawEdition(c.UserContext(), web.Actor(c), web.Param(c, "edition"), in)
	if err != nil {
		return again(h, c, err, h.withdrawalPage, func(p *views.EditionWithdraw, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.EditionsPath(web.Param(c, "summary")), "flash.withdrawn")
}

func (h *Handlers) beginCorrection(c *fiber.Ctx) error {
	id := web.Param(c, "summary")
	if _, err := h.Store.BeginCorrection(c.UserContext(), web.Actor(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, views.DeskPath(id), "flash.correction_begun")
}
