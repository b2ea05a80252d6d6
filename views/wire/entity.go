package wire

import "consultations/models"

// EntityJSON is a State or other participating entity.
type EntityJSON struct {
	ID        string      `json:"id"`
	Names     TextJSON    `json:"names"`
	SortKey   string      `json:"sort_key"`
	ValidFrom *models.Day `json:"valid_from" nullable:"true"`
	ValidTo   *models.Day `json:"valid_to" nullable:"true"`
	Version   int         `json:"version"`
}

// EntityShape makes the API's shape of an entity.
func EntityShape(e models.Entity) EntityJSON {
	return EntityJSON{ID: e.ID, Names: textJSON(e.Names), SortKey: e.SortKey, ValidFrom: orNull(e.ValidFrom), ValidTo: orNull(e.ValidTo), Version: e.Version}
}

// ThemeJSON is a subject under which points of a series are grouped.
type ThemeJSON struct {
	ID       string   `json:"id"`
	Name     TextJSON `json:"name"`
	Position int      `json:"position"`
	Version  int      `json:"version"`
}

// ThemeShape makes the API's shape of a theme.
func ThemeShape(t models.Theme) ThemeJSON {
	return ThemeJSON{ID: t.ID, Name: textJSON(t.Name), Position: t.Position, Version: t.Version}
}
