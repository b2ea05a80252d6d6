package store_test

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestAnOrganiserCanBeAddedByTheNameOfItsOrganisation(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		p := g.NewProgramme()
		there := p.Organisation("African Union Commission")
		add := func(name string, role models.OrganiserRoleKind) (models.Organiser, error) {
			return g.Store.AddOrganiser(t.Context(), p.By, p.Seminar, models.OrganiserInput{Name: name, Kind: "igo", Role: role, Language: "en"})
		}

		if o, err := add(" african  UNION Commission", "co_organiser"); err != nil || o.OrganisationID != there {
			t.Errorf("an existing one: %+v, %v", o, err)
		}
		if _, err := add("African Union Commission", "partner"); models.ProblemsOf(err).String() != "organisation form.taken" {
			t.Errorf("the same again: %v", err)
		}
		before := g.Number("SELECT count(*) FROM organisations")
		if _, err := add("Lake Chad Basin Commission", "king"); models.ProblemsOf(err).String() != "role form.choice" {
			t.Errorf("in an unknown role: %v", err)
		}
		if _, err := add(strings.Repeat("x", 201), "partner"); models.ProblemsOf(err).String() != "name form.too_long" {
			t.Errorf("under a name that is too long: %v", err)
		}
		if n := g.Number("SELECT count(*) FROM organisations"); n != before {
			t.Errorf("refused forms created %d organisations", n-before)
		}
		o, err := add("Lake Chad Basin Commission", "partner")
		if err != nil {
			t.Fatal(err)
		}
		if made, err := g.Store.Organisation(t.Context(), p.By, o.OrganisationID); err != nil || made.Kind != "igo" || made.Name.Source() != "Lake Chad Basin Commission" {
			t.Errorf("a new one: %+v, %v", made, err)
		}
		if n := g.Number("SELECT count(*) FROM audit_entries WHERE verb = 'organiser.add' AND subject_id = $1", o.OrganisationID); n != 1 {
			t.Errorf("its creation is logged %d times", n)
		}
	})
}
