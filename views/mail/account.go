package mail

import (
	"time"

	"consultations/models"
	"consultations/views/locale"
)

// WelcomeMail is the first e-mail to a new account: who sends it, for what, and
// a link that signs in once. An account that the program itself created names
// no sender.
func WelcomeMail(id string, a models.AccountPage, sender, link string) (Mail, error) {
	l := locale.OrEnglish(a.Language)
	site := l.T("site.name")
	roles := l.T("welcome_mail.no_roles")
	if len(a.Grants) > 0 {
		roles = l.T("welcome_mail.roles")
	}
	t := letter{
		L: l, Subject: l.T("welcome_mail.subject", "site", site), Greeting: greeting(l, "", a.Name),
		Body:   []string{l.T("welcome_mail.body", "site", site), roles, l.N("welcome_mail.link", int(models.WelcomeLife/(24*time.Hour)))},
		Action: mailLink{l.T("mail.sign_in"), link},
		Notes:  []string{l.T("welcome_mail.why", "site", site)},
	}
	if sender != "" {
		t.Facts = append(t.Facts, mailFact{l.T("welcome_mail.sender"), locale.Fragment{Text: sender, Dir: "auto"}})
	}
	for _, g := range a.Grants {
		t.Facts = append(t.Facts, roleFacts(l, g)...)
	}
	return t.write(Mail{ID: "welcome." + id, To: a.Email})
}

// AddressMail asks the new address of an account to be confirmed, warns the
// present one, or tells the former one that it was replaced.
func AddressMail(base string, m models.MailAddress, about models.AddressLetter) (Mail, error) {
	l := locale.OrEnglish(about.Language)
	t := letter{
		L: l, Subject: l.T("address_mail_subject."+string(m.Mail), "site", l.T("site.name")), Greeting: greeting(l, "", about.Name),
		Action: mailLink{l.T("account.title"), base + "/account"},
		Notes:  []string{l.T("mail.why_account", "site", l.T("site.name"))},
	}
	switch m.Mail {
	case models.AddressAsked:
		t.Body = []string{l.T("address_mail.asked"), l.N("address_mail.link", int(models.AddressChangeLife/time.Hour))}
		t.Action = mailLink{l.T("account.address_confirm"), base + "/account/address/" + about.Token}
		t.Notes = []string{l.T("address_mail.why", "site", l.T("site.name"))}
	case models.AddressWarning:
		t.Body = []string{l.T("address_mail.warning"), l.T("address_mail.stop")}
	case models.AddressMoved:
		t.Body = []string{l.T("address_mail.moved")}
	}
	return t.write(Mail{ID: "address." + m.ChangeID + "." + string(m.Mail), To: about.Email})
}
