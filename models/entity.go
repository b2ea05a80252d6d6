package models

import (
	"regexp"
	"strings"
)

// Entity is a State or another participating entity. Organisers edit the
// table: names, order and who is in it are their decision, never the
// program's, and the ISO code is a hidden key at most.
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
	ID   string
	Name Text
}

// EntityInput is what a form may set of an entity.
type EntityInput struct {
	Name      string `form:"name"`
	Language  string `form:"language"`
	SortKey   string `form:"sort_key"` // empty: as the name
	ISO       string `form:"iso"`
	ValidFrom string `form:"valid_from"`
	ValidTo   string `form:"valid_to"`
}

// isoCode is a code after ISO 3166-1 alpha-2.
var isoCode = regexp.MustCompile(`^[A-Z]{2}$`)

// Check reads the input into e, which keeps its names in other languages.
func (i EntityInput) Check(e Entity) (Entity, error) {
	in := newInput()
	lang := choice(in, "language", i.Language, Languages)
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

// Input is the entity as a form shows it in one language, to be changed.
func (e Entity) Input(lang string) EntityInput {
	return EntityInput{Name: e.Names.In[lang], Language: lang, SortKey: e.SortKey, ISO: string(e.ISO), ValidFrom: string(e.ValidFrom), ValidTo: string(e.ValidTo)}
}

// MayKeepEntities reports whether the actor may change the table of States
// and other participating entities.
func MayKeepEntities(a Actor) bool { return MayKeepOrganisations(a) }
