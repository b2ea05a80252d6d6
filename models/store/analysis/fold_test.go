package analysis

import (
	"slices"
	"strings"
	"testing"
)

func TestANameIsFoundByItsPlainLettersAndByItsOwn(t *testing.T) {
	for _, c := range []struct{ name, typed string }{
		{"Émilie Étienne", "etienne"}, {"Émilie Étienne", "ÉTIENNE"}, {"Emilie Etienne", "étienne"}, {"E\u0301milie", "émilie"},
		{"Иван Петров", "петров"}, {"ИВАН ПЕТРОВ", "Петров"}, {"Пётр", "петр"}, {"Пётр", "пётр"}, {"Николай", "николай"},
		{"Łódź", "lodz"}, {"Đặng", "dang"}, {"Søren", "soren"}, {"Weiß", "weiss"}, {"Weiß", "WEISS"}, {"Işık", "isik"}, {"İstanbul", "istanbul"}, {"Istanbul", "İstanbul"},
		{"Æsir", "aesir"}, {"Œuvre", "oeuvre"}, {"Þór", "thor"}, {"Ξενοφών", "ξενοφων"}, {"Ξενοφῶντος", "ΞΕΝΟΦΩΝΤΟΣ"},
		{"أحمد", "احمد"}, {"إيمان", "ايمان"}, {"فاطمة", "فاطمه"}, {"مُحَمَّد", "محمد"}, {"王小明", "小明"}, {"Ｗｉｄｅ", "wide"},
		{"O’Brien", "O'Brien"}, {"O’Brien", "obrien"}, {"d’Ivoire", "ivoire"}, {"Jean-Pierre", "jean pierre"}, {"Jean Pierre", "Jean‐Pierre"}, {"Ann\u200e Lee", "ann lee"},
		{"a-b@example.org", "a-b@example.org"}, {"김철수", "김철수"}, {"김철수", "철수"}, {"Nguyễn Văn", "nguyen van"}, {"Doe Jane", "jane doe"},
	} {
		for _, word := range FindWords(c.typed) {
			if !strings.Contains(FindKey(c.name), word) {
				t.Errorf("%q (%q) is not found by %q (%q)", c.name, FindKey(c.name), c.typed, word)
			}
		}
	}
	if strings.Contains(FindKey("Петров"), FindWords("Сидоров")[0]) {
		t.Error("another name is found")
	}
}

func TestNamesRankAsInADirectory(t *testing.T) {
	want := []string{"Ábel", "Abel, B", "abele", "Çelik", "Côte d'Ivoire", "Croatia", "Esposito", "Étienne, A", "Etienne, B", "Evans", "Li, Wei", "Lin, An", "Øst", "Türkiye", "Turkmenistan", "Zola", "Иванов", "Петров", "أحمد", "王"}

	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(OrderKey(a), OrderKey(b)) })

	if !slices.Equal(got, want) {
		t.Errorf("sorted: %q", got)
	}
	if n := len(OrderKey(strings.Repeat("Ω", 5000))); n != 2*longestOrderKey {
		t.Errorf("the key of a long name has %d letters", n)
	}
}
