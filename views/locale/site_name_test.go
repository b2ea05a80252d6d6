package locale

import (
	"regexp"
	"testing"

	"consultations/models"
)

// TestTheNameOfTheSiteIsSetApartInASentence: it is a common noun, which only
// English marks as a name, by its capital letter in the middle of a sentence.
func TestTheNameOfTheSiteIsSetApartInASentence(t *testing.T) {
	bare := regexp.MustCompile(`(?:^|[^«“\x{a0}])\{\{\.site\}\}|\{\{\.site\}\}(?:$|[^»”\x{a0}])`)
	for _, code := range models.Languages {
		if code == "en" {
			continue
		}
		found := 0
		for key, forms := range texts(t, code) {
			for _, text := range forms {
				if bare.MatchString(text) {
					t.Errorf("%s %s: %q", code, key, text)
				}
				if len(names(text)) > 0 && names(text)[0] == "site" {
					found++
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no text with the name of the site was checked", code)
		}
	}
}
