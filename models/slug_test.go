package models

import (
	"strings"
	"testing"
)

func TestATitleInAnyScriptMakesAnAddress(t *testing.T) {
	for title, want := range map[string]string{
		"Multidimensional and Integrated Peace Operations": "multidimensional-and-integrated-peace-operations",
		"Opérations de paix : l’Afrique de l’Ouest":        "operations-de-paix-l-afrique-de-l-ouest",
		"Gene\u0300ve 2027":                    "geneve-2027", // the accent as a character of its own
		"Misión de buenos oficios en Ñuñoa":    "mision-de-buenos-oficios-en-nunoa",
		"São Tomé, Łódź & Reykjavík":           "sao-tome-lodz-reykjavik",
		"Многоплановые операции в пользу мира": "mnogoplanovye-operatsii-v-polzu-mira",
		"Нью-Йорк":                             "nyu-york",
		"Объединённые Нации":                   "obedinennye-natsii",
		"北京 2007":                              "bei-jing-2007",
		"多层面综合和平行动":                            "duo-ceng-mian-zong-he-he-ping-xing-dong",
		"القاهرة ٢٠٢٧":                         "alqahra-2027",
		"بيروت":                                "birut",
		"عَمَّان":                              "aman", // with vowel marks
		"عمان":                                 "aman", // and without
		"عمليات السلام":                        "amliat-alslam",
		"Sanʿāʾ":                               "sana",
		"  A_b -- C'd!  ":                      "a-b-c-d",
		"aˍb":                                  "a-b", // a letter that looks like an underscore
		"…!":                                   "",
		"":                                     "",
		strings.Repeat("peace ", 20):           "peace" + strings.Repeat("-peace", 15), // 96 characters; one more word would be 102
		strings.Repeat("a", 120):               strings.Repeat("a", 100),
		strings.Repeat("a", 100) + " b":        strings.Repeat("a", 100),
		strings.Repeat("和", 60):                "he" + strings.Repeat("-he", 32),
	} {
		if got := Slug(title); got != want {
			t.Errorf("%q gives %q, want %q", title, got, want)
		}
	}
}

// TestAnAddressInUseIsNotChanged: links to it must keep working.
func TestAnAddressInUseIsNotChanged(t *testing.T) {
	for _, slug := range []string{
		"multidimensional-and-integrated-peace-operations", "beijing-2007", "2027", "a", "l-aquila-2009", "and-at-and",
		strings.Repeat("a", 100), strings.Repeat("ab-", 33) + "c",
	} {
		if got := Slug(slug); got != slug {
			t.Errorf("%q becomes %q", slug, got)
		}
	}
}

func TestAnAddressIsMadeFromATranslationInLatinLetters(t *testing.T) {
	for name, c := range map[string]struct {
		text Text
		want string
	}{
		"the original in Latin letters":    {Text{"fr", map[string]string{"fr": "Genève", "en": "Geneva"}}, "geneve"},
		"an original in Arabic, in French": {Text{"ar", map[string]string{"ar": "القاهرة", "fr": "Le Caire"}}, "le-caire"},
		"both English and Spanish":         {Text{"zh", map[string]string{"zh": "北京", "es": "Pekín", "en": "Beijing"}}, "beijing"},
		"only Russian beside Chinese":      {Text{"zh", map[string]string{"zh": "北京", "ru": "Пекин"}}, "bei-jing"},
	} {
		if got := Slug(c.text.slugSource()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAnAddressMadeFromANameIsNumberedWhenItIsTaken(t *testing.T) {
	long := strings.Repeat("a", 98) + "-b"
	for name, c := range map[string]struct {
		slug  string
		taken []string
		want  string
	}{
		"free":                {"oslo-2027", []string{"oslo-2026"}, "oslo-2027"},
		"taken":               {"oslo-2027", []string{"oslo-2027"}, "oslo-2027-2"},
		"taken twice":         {"oslo-2027", []string{"oslo-2027", "oslo-2027-2"}, "oslo-2027-3"},
		"a number in between": {"oslo-2027", []string{"oslo-2027", "oslo-2027-3"}, "oslo-2027-2"},
		"as long as can be":   {long, []string{long}, strings.Repeat("a", 98) + "-2"},
	} {
		got := FreeSlug(c.slug, c.taken)
		if got != c.want || Slug(got) != got {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if !strings.HasPrefix(got, SlugStem(c.slug)) {
			t.Errorf("%s: %q does not begin with the stem", name, got)
		}
	}
}
