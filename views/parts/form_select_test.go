package parts

import (
	"strings"
	"testing"

	"consultations/views/locale"
)

// TestARequiredSelectBeginsEmpty: HTML requires an empty first option of a
// select that must be chosen from; one that always has a value needs no mark.
func TestARequiredSelectBeginsEmpty(t *testing.T) {
	for _, blank := range []string{"", "Please choose"} {
		f := &Form{L: locale.OrEnglish("en")}
		var b strings.Builder
		if err := f.Select(Choice{Name: "kind", Label: "Kind", Required: true, Blank: blank, Options: []Option{{Value: "a", Label: "A"}}}).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), " required"); got != (blank != "") {
			t.Errorf("with the first option %q, required is %t: %s", blank, got, b.String())
		}
	}
}
