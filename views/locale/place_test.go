package locale

import (
	"strings"
	"testing"

	"consultations/models"
)

func TestCityAndCountryAreJoinedAsInTheReadersLanguage(t *testing.T) {
	kenya := models.Text{Original: "en", In: map[string]string{"en": "Kenya", "zh": "肯尼亚", "ar": "كينيا"}}
	nairobi := models.Text{Original: "en", In: map[string]string{"en": "Nairobi", "ar": "نيروبي"}}
	for _, c := range []struct {
		code        string
		place, host models.Text
		want        Fragment
	}{
		{"en", nairobi, kenya, Fragment{Text: "Nairobi, Kenya", Lang: "en", Dir: "ltr"}},
		{"ar", nairobi, kenya, Fragment{Text: "نيروبي، كينيا", Lang: "ar", Dir: "rtl"}},
		{"zh", nairobi, kenya, Fragment{Text: "肯尼亚 Nairobi", Lang: "zh", Dir: "ltr", Missing: true}},
		{"zh", models.Text{}, kenya, Fragment{Text: "肯尼亚", Lang: "zh", Dir: "ltr"}},
		{"en", nairobi, models.Text{}, Fragment{Text: "Nairobi", Lang: "en", Dir: "ltr"}},
		{"en", models.Text{}, models.Text{}, Fragment{}},
	} {
		l, ok := For(c.code)
		if !ok {
			t.Fatal(c.code)
		}
		if got := l.Where(c.place, c.host); got != c.want {
			t.Errorf("%s: %+v, not %+v", c.code, got, c.want)
		}
	}
}

// TestARegionIsNamedInTheReadersLanguage: whichever of the six languages its
// name was typed in. A name that only one series uses stays as it is.
func TestARegionIsNamedInTheReadersLanguage(t *testing.T) {
	for _, c := range []struct{ typed, code, want string }{
		{"Asia", "ar", "آسيا"}, {"asia", "zh", "亚洲"}, {"Afrique", "en", "Africa"}, {"Европа", "fr", "Europe"},
		{"North America", "ru", "Северная Америка"}, {"Western European and other States", "es", "Estados de Europa Occidental y otros Estados"},
		{"Great Lakes", "ar", "Great Lakes"}, {"", "en", ""},
	} {
		if got := inLanguage(t, c.code).Region(c.typed); got != c.want {
			t.Errorf("%q in %s is %q, want %q", c.typed, c.code, got, c.want)
		}
	}
}

// TestNoTwoRegionsHaveOneName: the name is how a region is recognised.
func TestNoTwoRegionsHaveOneName(t *testing.T) {
	for _, l := range All() {
		seen := map[string]string{}
		for key, name := range l.Below("region.") {
			if other, twice := seen[name]; twice || regions()[strings.ToLower(name)] != key {
				t.Errorf("%s: %q is the name of %s and %s", l.Code(), name, key, other)
			}
			seen[name] = key
		}
	}
}
