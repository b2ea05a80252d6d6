package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
)

// pointForm is what the form of a point sends.
type pointForm struct {
	models.PointInput
	Seen int `form:"seen"`
}

func (h *Handlers) newPointPage(c *fiber.Ctx) (views.PointForm, error) {
	d, err := h.drafting(c, "point.new")
	return views.PointForm{Desk: d, Form: models.PointInput{Kind: "finding", Voice: "participants", Strength: "noted", Language: d.Of.Summary.Language}}, err
}

func (h *Handlers) newPoint(c *fiber.Ctx) error {
	page, err := h.newPointPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addPoint(c *fiber.Ctx) error {
	var in models.PointInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "summary")
	p, err := h.store.AddPoint(c.UserContext(), actor(c), id, in)
	if err != nil {
		return again(h, c, err, h.newPointPage, func(p *views.PointForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, models.DeskPath(id)+"#"+p.Code, "flash.saved")
}

// pointOf finds the point of the address on the desk.
func pointOf(c *fiber.Ctx, d views.Desk) (models.PointRow, error) {
	id := param(c, "point")
	for _, p := range d.Of.Points {
		if p.ID == id {
			return p, nil
		}
	}
	return models.PointRow{}, models.Missing()
}

func (h *Handlers) pointPage(c *fiber.Ctx) (views.PointForm, error) {
	d, err := h.drafting(c, "point.edit")
	if err != nil {
		return views.PointForm{}, err
	}
	p, err := pointOf(c, d)
	return views.PointForm{Desk: d, Point: p, Form: p.Input(textLanguage(c, d.Of.Summary)), Seen: p.Version}, err
}

// pointIsHere refuses the point of another text under this one's address.
func (h *Handlers) pointIsHere(c *fiber.Ctx) error {
	d, err := h.drafting(c, "point.edit")
	if err == nil {
		_, err = pointOf(c, d)
	}
	return err
}

func (h *Handlers) showPoint(c *fiber.Ctx) error {
	page, err := h.pointPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) editPoint(c *fiber.Ctx) error {
	var in pointForm
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.pointIsHere(c); err != nil {
		return err
	}
	p, err := h.store.EditPoint(c.UserContext(), actor(c), param(c, "point"), in.Seen, in.PointInput)
	if err != nil {
		return again(h, c, err, h.pointPage, func(p *views.PointForm, wrong models.Problems) { p.Form, p.Problems = in.PointInput, wrong })
	}
	return h.seeOther(c, models.DeskPath(param(c, "summary"))+"#"+p.Code, "flash.saved")
}

func (h *Handlers) movePoint(c *fiber.Ctx) error {
	if err := h.pointIsHere(c); err != nil {
		return err
	}
	if err := h.store.MovePoint(c.UserContext(), actor(c), param(c, "point"), c.FormValue("to") == "down"); err != nil {
		return err
	}
	return h.seeOther(c, models.DeskPath(param(c, "summary"))+"#points", "")
}

func (h *Handlers) removePoint(c *fiber.Ctx) error {
	var in struct {
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.pointIsHere(c); err != nil {
		return err
	}
	if err := h.store.RemovePoint(c.UserContext(), actor(c), param(c, "point"), in.Seen); err != nil {
		return err
	}
	return h.seeOther(c, models.DeskPath(param(c, "summary"))+"#points", "flash.point_removed")
}
