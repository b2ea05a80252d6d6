package views

import (
	"context"
	"io"
	"net/url"
	"strconv"

	"consultations/models"
)

// InvitationShow is the page of the person who is invited.
type InvitationShow struct {
	Frame
	Of       models.InvitationPage
	Form     models.RegistrationInput
	Problems models.Problems
	Address  string // of this page, with its token
}

// Render writes the page.
func (p InvitationShow) Render(ctx context.Context, w io.Writer) error {
	return invitationShow(p).Render(ctx, w)
}

// InvitationList is the invitations to a seminar, with a form for a new one.
type InvitationList struct {
	Frame
	Parts    []NavLink // of the work on the seminar
	List     models.InvitationList
	Cursor   string // of this page
	Form     models.InvitationInput
	Problems models.Problems
}

// Render writes the page.
func (p InvitationList) Render(ctx context.Context, w io.Writer) error {
	return invitationList(p).Render(ctx, w)
}

// InvitationsPath is the address of the invitations to a seminar.
func InvitationsPath(seminarID string) string {
	return "/manage/seminars/" + seminarID + "/invitations"
}

func (p InvitationList) first() string {
	if p.Cursor == "" {
		return ""
	}
	return InvitationsPath(p.List.SeminarID)
}

func (p InvitationList) next() string {
	if p.List.Next == "" {
		return ""
	}
	return InvitationsPath(p.List.SeminarID) + "?cursor=" + url.QueryEscape(p.List.Next)
}

// invitationTone is how the state of an invitation looks.
func invitationTone(s models.InvitationState) Tone {
	switch s {
	case models.InvitationSent:
		return Active
	case models.InvitationAccepted:
		return Good
	case models.InvitationDeclined:
		return Caution
	}
	return Neutral
}

// hosts names those who invite.
func hosts(l *Locale, all []models.Text) string {
	names := make([]string, len(all))
	for i, h := range all {
		names[i] = l.Say(h).Text
	}
	return l.List(names)
}

// lead asks, as long as there is something to be asked to.
func (p InvitationShow) lead() string {
	if !p.Of.Seminar.DaysStand() {
		return ""
	}
	return invites(p.L, p.Of)
}

// tone is that of why no answer is possible.
func (p InvitationShow) tone() Tone {
	if !p.Of.Seminar.DaysStand() {
		return stateTone(p.Of.Seminar.SeminarState)
	}
	return Caution
}

// invites says who invites whom, to what and in which capacity.
func invites(l *Locale, v models.InvitationPage) string {
	if len(v.Hosts) == 0 {
		return l.T("invitation.invites_nameless", "capacity", l.T("capacity."+string(v.Capacity)))
	}
	return l.T("invitation.invites", "hosts", hosts(l, v.Hosts), "capacity", l.T("capacity."+string(v.Capacity)))
}

// InvitationMail asks a person to take part. link is the signed address of
// the page on which they answer.
func InvitationMail(m models.MailInvitation, about models.InvitationPage, link string) (Mail, error) {
	l := MailLanguage(about.Language)
	name := l.SeminarName(about.Seminar.Title, about.Seminar.Label, about.Seminar.Place)
	t := letter{
		L: l, Subject: l.T("invitation.mail_subject", "seminar", plainLine(name.Text)), Greeting: greeting(l, about.Name),
		Body:   []string{invites(l, about), l.T("invitation.mail_answer", "day", l.Day(about.AnswerBy))},
		Action: mailLink{l.T("invitation.mail_open"), link},
		Facts: []mailFact{
			{l.T("mail.seminar"), name},
			{l.T("mail.series"), l.Say(about.Seminar.SeriesTitle)},
			{l.T("mail.when"), Plain(l, l.When(about.Seminar.StartsOn, about.Seminar.EndsOn, about.Seminar.Year))},
			{l.T("mail.where"), venueOf(l, about.Seminar)},
		},
		Notes: []string{l.T("mail.keep_link"), l.T("invitation.mail_why", "site", l.T("site.name"))},
	}
	if m.News != "" {
		t.Subject, t.Body = l.T("mail_subject."+string(m.News), "seminar", plainLine(name.Text)), []string{l.T("invitation_news." + string(m.News))}
		t.Action.Text = l.T("invitation.mail_see")
	}
	id := "invitation." + m.InvitationID + "." + strconv.Itoa(m.Version)
	if m.Nonce != "" {
		id += "." + m.Nonce
	}
	return t.write(Mail{ID: id, To: about.Email})
}
