package models

import (
	"regexp"
	"slices"
	"strings"
)

// Entity is a State or other participating entity. Organisers edit the table:
// names, order and inclusion are their decision, never the program's, and the
// ISO code is at most a hidden key.
type Entity struct {
	ID        string `gorm:"primaryKey"`
	Names     Text
	SortKey   string
	ISO       Ref `gorm:"column:iso"`
	ValidFrom Day
	ValidTo   Day
	Version   int
}

// Choice is one entry of a list to choose from.
type Choice struct {
	ID      string
	Name    Text
	SortKey string // what the name is listed under, where it is shown as it was written
}

// EntityInput is what can be set on a State or other entity.
type EntityInput struct {
	Name      string `form:"name" json:"name"`
	Language  string `form:"language" json:"language" doc:"Language of the name"`
	SortKey   string `form:"sort_key" json:"sort_key" doc:"Text by which lists are sorted; if empty, the name"`
	ISO       string `form:"iso" json:"iso" doc:"Two letters (ISO 3166-1), never shown"`
	ValidFrom Day    `form:"valid_from" json:"valid_from" doc:"First day on which it exists"`
	ValidTo   Day    `form:"valid_to" json:"valid_to" doc:"Last day on which it exists"`
}

// isoCode is a code of ISO 3166-1 alpha-2.
var isoCode = regexp.MustCompile(`^[A-Z]{2}$`)

// Check reads the input into e, which keeps its names in other languages.
func (i EntityInput) Check(e Entity) (Entity, error) {
	in := newInput()
	lang := in.language("language", i.Language)
	e.Names = in.named(e.Names, lang, "name", i.Name, MaxLine)
	if e.SortKey = in.line("sort_key", i.SortKey, MaxLine); e.SortKey == "" {
		e.SortKey = NameKey(e.Names.Source())
	}
	e.ISO = Ref(strings.ToUpper(in.line("iso", i.ISO, 2)))
	in.Require(e.ISO == "" || isoCode.MatchString(string(e.ISO)), "iso", "entity.two_letters")
	e.ValidFrom, e.ValidTo = in.day("valid_from", i.ValidFrom), in.day("valid_to", i.ValidTo)
	if e.ValidFrom != "" && e.ValidTo != "" {
		in.Require(e.ValidTo >= e.ValidFrom, "valid_to", "seminar.ends_before_start")
	}
	return e, in.Err()
}

// Input is the entity as a form shows it in one language.
func (e Entity) Input(lang string) EntityInput {
	return EntityInput{Name: e.Names.In[lang], Language: lang, SortKey: e.SortKey, ISO: string(e.ISO), ValidFrom: e.ValidFrom, ValidTo: e.ValidTo}
}

// MayKeepEntities reports whether the actor may add States and other
// participating entities; MayChangeShared decides who may change one.
func MayKeepEntities(a Actor) bool { return MayKeepOrganisations(a) }

// EntityNamed finds an entity by its ISO code of two letters or by its exact
// name in one of its languages. One that has ended, as of a day, is found if
// no other has that name.
func EntityNamed(all []Entity, name string, today Day) (Entity, bool) {
	var found []Entity
	for _, e := range all {
		is := e.ISO != "" && strings.EqualFold(string(e.ISO), name)
		for _, in := range e.Names.In {
			is = is || in == name
		}
		if is {
			found = append(found, e)
		}
	}
	if present := slices.DeleteFunc(slices.Clone(found), func(e Entity) bool { return e.ValidTo != "" && e.ValidTo < today }); len(present) > 0 {
		found = present
	}
	if name == "" || len(found) != 1 {
		return Entity{}, false
	}
	return found[0], true
}
