package locale

import (
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
