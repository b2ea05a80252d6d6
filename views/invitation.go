package views

import (
	"context"
	"io"
	"net/url"

	"consultations/models"
	"consultations/views/mail"
	"consultations/views/parts"
)

// InvitationShow is the invitee's page.
type InvitationShow struct {
	parts.Frame
	FormOf[models.RegistrationInput]
	Of      models.InvitationPage
	Address string // of this page, with its token
}

// Render writes the page.
func (p InvitationShow) Render(ctx context.Context, w io.Writer) error {
	return invitationShow(p).Render(ctx, w)
}

// InvitationDecline asks the invitee for confirmation, and for a reason if they
// want to give one.
type InvitationDecline struct {
	parts.Frame
	FormOf[models.ReasonInput]
	Of      models.InvitationPage
	Address string // of the invitation, with its token
}

// Render writes the page.
func (p InvitationDecline) Render(ctx context.Context, w io.Writer) error {
	return invitationDecline(p).Render(ctx, w)
}

// InvitationList is the invitations to a seminar, with a form for a new one.
type InvitationList struct {
	parts.Frame
	Head   models.SeminarHead
	List   models.InvitationList
	Filter models.InvitationFilter
	FormOf[models.InvitationInput]
}

// Render writes the page.
func (p InvitationList) Render(ctx context.Context, w io.Writer) error {
	return invitationList(p).Render(ctx, w)
}

func (p InvitationList) pageAddress(cursor string) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": p.Filter.Name, "undelivered": yes(p.Filter.Undelivered), "cursor": cursor} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return models.InvitationsPath(p.List.SeminarID)
	}
	return models.InvitationsPath(p.List.SeminarID) + "?" + q.Encode()
}

func (p InvitationList) first() string {
	if p.Filter.Cursor == "" {
		return ""
	}
	return p.pageAddress("")
}

func (p InvitationList) next() string {
	if p.List.Next == "" {
		return ""
	}
	return p.pageAddress(p.List.Next)
}

// reminder asks before an invitation is sent once more.
func (p InvitationList) reminder(i models.InvitationRow) parts.Confirm {
	name := who(i.Honorific, i.Name)
	if i.Status == models.InvitationRevoked {
		return parts.Confirm{ID: "reminder-" + i.ID, Title: p.L.T("invitation.remind_ask", "name", name), Says: []string{p.L.T("invitation.resend_says", "address", i.Email)},
			Button: parts.Button{Text: p.L.T("invitation.remind"), Look: parts.Quiet, Small: true, Hint: name}}
	}
	return parts.Confirm{ID: "reminder-" + i.ID, Title: p.L.T("invitation.remind_ask", "name", name), Says: []string{p.L.T("invitation.remind_says", "address", i.Email)},
		Button: parts.Button{Text: p.L.T("invitation.remind"), Look: parts.Quiet, Small: true, Hint: name}}
}

// revocation asks before an invitation is withdrawn.
func (p InvitationList) revocation(i models.InvitationRow) parts.Confirm {
	name := who(i.Honorific, i.Name)
	return parts.Confirm{ID: "revocation-" + i.ID, Title: p.L.T("invitation.revoke_ask", "name", name), Says: []string{p.L.T("invitation.revoke_says")},
		Button: parts.Button{Text: p.L.T("invitation.revoke"), Look: parts.Danger, Hint: name}, Keep: p.L.T("invitation.keep")}
}

// invitationTone is how the state of an invitation looks.
func invitationTone(s models.InvitationStatus) parts.Tone {
	switch s {
	case models.InvitationSent:
		return parts.Active
	case models.InvitationAccepted:
		return parts.Good
	case models.InvitationDeclined:
		return parts.Caution
	}
	return parts.Neutral
}

// lead is the invitation in words, as long as a reply is possible.
func (p InvitationShow) lead() string {
	if !p.Of.Seminar.TakesPlace() {
		return ""
	}
	return mail.InvitationText(p.L, p.Of)
}

// reason is why the organisers withdrew the invitation, or postponed or cancelled
// the seminar before a reply.
func (p InvitationShow) reason() string {
	if p.Of.Status == models.InvitationSent || p.Of.Status == models.InvitationDeclined {
		return p.Of.Seminar.SeminarReason
	}
	return p.Of.Reason
}

// tone is that of the reason why no reply is possible.
func (p InvitationShow) tone() parts.Tone {
	if !p.Of.Seminar.TakesPlace() {
		return stateTone(p.Of.Seminar.SeminarStatus)
	}
	return parts.Caution
}
