package handlers

import (
	"github.com/gofiber/fiber/v2"

	"consultations/models"
	"consultations/views"
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

// entityPage gathers the form of an entity as it stands.
func (h *Handlers) entityPage(c *fiber.Ctx, title string) (views.EntityForm, error) {
	if !models.MayKeepEntities(actor(c)) {
		return views.EntityForm{}, models.Missing()
	}
	p := views.EntityForm{Frame: h.working(c, title)}
	p.Crumbs = []views.NavLink{{Href: views.EntitiesPath, Label: p.L.T("entity.list")}}
	id := param(c, "entity")
	if id == "" {
		return p, nil
	}
	all, err := h.store.Entities(c.UserContext(), actor(c))
	if err != nil {
		return p, err
	}
	for _, e := range all {
		if e.ID == id {
			p.Entity = e
			return p, nil
		}
	}
	return p, models.Missing()
}

func (h *Handlers) newEntity(c *fiber.Ctx) error {
	p, err := h.entityPage(c, "entity.new")
	if err != nil {
		return err
	}
	p.Form.Language = p.L.Code()
	return h.show(c, fiber.StatusOK, p)
}

func (h *Handlers) addEntity(c *fiber.Ctx) error {
	var in models.EntityInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.AddEntity(c.UserContext(), actor(c), in)
	if problems := models.ProblemsOf(err); problems != nil {
		return h.entityAgain(c, "entity.new", in, problems)
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, views.EntitiesPath, "flash.saved")
}

func (h *Handlers) showEntity(c *fiber.Ctx) error {
	p, err := h.entityPage(c, "entity.edit")
	if err != nil {
		return err
	}
	e, lang := p.Entity, formLanguage(c, p.Entity.Names)
	p.Form = models.EntityInput{Name: e.Names.In[lang], Language: lang, SortKey: e.SortKey, ISO: string(e.ISO), ValidFrom: string(e.ValidFrom), ValidTo: string(e.ValidTo)}
	return h.show(c, fiber.StatusOK, p)
}

func (h *Handlers) editEntity(c *fiber.Ctx) error {
	var in models.EntityInput
	if err := h.bind(c, &in); err != nil {
		return err
	}
	_, err := h.store.EditEntity(c.UserContext(), actor(c), param(c, "entity"), in)
	if problems := models.ProblemsOf(err); problems != nil {
		return h.entityAgain(c, "entity.edit", in, problems)
	}
	if err != nil {
		return err
	}
	return h.seeOther(c, views.EntitiesPath, "flash.saved")
}

// entityAgain shows a refused form as it was filled in.
func (h *Handlers) entityAgain(c *fiber.Ctx, title string, in models.EntityInput, problems models.Problems) error {
	p, err := h.entityPage(c, title)
	if err != nil {
		return err
	}
	p.Form, p.Problems = in, problems
	return h.show(c, fiber.StatusUnprocessableEntity, p)
}
