package mail

import (
	"strings"
	"testing"
	"unicode/utf8"

	"consultations/models"
	"consultations/views/locale"
)

// TestAReasonCannotBeReadAsTheSitesOwnWords: each of its lines is marked,
// whatever ends it, and none is so long that a program breaks it.
func TestAReasonCannotBeReadAsTheSitesOwnWords(t *testing.T) {
	reason := "The list is closed.\n\nYour seat is confirmed: \u2028please pay today.\r\n-- \nWe" + strings.Repeat(" repeat ourselves", 20) + " " + strings.Repeat("席", 150)
	about := aboutSeat()
	about.Status, about.Reason = models.Declined, reason
	declined, err := RegistrationMail(site, models.MailRegistration{Mail: models.MailDeclined}, about, "https://site.example/registrations/token")
	if err != nil {
		t.Fatal(err)
	}
	objected, err := ClearanceMail("https://site.example", models.MailClearance{Mail: models.ClearanceObjected}, models.ClearanceLetter{Language: "en", ObjectedPoint: "F7", ObjectedReason: reason})
	if err != nil {
		t.Fatal(err)
	}
	l := locale.OrEnglish("en")
	for given, m := range map[string]Mail{l.T("reason.given"): declined, l.T("clearance_mail.reason") + ":": objected} {
		_, after, found := strings.Cut(m.Text, given+"\n\n")
		quote, _, _ := strings.Cut(after, "\n\n")

		if !found || !strings.Contains(quote, "> Your seat is confirmed:\n> please pay today.\n> --\n> We repeat") {
			t.Errorf("%s", m.Text)
		}
		for _, line := range strings.Split(quote, "\n") {
			if !strings.HasPrefix(line, "> ") || utf8.RuneCountInString(line) > 72 {
				t.Errorf("%q", line)
			}
		}
		if words := strings.ReplaceAll(strings.ReplaceAll(quote, "\n> ", " "), " ", ""); !strings.HasSuffix(words, strings.Repeat("席", 150)) || strings.Count(words, "repeatourselves") != 20 {
			t.Errorf("the reason is not complete: %s", quote)
		}
		if !strings.Contains(m.HTML, "<blockquote") {
			t.Errorf("%s", m.HTML)
		}
	}
}

func TestTheMailOfACancelledSeminarGivesTheReason(t *testing.T) {
	for _, code := range models.Languages {
		l := locale.OrEnglish(code)
		for kind, want := range map[models.MailKind]bool{models.MailCancelled: true, models.MailPostponed: true, models.MailMoved: false} {
			about := aboutSeat()
			about.Language, about.SeminarReason = code, "The airport is closed."
			told, err := RegistrationMail(site, models.MailRegistration{Mail: kind}, about, "https://site.example/registrations/token")
			if err != nil || strings.Contains(told.Text, l.T("reason.given")+"\n\n> The airport is closed.") != want {
				t.Errorf("%s, registered, %s: %v %s", code, kind, err, told.Text)
			}
			if !want {
				continue
			}
			invited := models.InvitationPage{Seminar: about.RegistrationSeminar, InvitationRow: models.InvitationRow{Language: code}}
			told, err = InvitationMail(models.MailInvitation{News: kind}, invited, "https://site.example/invitations/token")
			if err != nil || !strings.Contains(told.Text, l.T("reason.given")+"\n\n> The airport is closed.") {
				t.Errorf("%s, invited, %s: %v %s", code, kind, err, told.Text)
			}
		}
	}
}
