// Package mail carries messages out of the house: to a mail server, or into a
// folder where a person can open them.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// Message is one mail to one person.
type Message struct {
	ID       string // the same for the same mail however often it is sent; letters, digits, dots and hyphens
	To       string // one address
	Language string // of the text, such as "ar"
	Subject  string
	Text     string
	HTML     string
	Calendar *Calendar
}

// Calendar is an entry for the reader's calendar. It goes along twice: as an
// alternative of the text, for programs that show buttons, and as a file, for
// all others.
type Calendar struct {
	Method  string // REQUEST or CANCEL
	Content []byte
}

// Carrier takes messages away. Send returns when the message is in other
// hands, or a Failure.
type Carrier interface {
	Send(ctx context.Context, m Message) error
}

// Failure says why a message was not taken, without the address that it was
// for: it ends up in logs.
type Failure struct {
	Doing string // what was done when it failed
	Code  int    // of the mail server; 0 when none answered
	Why   string
	Final bool // trying again is of no use
}

// Error is one line without personal data.
func (f *Failure) Error() string {
	if f.Code == 0 {
		return fmt.Sprintf("mail: %s: %s", f.Doing, f.Why)
	}
	return fmt.Sprintf("mail: %s: the server answered %d %s", f.Doing, f.Code, f.Why)
}

// IsFinal reports whether trying again is of no use.
func (f *Failure) IsFinal() bool { return f.Final }

// IsFinal reports whether trying to send again is of no use.
func IsFinal(err error) bool {
	f, ok := errors.AsType[*Failure](err)
	return ok && f.Final
}

// compose makes the mail as it travels (RFC 5322). An address that is not
// exactly one address, or a line break in a header, is refused: it could make
// other headers and other recipients.
func compose(m Message, from *mail.Address) (*gomail.Msg, error) {
	if strings.ContainsAny(m.To+m.Subject+m.ID, "\r\n\x00") {
		return nil, &Failure{Doing: "compose", Why: "a line break in a header", Final: true}
	}
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	if err := msg.To(m.To); err != nil || len(msg.GetTo()) != 1 {
		return nil, &Failure{Doing: "compose", Why: "not one address", Final: true}
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID + "@" + domainOf(from.Address))
	msg.SetDate()
	msg.SetGenHeader("Content-Language", m.Language)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // nobody's holiday note answers (RFC 3834)
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
