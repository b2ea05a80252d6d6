package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
	"consultations/views/parts"
)

func (h *Handlers) listEntities(c *fiber.Ctx) error {
	if !models.MayKeepEntities(actor(c)) {
		return models.Missing()
	}
	all, err := h.store.Entities(c.UserContext(), actor(c))
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, views.EntityList{Frame: h.working(c, "entity.list"), Entities: all})
}

// entityPage gathers the form of an entity as it stands, or of a new one.
func (h *Handlers) entityPage(c *fiber.Ctx) (views.EntityForm, error) {
	if !models.MayKeepEntities(actor(c)) {
		return views.EntityForm{}, models.Missing()
	}
	id, title := param(c, "entity"), "entity.edit"
	if id == "" {
		title = "entity.new"
	}
	p := views.EntityForm{Frame: h.working(c, title)}
	p.Crumbs = []parts.NavLink{{Href: views.EntitiesPath, Label: p.L.T("entity.list")}}
	p.Form.Language = p.L.Code()
	if id == "" {
		return p, nil
	}
	all, err := h.store.Entities(c.UserContext(), actor(c))
	if err != nil {
		return p, err
	}
	for _, e := range all {
		if e.ID == id {
			p.Entity, p.Form = e, e.Input(formLanguage(c, e.Names))
			return p, nil
		}
	}
	return p, models.Missing()
}

// showEntity shows the form of an entity, or of a new one.
func (h *Handlers) showEntity(c *fiber.Ctx) error {
	page, err := h.entityPage(c)
	if err != nil {
		return err
	}
	return h.show(c, fiber.StatusOK, page)
}

func (h *Handlers) addEntity(c *fiber.Ctx) error {
	var in models.EntityInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.AddEntity(c.UserContext(), actor(c), in)
	if err != nil {
		return again(h, c, err, h.entityPage, func(p *views.EntityForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.seeOther(c, views.EntitiesPath, "flash.saved")
}

func (h *Handlers) editEntity(c *fiber.Ctx) error {
	var in struct {
		models.EntityInput
		Seen int `form:"seen"`
	}
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.EditEntity(c.UserContext(), actor(c), param(c, "entity"), in.Seen, in.EntityInput)
	if err != nil {
		return again(h, c, err, h.entityPage, func(p *views.EntityForm, wrong models.Problems) { p.Form, p.Problems = in.EntityInput, wrong })
	}
	return h.seeOther(c, views.EntitiesPath, "flash.saved")
}
