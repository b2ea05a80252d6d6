package handlers_test

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/tests/given"
)

func TestWhatIsPublishedIsFoundThroughTheAPI(t *testing.T) {
	given.EachDatabase(t, func(t *testing.T, g *given.Given) {
		o, s := g.NewOutcome(1), siteOn(t, g, origin)
		find := "/api/v1/search?q=Finding+number"
		if a := s.write(t, "GET", find, "", "", ""); a.status != 200 || strings.Contains(a.body, `"kind":"point"`) {
			t.Errorf("a draft: %d %s", a.status, a.body)
		}
		o.Submitted().Cleared().Published(models.EditionInput{})
		if a := s.write(t, "GET", find, "", "", ""); a.status != 200 || !strings.Contains(a.body, `"kind":"point"`) || !strings.Contains(a.body, origin+"/series/"+o.SeriesSlug) {
			t.Errorf("published: %d %s", a.status, a.body)
		}
		if a := s.write(t, "GET", "/api/v1/search", "", "", ""); a.status != 422 || !strings.Contains(a.body, `"field":"q"`) {
			t.Errorf("without a question: %d %s", a.status, a.body)
		}
	})
}
