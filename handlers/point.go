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

func (h *Handlers) newPoint(c *fiber.Ctx) error {
	d, err := h.drafting(c, "point.new")
	if err != nil {
		return err
	}
	in := models.PointInput{Kind: "finding", Voice: "participants", Strength: "noted", Language: d.Of.Summary.Language}
	return h.show(c, fiber.StatusOK, views.PointForm{Desk: d, Form: in})
}

func (h *Handlers) addPoint(c *fiber.Ctx) error {
	var in models.PointInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	id := param(c, "summary")
	p, err := h.store.AddPoint(c.UserContext(), actor(c), id, in)
	if problems := models.ProblemsOf(err); problems != nil {
		d, err := h.drafting(c, "point.new")
		if err != nil {
			return err
		}
		return h.show(c, fiber.StatusUnprocessableEntity, views.PointForm{Desk: d, Form: in, Problems: problems})
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, views.DeskPath(id)+"#"+p.Code, "flash.saved")
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

func (h *Handlers) showPoint(c *fiber.Ctx) error {
	d, err := h.drafting(c, "point.edit")
	if err != nil {
		return err
	}
	p, err := pointOf(c, d)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.PointForm{Desk: d, Point: p, Form: p.Input(textLanguage(c, d.Of.Summary)), Seen: p.Version})
}

func (h *Handlers) editPoint(c *fiber.Ctx) error {
	var in pointForm
	if err := h.bind(c, &in); err != nil {
		return err
	}
	p, err := h.store.EditPoint(c.UserContext(), actor(c), param(c, "point"), in.Seen, in.PointInput)
	if problems := models.ProblemsOf(err); problems != nil {
		d, err := h.drafting(c, "point.edit")
		if err != nil {
			return err
		}
		row, err := pointOf(c, d)
		if err != nil {
			return err
		}
		return h.show(c, fiber.StatusUnprocessableEntity, views.PointForm{Desk: d, Point: row, Form: in.PointInput, Problems: problems, Seen: in.Seen})
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, views.DeskPath(param(c, "summary"))+"#"+p.Code, "flash.saved")
}

func (h *Handlers) movePoint(c *fiber.Ctx) error {
	if err := h.store.MovePoint(c.UserContext(), actor(c), param(c, "point"), c.FormValue("to") == "down"); err != nil {
		return err
	}
	return h.seeOther(c, views.DeskPath(param(c, "summary"))+"#points", "")
}

func (h *Handlers) removePoint(c *fiber.Ctx) error {
	var in struct {
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	if err := h.store.RemovePoint(c.UserContext(), actor(c), param(c, "point"), in.Seen); err != nil {
		return err
	}
	return h.seeOther(c, views.DeskPath(param(c, "summary"))+"#points", "flash.point_removed")
}
