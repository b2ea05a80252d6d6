package mail

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
)

func TestAnInvitationIsASentenceForEveryCapacity(t *testing.T) {
	ministry, institute := models.NewText("en", "Ministry of Peace"), models.NewText("en", "Peace Institute")
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for _, capacity := range models.Capacities {
			for _, hosts := range [][]models.Text{nil, {ministry}, {ministry, institute}} {
				got := InvitationText(l, models.InvitationPage{Hosts: hosts, InvitationRow: models.InvitationRow{Capacity: capacity}})

				if strings.ContainsAny(got, ":：") || !strings.Contains(got, l.T("invited_as."+string(capacity))) || strings.Contains(got, "Peace Institute") != (len(hosts) == 2) {
					t.Errorf("%s, %s, %d organisers: %s", code, capacity, len(hosts), got)
				}
			}
		}
	}
	if missing := locale.MissingTexts(); len(missing) > 0 {
		t.Errorf("no catalogue has %v", missing)
	}
}
