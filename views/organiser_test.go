package views

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestAnOrganiserIsChosenOrNamed(t *testing.T) {
	got := rendered(t, OrganiserDesk{Frame: frame(), Organisations: []models.Named{{ID: "o", Name: models.NewText("en", "Ministry")}}})
	for _, id := range []string{"f-organisation", "f-name", "f-kind"} {
		_, label, found := strings.Cut(got, `<label for="`+id+`">`)
		label, _, _ = strings.Cut(label, "</label>")
		if !found || strings.Contains(label, "optional") {
			t.Errorf("%s: %q", id, label)
		}
	}
	if _, label, _ := strings.Cut(got, `<label for="f-shown_as">`); !strings.Contains(label[:200], "optional") {
		t.Error("a field that may be left empty is not marked so")
	}
}
