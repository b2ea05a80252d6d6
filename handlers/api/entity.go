package api

import (
	"consultations/models"
	"consultations/views/wire"
)

func (h *Handlers) entities() {
	r := resource[models.Entity, wire.EntityJSON]{h, func(q call) (models.Entity, error) { return h.Store.Entity(q, q.By, q.at("id")) }, wire.EntityShape}
	r.list("/entities", "listEntities", "List States and other participating entities in their order", func(q call, p Paging) (models.Page[models.Entity], error) {
		rows, err := h.Store.Entities(q, q.By)
		return bounded(p, func(r models.Entity) string { return r.ID }, rows, err)
	})
	create(r, "/entities", "createEntity", "Add a State or other entity", func(lang string) models.EntityInput { return models.EntityInput{Language: lang} },
		func(q call, in models.EntityInput) (models.Entity, error) { return h.Store.AddEntity(q, q.By, in) })
	r.read("/entities/{id}", "getEntity", "Get a State or other entity")
	change(r, "/entities/{id}", "updateEntity", "Update the name, the order or the dates of an entity",
		func(e models.Entity) current[models.EntityInput] {
			return current[models.EntityInput]{e.Names.Original, e.Input, e.Version}
		},
		func(q call, version int, in models.EntityInput) error {
			_, err := h.Store.EditEntity(q, q.By, q.at("id"), version, in)
			return err
		})
}
