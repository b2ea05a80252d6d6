package mail

import (
	"strconv"

	"consultations/models"
	"consultations/views/locale"
)

// hosts names the organisers who invite.
func hosts(l *locale.Locale, all []models.Text) string {
	names := make([]string, len(all))
	for i, h := range all {
		names[i] = l.Text(h).Text
	}
	return l.List(names)
}

// InvitationText says who invites whom, to what and in which capacity.
func InvitationText(l *locale.Locale, v models.InvitationPage) string {
	as := l.T("invited_as." + string(v.Capacity))
	if len(v.Hosts) == 0 {
		return l.T("invitation.invites_nameless", "as", as)
	}
	return l.N("invitation.invites", len(v.Hosts), "hosts", hosts(l, v.Hosts), "as", as)
}

// InvitationMail invites a person. link is the signed address of the page on
// which they reply.
func InvitationMail(m models.MailInvitation, about models.InvitationPage, link string) (Mail, error) {
	l := locale.OrEnglish(about.Language)
	name := l.TitleOrPlace(about.Seminar.Title, about.Seminar.Label, about.Seminar.Place)
	t := letter{
		L: l, Subject: l.T("invitation.mail_subject", "seminar", locale.SingleLine(name.Text)), Greeting: greeting(l, about.Honorific, about.Name),
		Body:   []string{InvitationText(l, about), l.T("invitation.mail_answer", "day", l.Day(about.AnswerBy))},
		Action: mailLink{l.T("invitation.mail_open"), link},
		Facts:  seminarFacts(l, about.Seminar),
		Notes:  []string{l.T("mail.keep_link"), l.T("invitation.mail_why", "site", l.T("site.name"))},
	}
	if m.News != "" {
		t.Subject, t.Body = l.T("mail_subject."+string(m.News), "seminar", locale.SingleLine(name.Text)), []string{l.T("invitation_news." + string(m.News))}
		t.Action.Text = l.T("invitation.mail_see")
		t.Reason = about.Seminar.SeminarReason
		if m.News == models.MailRevoked {
			t.Subject = l.T("invitation.mail_revoked", "seminar", locale.SingleLine(name.Text))
			t.Reason = about.Reason
		}
	}
	id := "invitation." + m.InvitationID + "." + strconv.Itoa(m.Version)
	if m.Nonce != "" {
		id += "." + m.Nonce
	}
	return t.write(Mail{ID: id, To: about.Email, ReplyTo: models.ContactAddress(about.Seminar.Contact)})
}
