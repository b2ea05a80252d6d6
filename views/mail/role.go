package mail

import (
	"strconv"

	"consultations/models"
	"consultations/views/locale"
)

// RoleMail tells the holder of an account about one role.
func RoleMail(base string, m models.MailRole, about models.RoleLetter) (Mail, error) {
	l := locale.OrEnglish(about.Language)
	role := l.T("role." + string(about.Role))
	t := letter{
		L: l, Subject: l.T("role_mail_subject."+string(m.Mail), "role", role), Greeting: greeting(l, "", about.Name),
		Body:   []string{l.T("role_mail_body." + string(m.Mail))},
		Reason: about.Reason,
		Facts:  roleFacts(l, about.GrantRow),
		Action: mailLink{l.T("account.title"), base + "/account"},
		Notes:  []string{l.T("mail.why_account", "site", l.T("site.name"))},
	}
	return t.write(Mail{ID: "role." + m.GrantID + "." + string(m.Mail) + "." + strconv.FormatInt(m.At.UnixMicro(), 10), To: about.Email})
}

// roleFacts are a role and what it applies to.
func roleFacts(l *locale.Locale, g models.GrantRow) []mailFact {
	facts := []mailFact{{l.T("grant.role"), locale.Plain(l, l.T("role."+string(g.Role)))}}
	if g.Role == models.Administrator {
		return append(facts, mailFact{l.T("grant.reach"), locale.Plain(l, l.T("scope.site"))})
	}
	facts = append(facts, mailFact{l.T("mail.series"), l.Text(g.SeriesTitle)})
	if g.SeminarID != "" || g.SessionID != "" {
		facts = append(facts, mailFact{l.T("mail.seminar"), l.TitleOrPlace(g.SeminarTitle, g.SeminarLabel, g.SeminarPlace)})
	}
	return append(facts, mailFact{l.T("scope.session"), l.Text(g.SessionTitle)}, mailFact{l.T("grant.organisation"), l.Text(g.OrganisationName)})
}
