package pages

import (
	"github.com/gofiber/fiber/v2"

	"consultations/handlers/web"
	"consultations/models"
	"consultations/views"
	"consultations/views/locale"
	"consultations/views/parts"
)

// EntityRoutes serve the register of States and other entities.
func (h *Handlers) EntityRoutes() []web.Route {
	return []web.Route{
		web.Get("/manage/entities", web.Working, show(h, h.entityList)),
		web.PostForm("/manage/entities", web.Working, save(h, h.addEntity, h.entityPage)),
		web.Get("/manage/entities/new", web.Working, show(h, h.entityPage)),
		web.Get("/manage/entities/:entity", web.Working, show(h, h.entityPage)),
		web.PostForm("/manage/entities/:entity", web.Working, save(h, h.editEntity, h.entityPage)),
	}
}

func (h *Handlers) entityList(c *fiber.Ctx) (views.EntityList, error) {
	if !models.MayKeepEntities(web.Actor(c)) {
		return views.EntityList{}, models.Missing()
	}
	all, err := h.Store.Entities(c.UserContext(), web.Actor(c))
	if err != nil {
		return views.EntityList{}, err
	}
	return views.EntityList{Frame: h.WorkingFrame(c, "entity.list"), Entities: all}, nil
}

// entityPage builds the form of an existing or a new entity.
func (h *Handlers) entityPage(c *fiber.Ctx) (views.EntityForm, error) {
	if !models.MayKeepEntities(web.Actor(c)) {
		return views.EntityForm{}, models.Missing()
	}
	id, title := web.Param(c, "entity"), "entity.edit"
	if id == "" {
		title = "entity.new"
	}
	p := views.EntityForm{Frame: h.WorkingFrame(c, title)}
	p.Crumbs = []parts.Crumb{{Href: views.EntitiesPath, Label: locale.Plain(p.L, p.L.T("entity.list"))}}
	p.Form.Language = p.L.Code()
	if id == "" {
		return p, nil
	}
	e, err := h.Store.Entity(c.UserContext(), web.Actor(c), id)
	if err != nil {
		return p, err
	}
	p.Entity, p.Form, p.About = e, e.Input(formLanguage(c, e.Names)), []string{p.L.Text(e.Names).Text}
	return p, nil
}

func (h *Handlers) addEntity(c *fiber.Ctx, in models.EntityInput) (done, error) {
	_, err := h.Store.AddEntity(c.UserContext(), web.Actor(c), in)
	return done{views.EntitiesPath, "flash.entity_added"}, err
}

func (h *Handlers) editEntity(c *fiber.Ctx, in models.EntityInput) (done, error) {
	_, err := h.Store.EditEntity(c.UserContext(), web.Actor(c), web.Param(c, "entity"), web.Seen(c), in)
	return done{views.EntitiesPath, "flash.saved"}, err
}
