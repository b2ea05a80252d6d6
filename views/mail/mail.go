// Package mail writes the e-mails that the system sends, as text and as HTML.
package mail

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/wire"
)

// Mail is an e-mail to one person, ready to be sent.
type Mail struct {
	ID       string // the same for the same e-mail, however often it is created
	To       string
	ReplyTo  string // address for replies; empty if there is none
	Language string
	Subject  string
	Text     string
	HTML     string
	Calendar *MailCalendar
}

// MailCalendar is the calendar file attached to an e-mail.
type MailCalendar struct {
	Method  string // REQUEST or CANCEL
	Content []byte
}

// letter is the content of an e-mail before it is written as text and as
// HTML.
type letter struct {
	L        *locale.Locale
	Subject  string
	Greeting string
	Body     []string // paragraphs
	Reason   string   // as somebody typed it; empty if they gave none
	Given    string   // who gave the reason; the organisers if empty
	Facts    []mailFact
	Action   mailLink
	Notes    []string // small, below everything
}

type mailFact struct {
	Term  string
	Value locale.Fragment
}

type mailLink struct{ Text, Href string }

// Site is what e-mails and their calendar files say about the site itself.
type Site = wire.Site

// RegistrationMail informs the holder of a registration about its status.
// link is the signed address of their page.
func RegistrationMail(site Site, m models.MailRegistration, about models.RegistrationLetter, link string) (Mail, error) {
	l := locale.OrEnglish(about.Language)
	name := l.TitleOrPlace(about.Title, about.Label, about.Place)
	t := letter{
		L: l, Subject: l.T("mail_subject."+string(subjectOf(m.Mail)), "seminar", locale.SingleLine(name.Text)), Greeting: greet(l, about.Greeting()),
		Action: mailLink{l.T("mail.open_registration"), link},
		Facts:  seminarFacts(l, about.RegistrationSeminar),
	}
	t.Notes = []string{l.T("mail.why_registration", "site", l.T("site.name"))}
	if about.Status.IsActive() && about.SeminarStatus != models.SeminarCancelled { // there is nothing to withdraw otherwise
		t.Notes = []string{l.T("mail.keep_link"), t.Notes[0] + " " + l.T("mail.not_you")}
	}
	mail := Mail{ID: registrationMailID(m), To: about.Email, ReplyTo: models.ContactAddress(about.Contact)}
	seated := m.Mail == models.MailConfirmed || (m.Mail == models.MailAgain || m.Mail == models.MailMoved || m.Mail == models.MailProgramme) && about.Status == models.Confirmed
	if !about.StartsOn.IsZero() && (seated && about.TakesPlace() || m.HadSeat) {
		method := "REQUEST"
		if m.HadSeat {
			method = "CANCEL"
		}
		mail.Calendar = &MailCalendar{Method: method, Content: wire.SeatCalendar(l, site, about, m.HadSeat)}
	}
	awaited := about.IsAwaited(about.Status) && !m.HadSeat
	if awaited && m.Mail == models.MailConfirmed {
		t.Subject = l.T("mail_subject.offered", "seminar", locale.SingleLine(name.Text))
	}
	if m.Reinstated && m.Mail == models.MailReceived {
		t.Subject = l.T("mail_subject.reinstated", "seminar", locale.SingleLine(name.Text))
	}
	t.Body = registrationBody(l, m, about, mail.Calendar != nil)
	if awaited {
		t.Action.Text = l.T("registration.confirm_address")
	}
	switch m.Mail {
	case models.MailDeclined, models.MailRevoked:
		t.Reason = about.Reason
	case models.MailPostponed, models.MailCancelled:
		t.Reason = about.SeminarReason
	}
	return t.write(mail)
}

// subjectOf is the kind whose subject an e-mail has: either way, the seat is no
// longer reserved.
func subjectOf(kind models.MailKind) models.MailKind {
	if kind == models.MailUnconfirmed {
		return models.MailLapsed
	}
	return kind
}

