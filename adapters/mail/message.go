// Package mail sends messages to a mail server, or writes them to a folder where
// a person can open them.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"
)

// Message is one e-mail to one person.
type Message struct {
	ID       string // the same whenever this mail is sent again; letters, digits, dots and hyphens
	To       string // one address
	ReplyTo  string // one address for replies, or empty
	Language string // of the text, such as "ar"
	Subject  string
	Text     string
	HTML     string
	Calendar *Calendar
}

// Calendar is an entry for the recipient's calendar. The mail contains it twice:
// as an alternative to the text, for mail programs that show buttons, and as an
// attachment for all others.
type Calendar struct {
	Method  string // REQUEST or CANCEL
	Content []byte
}

// Sender sends messages. Send returns nil once the server or the folder has the
// message, and otherwise a Failure.
type Sender interface {
	Send(ctx context.Context, m Message) error
	From() string // the address from which messages are sent
}

// Failure says why a message was not accepted. It never contains the recipient's
// address, because it is logged.
type Failure struct {
	Doing string // the step that failed
	Code  int    // the mail server's code; 0 if no server answered
	Why   string
	Final bool // sending again would not help
}

// Error is one line without personal data.
func (f *Failure) Error() string {
	if f.Code == 0 {
		return fmt.Sprintf("mail: %s: %s", f.Doing, f.Why)
	}
	return fmt.Sprintf("mail: %s: the server answered %d %s", f.Doing, f.Code, f.Why)
}

// IsFinal reports that sending again would not help.
func (f *Failure) IsFinal() bool { return f.Final }

// ReplyCode is the mail server's code; 0 if no server answered.
func (f *Failure) ReplyCode() int { return f.Code }

// IsFinal reports whether err is a Failure after which sending again would not
// help.
func IsFinal(err error) bool {
	f, ok := errors.AsType[*Failure](err)
	return ok && f.Final
}

// compose makes the mail in the format of RFC 5322. It refuses anything but
// exactly one address, and line breaks in headers: they could add headers and
// recipients.
func compose(m Message, from *mail.Address) (*gomail.Msg, error) {
	if strings.ContainsAny(m.To+m.ReplyTo+m.Subject+m.ID, "\r\n\x00") {
		return nil, &Failure{Doing: "compose", Why: "a line break in a header", Final: true}
	}
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	if err := msg.To(asciiDomain(m.To)); err != nil || len(msg.GetTo()) != 1 {
		return nil, &Failure{Doing: "compose", Why: "not one address", Final: true}
	}
	if m.ReplyTo != "" {
		if err := msg.ReplyTo(asciiDomain(m.ReplyTo)); err != nil {
			return nil, &Failure{Doing: "compose", Why: "not one address for replies", Final: true}
		}
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID + "@" + domainOf(from.Address))
	msg.SetDate()
	msg.SetGenHeader("Content-Language", m.Language)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // no automatic replies (RFC 3834)
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	if m.Calendar != nil {
		msg.AddAlternativeString(gomail.ContentType("text/calendar; method="+m.Calendar.Method), string(m.Calendar.Content))
		err := msg.AttachReader("seminar.ics", bytes.NewReader(m.Calendar.Content), gomail.WithFileContentType("text/calendar; method="+gomail.ContentType(m.Calendar.Method)+"; charset=UTF-8"))
		if err != nil {
			return nil, &Failure{Doing: "compose", Why: "the calendar entry cannot be attached", Final: true}
		}
	}
	return msg, nil
}

func domainOf(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// asciiDomain writes the domain of an address as every mail server understands
// it (RFC 5891). What cannot be written so is left, for the server to refuse.
func asciiDomain(address string) string {
	at := strings.LastIndexByte(address, '@')
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if at < 0 || err != nil {
		return address
	}
	return address[:at+1] + domain
}
