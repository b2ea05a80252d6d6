package locale

import (
	"testing"

	"consultations/models"
)

// TestTheSearchJoinsLabelAndPlaceAsPagesDo: the search stores the line that
// pages make from the catalogue.
func TestTheSearchJoinsLabelAndPlaceAsPagesDo(t *testing.T) {
	label, place := models.Text{Original: "en", In: map[string]string{}}, models.Text{Original: "en", In: map[string]string{}}
	for lang, words := range map[string][2]string{
		"en": {"Seminar", "Geneva"}, "fr": {"Séminaire", "Genève"}, "es": {"Seminario", "Ginebra"},
		"ru": {"Семинар", "Женева"}, "zh": {"研讨会", "日内瓦"}, "ar": {"حلقة دراسية", "جنيف"},
	} {
		label.In[lang], place.In[lang] = words[0], words[1]
	}

	joined := models.LabelAndPlace(label, place)

	for _, l := range All() {
		if want := l.T("text.label_and_place", "label", label.In[l.Code()], "place", place.In[l.Code()]); joined.In[l.Code()] != want {
			t.Errorf("%s: %q, pages have %q", l.Code(), joined.In[l.Code()], want)
		}
	}
}
