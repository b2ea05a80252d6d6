package analysis

import (
	"slices"
	"strings"
	"testing"
)

// finds reports whether a query finds a text, as both databases decide it.
func finds(query, lang, text string) bool {
	tokens := strings.Fields(Tokens(map[string]string{lang: text}))
	for _, group := range Query(query) {
		all := true
		for _, word := range group {
			all = all && slices.Contains(tokens, word)
		}
		if all {
			return true
		}
	}
	return false
}

func TestOtherFormsOfAWordFindIt(t *testing.T) {
	texts := map[string]string{
		"en": "Participants stressed that peacekeeping operations need firmer mandates and better coordination",
		"fr": "Les participants ont souligné que les opérations de maintien de la paix exigent des mandats plus fermes",
		"es": "Los participantes subrayaron que las operaciones de mantenimiento de la paz necesitan mandatos más firmes",
		"ru": "Участники подчеркнули, что миротворческим операциям нужны более чёткие мандаты",
		"zh": "与会者强调，维持和平行动需要更明确的任务授权",
		"ar": "شدد المشاركون على أن عمليات حفظ السلام تحتاج إلى ولايات أوضح",
	}
	for _, c := range []struct {
		lang, query string
		want        bool
	}{
		{"en", "operation", true}, {"en", "mandate", true}, {"en", "participant stress", true}, {"en", "COORDINATION", true}, {"en", "submarine", false}, {"en", "mandate submarine", false},
		{"fr", "opération", true}, {"fr", "operations", true}, {"fr", "mandat ferme", true}, {"fr", "l'opération", true}, {"fr", "souligné", true}, {"fr", "bateau", false},
		{"es", "operación", true}, {"es", "operaciones", true}, {"es", "mandato", true}, {"es", "participante", true}, {"es", "firmes", true}, {"es", "barco", false},
		{"ru", "операция", true}, {"ru", "мандат", true}, {"ru", "участник", true}, {"ru", "четкие", true}, {"ru", "чёткий", true}, {"ru", "корабль", false},
		{"zh", "和平", true}, {"zh", "与会者", true}, {"zh", "任务授权", true}, {"zh", "行动", true}, {"zh", "维持和平", true}, {"zh", "潜艇", false},
		{"ar", "المشاركون", true}, {"ar", "مشاركون", true}, {"ar", "السلام", true}, {"ar", "سلام", true}, {"ar", "عمليات", true}, {"ar", "غواصة", false},
	} {
		if got := finds(c.query, c.lang, texts[c.lang]); got != c.want {
			t.Errorf("%s: %q finds %v, want %v (query %v)", c.lang, c.query, got, c.want, Query(c.query))
		}
	}
}

func TestAccentsAndElisionsMakeNoDifferenceInAnyLanguage(t *testing.T) {
	for _, c := range []struct {
		lang, text, query string
		want              bool
	}{
		{"en", "Peace in Sénégal", "senegal", true}, {"en", "Peace in Sénégal", "Sénégal", true}, {"en", "Peace in Senegal", "Sénégal", true}, {"fr", "La paix au Sénégal", "senegal", true}, {"fr", "Senegal", "sénégal", true},
		{"en", "Türkiye meeting", "turkiye", true}, {"en", "Turkiye meeting", "Türkiye", true}, {"en", "Türkiye meeting", "turkiye meetings", true}, {"en", "Türkiye meeting", "meetings", true},
		{"ru", "Встреча в Łódź", "lodz", true}, {"zh", "在 São Tomé 的会议", "sao tome", true}, {"ar", "اجتماع في Genève", "geneve", true}, {"es", "Reunión en Tromsø", "tromso", true},
		{"en", "Straße", "strasse", true}, {"en", "Strasse", "Straße", true}, {"en", "The Đà Nẵng round", "da nang", true},
		{"en", "A view of l'Afrique", "afrique", true}, {"es", "Voces de l’Afrique", "afrique", true}, {"en", "Afrique", "l'Afrique", true}, {"ru", "Встреча в Côte d’Ivoire", "ivoire", true}, {"en", "Ivoire", "d’Ivoire", true},
		{"en", "Qu'est-ce que l'Union", "union", true}, {"en", "O'Brien spoke", "obrien", true}, {"en", "O’Brien spoke", "O'Brien", true},
		{"en", "Peace in Senegal", "Sénégal submarine", false}, {"en", "Senegal", "sen", false},
	} {
		if got := finds(c.query, c.lang, c.text); got != c.want {
			t.Errorf("%s: %q finds %q: %v, want %v (query %v)", c.lang, c.query, c.text, got, c.want, Query(c.query))
		}
	}
}

func TestATokenHoldsLettersAndDigitsOnly(t *testing.T) {
	for _, text := range []string{`it's "quoted" & (bracketed) | <b>! :* 'x'`, "R&D U.N. 2007–2008", "ʼ`\\--;DROP"} {
		for _, token := range strings.Fields(Tokens(map[string]string{"en": text, "fr": text, "zh": text})) {
			if clean(token) != token {
				t.Errorf("%q of %q", token, text)
			}
		}
	}
}

func TestAQueryWithoutWordsFindsNothing(t *testing.T) {
	for _, q := range []string{"", "  ", "…!?", "\x00"} {
		if got := Query(q); len(got) != 0 {
			t.Errorf("%q searches for %v", q, got)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("fr", "L’opération n° 3")
	f.Add("ar", "السلامُ عليكم")
	f.Add("zh", "维持和平\xff")
	f.Fuzz(func(t *testing.T, lang, text string) {
		for _, token := range strings.Fields(Tokens(map[string]string{lang: text})) {
			if clean(token) != token {
				t.Errorf("%q", token)
			}
		}
	})
}
