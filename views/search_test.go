package views

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
)

// TestWhatIsFoundInAnotherLanguageSaysWhichOne: title and text, so that both are
// read aloud and start as that language does.
func TestWhatIsFoundInAnotherLanguageSaysWhichOne(t *testing.T) {
	f := frame()
	f.L = locale.OrEnglish("ar")
	found := models.Page[models.Found]{Items: []models.Found{{Title: models.NewText("en", "Peace talks"), Body: models.NewText("en", "What was said."), Path: "/x"}}}

	got := rendered(t, SearchShow{Frame: f, Query: "peace", Found: found, Whole: true})

	for _, part := range []string{`<span lang="en" dir="ltr">Peace talks</span>`, `<div class="prose" lang="en" dir="ltr"><p>What was said.</p>`} {
		if !strings.Contains(got, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
}
