package views

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// TestTheOverviewOfADraftShowsItsSeats: the bar of seats comes with the
// announcement.
func TestTheOverviewOfADraftShowsItsSeats(t *testing.T) {
	seats := 1250
	for _, s := range []*int{&seats, nil} {
		desk := models.SeminarDesk{Head: models.SeminarHead{ID: "m", Status: models.SeminarDraft, MayWork: true, MayList: true, MayEdit: true}, Seminar: models.Seminar{ID: "m", Status: models.SeminarDraft, Seats: s}}

		got := rendered(t, SeminarDesk{Frame: frame(), Desk: desk})

		if strings.Contains(got, "<dt>Seats</dt>") != (s != nil) || strings.Contains(got, "1,250") != (s != nil) {
			t.Errorf("with seats: %t, the facts are wrong", s != nil)
		}
	}
}

func TestHowManyRegisteredIsShownOnlyToThoseWhoMayListThem(t *testing.T) {
	seats := 40
	seminar := models.Seminar{ID: "m", SeriesID: "s", Status: models.SeminarAnnounced, Seats: &seats, SeatsTaken: 31, Waiting: 3}
	for name, c := range map[string]struct {
		by   models.Actor
		want bool
	}{
		"an organiser":    {models.Actor{AccountID: "a", Grants: []models.Grant{{Role: models.OrganiserRole, SeminarID: "m"}}}, true},
		"the secretariat": {models.Actor{AccountID: "a", Grants: []models.Grant{{Role: models.Secretariat, SeriesID: "s"}}}, true},
		"a co-organiser":  {models.Actor{AccountID: "a", Grants: []models.Grant{{Role: models.CoOrganiser, SeminarID: "m", OrganisationID: "o"}}}, false},
		"a rapporteur":    {models.Actor{AccountID: "a", Grants: []models.Grant{{Role: models.Rapporteur, SessionID: "n"}}}, false},
	} {
		head := models.SeminarHead{ID: "m", Status: seminar.Status, MayWork: true, MayList: seminar.MayListParticipants(c.by)}
		for page, got := range map[string]string{
			"series":  rendered(t, SeriesDesk{Frame: frame(), SeriesDesk: models.Series{ID: "s"}.Desk(c.by, []models.Seminar{seminar}, []string{"m"}, nil)}),
			"seminar": rendered(t, SeminarDesk{Frame: frame(), Desk: models.SeminarDesk{Head: head, Seminar: seminar, Counts: map[models.RegistrationStatus]int{models.Confirmed: 31}}}),
		} {
			if strings.Contains(got, "31") != c.want {
				t.Errorf("%s: %s shows the number: %t", name, page, !c.want)
			}
			if !strings.Contains(got, `/manage/seminars/m`) && page == "series" {
				t.Errorf("%s: the list does not lead to the seminar", name)
			}
		}
	}
}

func TestOneSpaceAtMostFollowsTheColonBeforeWhoLedASeries(t *testing.T) {
	for code, want := range map[string]string{"en": "Led by: Norway", "zh": "牵头方：Norway"} {
		p := HomeShow{Frame: parts.Frame{L: locale.OrEnglish(code)}, Home: models.Home{Series: []models.PublicSeries{{Slug: "peace", Lead: models.NewText("en", "Norway")}}}}

		if got := p.series()[0].Facts[1].Text; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
