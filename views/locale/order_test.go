package locale

import (
	"reflect"
	"testing"

	"consultations/models"
)

func TestStatesAreSortedAsInTheReadersLanguage(t *testing.T) {
	names := func(en, fr, ru, zh, ar string) models.Entity {
		return models.Entity{Names: models.Text{Original: "en", In: map[string]string{"en": en, "fr": fr, "ru": ru, "zh": zh, "ar": ar}}}
	}
	all := []models.Entity{ // sorted by keys that the organisers chose
		names("Austria", "Autriche", "Австрия", "奥地利", "النمسا"),
		names("Ethiopia", "Éthiopie", "Эфиопия", "埃塞俄比亚", "إثيوبيا"),
		names("Kingdom of the Netherlands", "Pays-Bas", "Нидерланды", "荷兰", "هولندا"),
		{Names: models.NewText("en", "An observer")},
		names("Spain", "Espagne", "Испания", "西班牙", "إسبانيا"),
	}
	for lang, want := range map[string][]string{
		"en": {"Austria", "Ethiopia", "Kingdom of the Netherlands", "An observer", "Spain"},
		"fr": {"An observer", "Autriche", "Espagne", "Éthiopie", "Pays-Bas"}, // É is an E
		"ru": {"An observer", "Австрия", "Испания", "Нидерланды", "Эфиопия"},
		"zh": {"An observer", "埃塞俄比亚", "奥地利", "荷兰", "西班牙"}, // āi, ào, hé, xī
		"ar": {"An observer", "إثيوبيا", "إسبانيا", "النمسا", "هولندا"},
	} {
		l, _ := For(lang)
		var got []string
		for _, e := range SortByName(l, all, func(e models.Entity) models.Text { return e.Names }) {
			name, _ := e.Names.Pick(lang)
			got = append(got, name)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func BenchmarkOrderOfTwoHundredStates(b *testing.B) {
	var all []models.Entity
	for i := range 200 {
		all = append(all, models.Entity{Names: models.Text{Original: "en", In: map[string]string{"zh": string(rune(0x4e00 + i*53)), "en": "x"}}})
	}
	l, _ := For("zh")
	for b.Loop() {
		SortByName(l, all, func(e models.Entity) models.Text { return e.Names })
	}
}
