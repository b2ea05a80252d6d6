package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
)

// EntityRoutes serve the register of States and other entities.
func (h *Handlers) EntityRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/entities", web.Working, h.listEntities),
		web.Post("/manage/entities", web.Working, h.addEntity),
		web.Get("/manage/entities/new", web.Working, h.showEntity),
		web.Get("/manage/entities/:entity", web.Working, h.showEntity),
		web.Post("/manage/entities/:entity", web.Working, h.editEntity),
	}
}

func (h *Handlers) listEntities(c *fiber.Ctx) error {
	if !models.MayKeepEntities(web.Actor(c)) {
		return models.Missing()
	}
	all, err := h.Store.Entities(c.UserContext(), web.Actor(c))
	if err != nil {
		return err
	}
	return h.Show(c, fiber.StatusOK, views.EntityList{Frame: h.WorkingFrame(c, "entity.list"), Entities: all})
}

// entityPage gathers the form of an entity as it stands, or of a new one.
func (h *Handlers) entityPage(c *fiber.Ctx) (views.EntityForm, error) {
	if !models.MayKeepEntities(web.Actor(c)) {
		return views.EntityForm{}, models.Missing()
	}
	id, title := web.Param(c, "entity"), "entity.edit"
	if id == "" {
		title = "entity.new"
	}
	p := views.EntityForm{Frame: h.WorkingFrame(c, title)}
	p.Crumbs = []views.NavLink{{Href: views.EntitiesPath, Label: p.L.T("entity.list")}}
	p.Form.Language = p.L.Code()
	if id == "" {
		return p, nil
	}
	all, err := h.Store.Entities(c.UserContext(), web.Actor(c))
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
	return h.Show(c, fiber.StatusOK, page)
}

func (h *Handlers) addEntity(c *fiber.Ctx) error {
	var in models.EntityInput
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	_, err := h.Store.AddEntity(c.UserContext(), web.Actor(c), in)
	if err != nil {
		return again(h, c, err, h.entityPage, func(p *views.EntityForm, wrong models.Problems) { p.Form, p.Problems = in, wrong })
	}
	return h.SeeOther(c, views.EntitiesPath, "flash.saved")
}

func (h *Handlers) editEntity(c *fiber.Ctx) error {
	var in struct {
		models.EntityInput
		Seen int `form:"seen"`
	}
	if err := h.Bind(c, &in); err != nil {
		return err
	}
	_, err := h.Store.EditEntity(c.UserContext(), web.Actor(c), web.Param(c, "entity"), in.Seen, in.EntityInput)
	if err != nil {
		return again(h, c, err, h.entityPage, func(p *views.EntityForm, wrong models.Problems) { p.Form, p.Problems = in.EntityInput, wrong })
	}
	return h.SeeOther(c, views.EntitiesPath, "flash.saved")
}
