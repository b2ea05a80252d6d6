package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) editionRoutes() []Route {
	return []Route{
		{"GET", "/manage/summaries/:summary/editions", Working, h.listEditions},
		{"POST", "/manage/summaries/:summary/editions", Working, h.publishSummary},
		{"GET", "/manage/summaries/:summary/editions/:edition/withdrawal", Working, h.showWithdrawal},
		{"POST", "/manage/summaries/:summary/editions/:edition/withdrawal", Working, h.withdrawEdition},
		{"POST", "/manage/summaries/:summary/correction", Working, h.beginCorrection},
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
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) publishSummary(c *fiber.Ctx) error {
	var in models.EditionInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "summary")
	_, err := h.store.PublishSummary(c.UserContext(), actor(c), id, in)
	if err != nil {
		return again(h, c, err, h.editionsPage, func(p *views.EditionList, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.EditionsPath(id), "flash.published")
}

// withdrawalPage gathers the form in which the reason is asked.
func (h *Handlers) withdrawalPage(c *fiber.Ctx) (views.EditionWithdraw, error) {
	d, err := h.drafting(c, "edition.withdraw")
	if err != nil {
		return views.EditionWithdraw{}, err
	}
	d.Crumbs = append(d.Crumbs, parts.NavLink{Href: models.EditionsPath(d.Of.Summary.ID), Label: d.L.T("edition.title")})
	for _, e := range d.Of.Editions {
		if e.ID == param(c, "edition") {
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
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) withdrawEdition(c *fiber.Ctx) error {
	var in models.WithdrawalInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if _, err := h.withdrawalPage(c); err != nil {
		return err // not of this text
	}
	_, err := h.store.WithdrawEdition(c.UserContext(), actor(c), param(c, "edition"), in)
	if err != nil {
		return again(h, c, err, h.withdrawalPage, func(p *views.EditionWithdraw, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.EditionsPath(param(c, "summary")), "flash.withdrawn")
}

func (h *Handlers) beginCorrection(c *fiber.Ctx) error {
	id := param(c, "summary")
	if _, err := h.store.BeginCorrection(c.UserContext(), actor(c), id); err != nil {
		return err
	}
	return h.seeOther(c, models.DeskPath(id), "flash.correction_begun")
}
