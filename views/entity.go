package views

import (
	"context"
	"io"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// EntityList lists States and other participating entities in the order of
// the reader's language.
type EntityList struct {
	parts.Frame
	Entities []models.Entity
}

// Render writes the page.
func (p EntityList) Render(ctx context.Context, w io.Writer) error {
	return entityList(p).Render(ctx, w)
}

// EntityForm is the form of a new or an existing entity.
type EntityForm struct {
	parts.Frame
	FormOf[models.EntityInput]
	Entity models.Entity // current values; without an id for a new one
}

// Render writes the page.
func (p EntityForm) Render(ctx context.Context, w io.Writer) error {
	return entityForm(p).Render(ctx, w)
}

// EntitiesPath is the address of the table of States and other entities.
const EntitiesPath = "/manage/entities"

func (p EntityForm) action() string {
	if p.Entity.ID == "" {
		return EntitiesPath
	}
	return EntitiesPath + "/" + p.Entity.ID
}

// entityTime is the period during which an entity exists.
func entityTime(l *locale.Locale, e models.Entity) string {
	switch {
	case e.ValidFrom != "" && e.ValidTo != "":
		return l.Days(e.ValidFrom, e.ValidTo)
	case e.ValidFrom != "":
		return l.T("entity.since", "day", l.Day(e.ValidFrom))
	case e.ValidTo != "":
		return l.T("entity.until", "day", l.Day(e.ValidTo))
	}
	return ""
}

func nameOfEntity(e models.Entity) (models.Text, string) { return e.Names, e.SortKey }
