package api

import (
	"reflect"

	"golang.org/x/text/language"

	"consultations/models"
)

// read puts what was sent over the values that are there, and replaces States
// and other entities that are named otherwise by their ids. A name that is not
// known stays, and is refused by the Check of the input like any other choice
// that does not exist.
func read[In any](h *Handlers, q call, sent Fields[In], there In) (In, error) {
	in, err := sent.Over(there)
	if err != nil {
		return in, err
	}
	return in, h.nameEntities(q, reflect.ValueOf(&in).Elem())
}

// entityFields are what fields that hold an entity are called in JSON.
var entityFields = map[string]bool{"entity": true, "host_entity": true}

func (h *Handlers) nameEntities(q call, fields reflect.Value) error {
	var all []models.Entity
	for i, name := range namesOf(fields.Type()) {
		text := fields.Field(i)
		if !entityFields[name] || text.String() == "" || models.IsID(text.String()) {
			continue
		}
		if all == nil {
			var err error
			if all, err = h.Store.Entities(q, q.By); err != nil {
				return err
			}
		}
		if e, ok := models.EntityNamed(all, shortCode(text.String()), models.DayOf(h.Store.Now())); ok {
			text.SetString(e.ID)
		}
	}
	return nil
}

// shortCode turns an ISO code of three letters into that of two; any other
// text stays.
func shortCode(text string) string {
	if len(text) != 3 {
		return text
	}
	region, err := language.ParseRegion(text)
	if err != nil || region.ISO3() == "ZZZ" || text[0] <= '9' {
		return text
	}
	return region.String()
}