// seminarFacts are the facts about the seminar that a participant needs.
func seminarFacts(l *locale.Locale, s models.RegistrationSeminar) []mailFact {
	return []mailFact{
		{l.T("mail.seminar"), l.TitleOrPlace(s.Title, s.Label, s.Place)},
		{l.T("mail.series"), l.Text(s.SeriesTitle)},
		{l.T("mail.when"), locale.Plain(l, l.When(s.SeminarStatus.IsPostponed(), s.StartsOn, s.EndsOn, s.Year))},
		{l.T("mail.where"), wire.Venue(l, s)},
		{l.T("mail.contact"), locale.Fragment{Text: s.Contact, Dir: "auto"}},
	}
}

// registrationBody is the news, in a few sentences.
func registrationBody(l *locale.Locale, m models.MailRegistration, about models.RegistrationLetter, withFile bool) []string {
	body := []string{}
	if m.Reinstated {
		body = append(body, l.T("mail.reinstated"))
	}
	switch m.Mail {
	case models.MailReceived:
		if m.Reinstated { // it was received long ago
			body = append(body, l.T("registration_stands.pending"))
		} else {
			body = append(body, l.T("mail_body.received"))
		}
	case models.MailWaitlisted:
		body = append(body, l.T("mail_body.waitlisted"), l.T("mail.position", "position", m.Position))
	case models.MailOffered:
		body = append(body, heldFor(l, about))
	case models.MailPostponed:
		body = append(body, l.T("mail_body.postponed"), still(l, about))
	case models.MailMoved:
		if body = append(body, l.T("mail_body.moved")); about.Status == models.Offered {
			body = append(body, heldFor(l, about))
		} else {
			body = append(body, still(l, about), l.T("mail.unable"))
		}
	case models.MailAgain:
		body = append(body, l.T("mail_body.again"), l.T("mail.state", "state", holderStatus(l, about)))
		if about.Position > 0 {
			body = append(body, l.T("mail.position", "position", about.Position))
		}
		if about.NotRegistered != "" {
			body = append(body, notRegistered(l, about.NotRegistered))
		}
	case models.MailConfirmed:
		if about.IsAwaited(about.Status) {
			body = append(body, l.T("registration.reserved"))
		} else {
			body = append(body, l.T("mail_body.confirmed"))
		}
	default:
		body = append(body, l.T("mail_body."+string(m.Mail)))
	}
	if about.IsAwaited(about.Status) && !m.HadSeat {
		body = append(body, l.T("registration.confirm_until", "until", l.Moment(*about.ConfirmBy, about.TimeZone)))
	}
	switch {
	case withFile && m.HadSeat:
		body = append(body, l.T("mail.calendar_cancelled"))
	case withFile:
		body = append(body, l.T("mail.calendar_attached"))
	}
	return body
}

// still says how a registration stands after a change of the seminar.
func still(l *locale.Locale, about models.RegistrationLetter) string {
	switch {
	case about.Status == models.Pending:
		return l.T("registration_stands.pending")
	case about.IsAwaited(about.Status):
		return l.T("mail_still.offered")
	}
	return l.T("mail_still." + string(about.Status))
}

// holderStatus is the status as its holder reads it: a seat is only reserved
// while the address has still to be confirmed.
func holderStatus(l *locale.Locale, about models.RegistrationLetter) string {
	if about.IsAwaited(about.Status) {
		return l.T("registration.reserved_status")
	}
	return l.T("registration_status." + string(about.Status))
}

// heldFor is the deadline until which a seat is reserved.
func heldFor(l *locale.Locale, about models.RegistrationLetter) string {
	until := ""
	if about.OfferExpiresAt != nil {
		until = l.Moment(*about.OfferExpiresAt, about.TimeZone)
	}
	return l.T("mail_body.offered", "until", until)
}

func registrationMailID(m models.MailRegistration) string {
	id := "registration." + m.RegistrationID + "." + string(m.Mail) + "." + strconv.Itoa(m.Version)
	if m.Nonce != "" {
		id += "." + m.Nonce
	}
	return id
}

