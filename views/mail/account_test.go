package mail

import (
	"strings"
	"testing"

	"consultations/models"
	"consultations/views/locale"
)

func TestTheWelcomeNamesSiteSenderAndRoles(t *testing.T) {
	a := models.AccountPage{AccountRow: models.AccountRow{ID: "a", Email: "ling@example.org", Name: "Ling Wu"}}
	a.Grants = []models.GrantRow{{Role: models.Secretariat, SeriesID: "s", SeriesTitle: models.NewText("en", "Peace operations")}}
	for _, code := range models.Languages {
		a.Language = code
		l := locale.OrEnglish(code)
		m, err := WelcomeMail("7", a, "Omar Farouk", "https://site.example/sign-in/link/x")
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{l.T("site.name"), "Omar Farouk", l.T("role.secretariat"), "Peace operations", "7", "https://site.example/sign-in/link/x"} {
			if !strings.Contains(m.Text, part) || !strings.Contains(m.HTML, part) {
				t.Errorf("%s: without %q: %s", code, part, m.Text)
			}
		}
	}
}

func TestTheWelcomeOfAnAccountWithoutARoleListsNone(t *testing.T) {
	a := models.AccountPage{AccountRow: models.AccountRow{ID: "a", Email: "ling@example.org", Name: "Ling Wu"}}
	for _, code := range models.Languages {
		for _, grants := range [][]models.GrantRow{nil, {{Role: models.Secretariat}}} {
			a.Language, a.Grants = code, grants
			l := locale.OrEnglish(code)

			m, err := WelcomeMail("7", a, "", "https://site.example/sign-in/link/x")

			if err != nil || strings.Contains(m.Text, l.T("welcome_mail.roles")) != (grants != nil) || strings.Contains(m.Text, l.T("welcome_mail.no_roles")) != (grants == nil) {
				t.Errorf("%s, %d roles: %v %s", code, len(grants), err, m.Text)
			}
		}
	}
}

func TestMailsAboutANewAddress(t *testing.T) {
	for _, code := range models.Languages {
		about := models.AddressLetter{Email: "ling@example.org", Name: "Ling Wu", Language: code, Token: "secret"}
		asked, err := AddressMail("https://site.example", models.MailAddress{ChangeID: "c", Mail: models.AddressAsked}, about)
		if err != nil || !strings.Contains(asked.Text, "https://site.example/account/address/secret") || !strings.Contains(asked.Text, "24") {
			t.Errorf("%s: %v %s", code, err, asked.Text)
		}
		about.Token = ""
		warning, err := AddressMail("https://site.example", models.MailAddress{ChangeID: "c", Mail: models.AddressWarning}, about)
		if stop := locale.OrEnglish(code).T("address_mail.stop"); err != nil || !strings.Contains(warning.Text, stop) || !strings.Contains(warning.Text, "https://site.example/account") {
			t.Errorf("%s: %v %s", code, err, warning.Text)
		}
		moved, err := AddressMail("https://site.example", models.MailAddress{ChangeID: "c", Mail: models.AddressMoved}, about)
		if err != nil || strings.Contains(moved.Text, "/account/address/") || moved.ID == warning.ID || moved.Subject == warning.Subject {
			t.Errorf("%s: %v %s", code, err, moved.Text)
		}
	}
}

func TestPeopleAreAddressedWithTheirFormOfAddress(t *testing.T) {
	about := aboutSeat()
	about.Honorific, about.Name = "H.E. Ambassador", "Ling Wu"
	m, err := RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailConfirmed, Version: 1}, about, "https://site.example/registrations/token")
	if err != nil || !strings.Contains(m.Text, "Dear H.E. Ambassador Ling Wu,") || !strings.Contains(m.HTML, "H.E. Ambassador Ling Wu") {
		t.Errorf("a registration: %v %s", err, m.Text)
	}
	invited := models.InvitationPage{InvitationRow: models.InvitationRow{Honorific: "Dr", Name: "Omar Farouk", Capacity: "expert", Language: "en"}}
	m, err = InvitationMail(models.MailInvitation{InvitationID: "i"}, invited, "https://site.example/invitations/token")
	if err != nil || !strings.Contains(m.Text, "Dear Dr Omar Farouk,") {
		t.Errorf("an invitation: %v %s", err, m.Text)
	}
	about.Honorific = "www.evil.example"
	m, err = RegistrationMail(site, models.MailRegistration{RegistrationID: "r1", Mail: models.MailConfirmed, Version: 1}, about, "https://site.example/registrations/token")
	if err != nil || strings.Contains(m.Text, "evil") {
		t.Errorf("a form of address that is a link: %v %s", err, m.Text)
	}
}
