package locale

import (
	"reflect"
	"testing"

	"consultations/models"
)

func TestStatesAreSortedAsInTheReadersLanguage(t *testing.T) {
	names := func(en, fr, ru, zh, ar, under string) models.Entity {
		return models.Entity{SortKey: under, Names: models.Text{Original: "en", In: map[string]string{"en": en, "fr": fr, "ru": ru, "zh": zh, "ar": ar}}}
	}
	all := []models.Entity{
		names("Austria", "Autriche", "Австрия", "奥地利", "النمسا", "austria"),
		names("Ethiopia", "Éthiopie", "Эфиопия", "埃塞俄比亚", "إثيوبيا", "ethiopia"),
		names("Kingdom of the Netherlands", "Pays-Bas", "Нидерланды", "荷兰", "هولندا", "netherlands"),
		{Names: models.NewText("en", "An observer"), SortKey: "observer"},
		names("Spain", "Espagne", "Испания", "西班牙", "إسبانيا", "spain"),
	}
	for lang, want := range map[string][]string{
		"en": {"Austria", "Ethiopia", "Kingdom of the Netherlands", "An observer", "Spain"},
		"fr": {"Autriche", "Espagne", "Éthiopie", "An observer", "Pays-Bas"}, // É is an E
		"ru": {"An observer", "Австрия", "Испания", "Нидерланды", "Эфиопия"},
		"zh": {"An observer", "埃塞俄比亚", "奥地利", "荷兰", "西班牙"}, // āi, ào, hé, xī
		"ar": {"An observer", "إثيوبيا", "إسبانيا", "النمسا", "هولندا"},
	} {
		l, _ := For(lang)
		var got []string
		for _, e := range SortByName(l, all, func(e models.Entity) (models.Text, string) { return e.Names, e.SortKey }) {
			name, _ := e.Names.Pick(lang)
			got = append(got, name)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestAListInItsOwnLanguageIsSortedAsThatLanguageSorts(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Costa Rica", "Côte d'Ivoire", "Croatia", "Türkiye", "Turkmenistan", "Uruguay"},
		"es": {"Níger", "Nueva Zelandia", "Nzega", "Ñuble", "Omán"}, // ñ is a letter of its own
	} {
		l, _ := For(lang)
		all := []string{}
		for i := range want {
			all = append(all, want[len(want)-1-i])
		}

		got := SortByName(l, all, func(name string) (models.Text, string) { return models.NewText(lang, name), models.NameKey(name) })

		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

// TestArabicNamesAreListedWithoutArticleAndHamza: as in the lists of the United
// Nations.
func TestArabicNamesAreListedWithoutArticleAndHamza(t *testing.T) {
	l, _ := For("ar")
	want := []string{"الاتحاد الروسي", "إثيوبيا", "أذربيجان", "الأرجنتين", "إسبانيا", "آيسلندا", "البرازيل"}
	all := []string{want[5], want[2], want[1], want[0], want[3], want[6], want[4]}

	got := SortByName(l, all, func(name string) (models.Text, string) { return models.NewText("ar", name), "" })

	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func BenchmarkOrderOfTwoHundredStates(b *testing.B) {
	var all []models.Entity
	for i := range 200 {
		all = append(all, models.Entity{Names: models.Text{Original: "en", In: map[string]string{"zh": string(rune(0x4e00 + i*53)), "en": "x"}}})
	}
	l, _ := For("zh")
	for b.Loop() {
		SortByName(l, all, func(e models.Entity) (models.Text, string) { return e.Names, e.SortKey })
	}
}
