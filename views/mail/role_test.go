package mail

import (
	"strings"
	"testing"
	"time"

	"consultations/models"
	"consultations/views/locale"
)

func TestMailsAboutARoleNameTheRoleItsReachAndTheReason(t *testing.T) {
	about := models.RoleLetter{Email: "ling@example.org", Name: "Ling Wu", Reason: "The seminar has another secretariat now.",
		GrantRow: models.GrantRow{Role: models.OrganiserRole, SeminarID: "m", SeriesTitle: models.NewText("en", "Peace operations"), SeminarPlace: models.NewText("en", "Beijing")}}
	for _, code := range models.Languages {
		about.Language = code
		l := locale.OrEnglish(code)
		for _, kind := range []models.RoleMail{models.RoleRemoved, models.RoleRestored} {
			m, err := RoleMail("https://site.example", models.MailRole{GrantID: "g", Mail: kind, At: time.Unix(1, 0)}, about)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{l.T("role.organiser"), "Peace operations", "Beijing", about.Reason, "https://site.example/account"} {
				if !strings.Contains(m.Text, part) || !strings.Contains(m.HTML, part) {
					t.Errorf("%s, %s: without %q: %s", code, kind, part, m.Text)
				}
			}
			if m.To != about.Email || m.Language != code || !strings.Contains(m.Subject, l.T("role.organiser")) {
				t.Errorf("%s, %s: %+v", code, kind, m)
			}
		}
	}
}
