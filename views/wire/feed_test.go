package wire

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

func TestTheFeedAnnouncesAWithdrawalAndItsTimeDoesNotGoBack(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 11, 27, hour, 0, 0, 0, time.UTC) }
	english, _ := locale.For("en")
	withdrawn := at(17)
	rows := []models.EditionRow{
		{ID: models.NewID(at(12)), SeriesSlug: "peace", SeminarSlug: "oslo", Number: 1, Title: models.NewText("en", "Oslo"), PublishedAt: at(15), WithdrawnAt: &withdrawn, WithdrawnWhy: "A name is wrong", Reason: "It was new",
			EarlierPublication: &models.EarlierPublication{Kind: models.Restated}},
		{ID: models.NewID(at(12)), SeriesSlug: "peace", SeminarSlug: "beijing", Number: 1, Title: models.NewText("en", "Beijing"), PublishedAt: at(14), Intro: models.NewText("en", "Two days")},
	}

	feed, err := Feed(english, "https://site.example", "urn:uuid:1", rows)
	if err != nil {
		t.Fatal(err)
	}

	for _, want := range []string{
		"</title>\n <updated>2026-11-27T17:00:00Z</updated>", "<title>Withdrawn: Oslo</title>", "<summary>A name is wrong</summary>",
		"<published>2026-11-27T15:00:00Z</published>\n  <updated>2026-11-27T17:00:00Z</updated>", `<summary xml:lang="en">Two days</summary>`,
	} {
		if !strings.Contains(string(feed), want) {
			t.Errorf("the feed has no %s:\n%s", want, feed)
		}
	}
	for _, l := range locale.All() {
		if feed, _ := Feed(l, "", "urn:uuid:1", rows); !strings.Contains(string(feed), "<title>"+l.T("document.withdrawn_tag")+l.Colon()+"Oslo</title>") {
			t.Errorf("%s: %s", l.Code(), feed)
		}
	}
}