// SignInMail contains a one-time sign-in link. id distinguishes the e-mail
// from others; minutes is how long the link is valid.
func SignInMail(l *locale.Locale, id, to, name, link string, minutes int) (Mail, error) {
	t := letter{
		L: l, Subject: l.T("mail.subject_sign_in", "site", l.T("site.name")), Greeting: greeting(l, "", name),
		Body:   []string{l.N("mail.body_sign_in", minutes)},
		Action: mailLink{l.T("mail.sign_in"), link},
		Notes:  []string{l.T("mail.why_sign_in", "site", l.T("site.name"))},
	}
	return t.write(Mail{ID: "sign-in." + id, To: to})
}

// greeting uses the name of an account or of a person whom organisers invite.
func greeting(l *locale.Locale, honorific, name string) string {
	return greet(l, models.Greeting(locale.SingleLine(honorific), locale.SingleLine(name), true))
}

// greet uses a name with which the person may be greeted; none if it is empty.
func greet(l *locale.Locale, name string) string {
	if name == "" {
		return l.T("mail.greeting_unknown")
	}
	return l.T("mail.greeting", "name", name)
}

// notRegistered says that another person with the same address is not
// registered; by name if it looks like one, because nobody has confirmed it.
func notRegistered(l *locale.Locale, name string) string {
	if name = locale.SingleLine(name); !models.LooksLikeName(name) {
		return l.T("mail.not_registered_unknown")
	}
	return l.T("mail.not_registered", "name", name)
}

// write creates both versions of the letter.
func (t letter) write(m Mail) (Mail, error) {
	var html bytes.Buffer
	if err := mailPage(t).Render(context.Background(), &html); err != nil {
		return m, err
	}
	m.Language, m.Subject, m.Text, m.HTML = t.L.Code(), locale.SingleLine(t.Subject), t.text(), html.String()
	return m, nil
}

// given introduces the reason.
func (t letter) given() string {
	if t.Given != "" {
		return t.Given
	}
	return t.L.T("reason.given")
}

// quoteWidth is how long a quoted line may be, so that no program breaks it
// into one that bears no mark.
const quoteWidth = 70

// quoted marks each line of what somebody typed, so that none of them can pass
// for the site's own words.
func quoted(typed string) string {
	var b strings.Builder
	for _, line := range strings.FieldsFunc(typed, isLineBreak) {
		for rest := []rune(strings.TrimSpace(line)); len(rest) > 0; {
			end := len(rest)
			if end > quoteWidth {
				end = quoteWidth
				for at := quoteWidth; at > quoteWidth/2; at-- {
					if unicode.IsSpace(rest[at]) {
						end = at
						break
					}
				}
			}
			b.WriteString("> " + strings.TrimSpace(string(rest[:end])) + "\n")
			rest = []rune(strings.TrimSpace(string(rest[end:])))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// isLineBreak knows every character that a program may show as a new line.
func isLineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// text writes the letter for programs that do not show HTML.
func (t letter) text() string {
	var b strings.Builder
	paragraph := func(s string) { b.WriteString(s + "\n\n") }
	paragraph(t.Greeting)
	for _, p := range t.Body {
		paragraph(p)
	}
	if t.Reason != "" {
		paragraph(t.given())
		paragraph(quoted(t.Reason))
	}
	for _, f := range t.Facts {
		if f.Value.Text != "" {
			b.WriteString(f.Term + t.L.Colon() + locale.SingleLine(f.Value.Text) + "\n")
		}
	}
	if len(t.Facts) > 0 {
		b.WriteString("\n")
	}
	paragraph(t.Action.Text + t.L.T("site.colon") + "\n" + t.Action.Href)
	b.WriteString("-- \n") // what follows is the signature, which replies omit
	for _, n := range t.Notes {
		b.WriteString(n + "\n")
	}
	return b.String()
}
