package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"consultations/models"
	"consultations/views/wire"
)

// describe tells the description of the API how types of models are written
// in JSON. The values of an enum come from the type itself.
func describe(r huma.Registry) {
	writtenAs[models.Whole, wholeNumber](r)
	writtenAs[models.Lines, listOfTexts](r)
	writtenAs[models.Day, date](r)
	enum[models.AccountStatus](r)
	enum[models.Admission](r)
	enum[models.Attribution](r)
	enum[models.Basis](r)
	enum[models.Client](r)
	enum[models.EarlierKind](r)
	enum[models.FoundKind](r)
	enum[models.Via](r)
	enum[wire.SubjectKind](r)
	enum[wire.Verb](r)
	enum[models.Capacity](r)
	enum[models.Decision](r)
	enum[models.Direction](r)
	enum[models.EditionKind](r)
	enum[models.InvitationStatus](r)
	enum[models.OrganisationKind](r)
	enum[models.OrganiserRoleKind](r)
	enum[models.PointKind](r)
	enum[models.RegistrationOrder](r)
	enum[models.RegistrationStatus](r)
	enum[models.Role](r)
	enum[models.SeminarStatus](r)
	enum[models.SessionKind](r)
	enum[models.Strength](r)
	enum[models.SummaryKind](r)
	enum[models.SummaryStatus](r)
	enum[models.Voice](r)
}

func writtenAs[T any, S huma.SchemaProvider](r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[S]())
}

func enum[T models.Enum[T]](r huma.Registry) { writtenAs[T, oneOf[T]](r) }

// oneOf is how an enum is described: a text, one of its values.
type oneOf[T models.Enum[T]] struct{}

// Schema lists the values of the enum.
func (oneOf[T]) Schema(huma.Registry) *huma.Schema {
	var none T
	s := &huma.Schema{Type: huma.TypeString}
	for _, value := range none.Values() {
		s.Enum = append(s.Enum, string(value))
	}
	return s
}

type wholeNumber struct{}

func (wholeNumber) Schema(huma.Registry) *huma.Schema { return &huma.Schema{Type: huma.TypeInteger} }

type date struct{}

func (date) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date"}
}

type listOfTexts struct{}

func (listOfTexts) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString}}
}
