package mail

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

var message = Message{
	ID: "registration.01.confirmed.1", To: "ling@mission.example", ReplyTo: "secretariat@example.org", Language: "ar", Subject: "تأكيد التسجيل",
	Text: "لديك مقعد.\n", HTML: "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><p>لديك مقعد.</p></html>",
	Calendar: &Calendar{Method: "REQUEST", Content: []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")},
}

func TestAMessageHasTextHTMLAndCalendar(t *testing.T) {
	sink := listen(t, nil)
	sender := smtpTo(t, sink, "?from=Office%20%3Coffice@site.example%3E")

	if err := sender.Send(context.Background(), message); err != nil {
		t.Fatal(err)
	}

	got := sink.received(t, 1)[0]
	if got.from != "office@site.example" || strings.Join(got.to, ",") != "ling@mission.example" {
		t.Errorf("it was sent from %s to %v", got.from, got.to)
	}
	m, err := netmail.ReadMessage(strings.NewReader(got.data))
	if err != nil {
		t.Fatal(err)
	}
	subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if subject != message.Subject {
		t.Errorf("the subject is %q", subject)
	}
	for header, want := range map[string]string{"Message-ID": "<registration.01.confirmed.1@site.example>", "Reply-To": "<secretariat@example.org>", "Content-Language": "ar", "Auto-Submitted": "auto-generated"} {
		if m.Header.Get(header) != want {
			t.Errorf("%s is %q, want %q", header, m.Header.Get(header), want)
		}
	}
	kinds := strings.Join(parts(t, m.Header.Get("Content-Type"), m.Body), " ")
	if kinds != "text/plain text/html text/calendar text/calendar" {
		t.Errorf("its parts are %s", kinds)
	}
}

func TestTheSameMessageSentAgainHasTheSameIdentifier(t *testing.T) {
	sink := listen(t, nil)
	sender := smtpTo(t, sink, "")

	for range 2 {
		if err := sender.Send(context.Background(), message); err != nil {
			t.Fatal(err)
		}
	}

	var ids []string
	for _, got := range sink.received(t, 2) {
		m, _ := netmail.ReadMessage(strings.NewReader(got.data))
		ids = append(ids, m.Header.Get("Message-ID"))
	}
	if ids[0] != ids[1] || ids[0] == "" {
		t.Errorf("the identifiers are %q", ids)
	}
}

func TestAMessageCannotAddHeadersOrRecipients(t *testing.T) {
	sink := listen(t, nil)
	sender := smtpTo(t, sink, "")
	for _, change := range []func(*Message){
		func(m *Message) { m.To = "a@b.example\r\nBcc: c@d.example" },
		func(m *Message) { m.To = "a@b.example, c@d.example" },
		func(m *Message) { m.To = "a@b.example>\r\nRCPT TO:<c@d.example" },
		func(m *Message) { m.To = "a@b.example\x00" },
		func(m *Message) { m.ReplyTo = "a@b.example\r\nBcc: c@d.example" },
		func(m *Message) { m.Subject = "Seats\r\nBcc: c@d.example" },
		func(m *Message) { m.Subject = "Seats\nX: y" },
	} {
		m := message
		change(&m)
		err := sender.Send(context.Background(), m)
		if !IsFinal(err) {
			t.Errorf("to %q, %q: %v", m.To, m.Subject, err)
		}
	}
	if err := sender.Send(context.Background(), message); err != nil { // control: a good message arrives
		t.Fatal(err)
	}
	if got := sink.received(t, 1); len(got) != 1 {
		t.Errorf("%d messages arrived", len(got))
	}
}

func TestADeliveryFailureTellsWhetherToRetryAndContainsNoAddress(t *testing.T) {
	for _, c := range []struct {
		answer *smtp.SMTPError
		final  bool
	}{
		{&smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<ling@mission.example> is unknown"}, true},
		{&smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "ling@mission.example later"}, false},
	} {
		err := smtpTo(t, listen(t, c.answer), "").Send(context.Background(), message)

		f, ok := errors.AsType[*Failure](err)
		if !ok || f.Final != c.final || f.Code != c.answer.Code {
			t.Errorf("%d: %#v", c.answer.Code, err)
		}
		if strings.Contains(err.Error(), "ling") {
			t.Errorf("the failure contains an address: %v", err)
		}
	}
}

func TestAnUnreachableServerIsNotAFinalFailure(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	sender, err := SMTP("smtp://" + address)
	if err != nil {
		t.Fatal(err)
	}

	err = sender.Send(context.Background(), message)

	if err == nil || IsFinal(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestAWrongSMTPURLIsReportedWithoutItsPassword(t *testing.T) {
	for _, address := range []string{"http://u:secret@host", "smtp://", "smtp://u:secret@host:0", "smtp://u:secret@host:99999", "smtp://u:secret@host?from=nobody"} {
		if _, err := SMTP(address); err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "SMTP_URL") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestTheFolderContainsMessagesThatAPersonCanOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	sender, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}

	for range 2 { // the second time replaces the files
		if err := sender.Send(context.Background(), message); err != nil {
			t.Fatal(err)
		}
	}

	var names []string
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		names = append(names, f.Name())
	}
	if strings.Join(names, " ") != "registration.01.confirmed.1.eml registration.01.confirmed.1.html registration.01.confirmed.1.txt" {
		t.Errorf("the folder holds %q", names)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "registration.01.confirmed.1.txt"))
	if !strings.HasPrefix(string(text), "To: ling@mission.example\nSubject: تأكيد التسجيل\n") {
		t.Errorf("the text is %s", text)
	}
	eml, _ := os.ReadFile(filepath.Join(dir, "registration.01.confirmed.1.eml"))
	if _, err := netmail.ReadMessage(bytes.NewReader(eml)); err != nil {
		t.Error(err)
	}
}

func TestAnIdentifierCannotLeaveTheFolder(t *testing.T) {
	for _, id := range []string{"../../etc/passwd", "/etc/passwd", "..", "a/../b", "a\\b"} {
		if name := fileName(id); strings.ContainsAny(name, `/\`) || strings.HasPrefix(name, ".") {
			t.Errorf("%q becomes %q", id, name)
		}
	}
}

// parts lists the media types of all parts of a mail.
func parts(t *testing.T, contentType string, body io.Reader) []string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		return []string{kind}
	}
	var all []string
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parts(t, p.Header.Get("Content-Type"), p)...)
	}
}

// sink is a mail server that records what it receives.
type sink struct {
	address string
	refuses *smtp.SMTPError
	mu      sync.Mutex
	got     []received
}

type received struct {
	from string
	to   []string
	data string
}

func listen(t *testing.T, refuses *smtp.SMTPError) *sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{address: l.Addr().String(), refuses: refuses}
	server := smtp.NewServer(s)
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return s
}

func smtpTo(t *testing.T, s *sink, query string) Sender {
	t.Helper()
	sender, err := SMTP("smtp://" + s.address + "/" + query)
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func (s *sink) received(t *testing.T, n int) []received {
	t.Helper()
	for range 100 {
		s.mu.Lock()
		got := s.got
		s.mu.Unlock()
		if len(got) >= n {
			return got
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("fewer than %d messages arrived", n)
	return nil
}

func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{s: s}, nil }

type session struct {
	s *sink
	received
}

func (n *session) Mail(from string, _ *smtp.MailOptions) error { n.from = from; return nil }
func (n *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if n.s.refuses != nil {
		return n.s.refuses
	}
	n.to = append(n.to, to)
	return nil
}
func (n *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	n.data = string(b)
	n.s.mu.Lock()
	n.s.got = append(n.s.got, n.received)
	n.s.mu.Unlock()
	return err
}
func (n *session) Reset()        {}
func (n *session) Logout() error { return nil }

// A server without SMTPUTF8 refuses a domain in other letters.
func TestADomainInOtherLettersIsWrittenInASCII(t *testing.T) {
	sink := listen(t, nil)
	sender := smtpTo(t, sink, "?from=office@site.example")
	m := message
	m.To, m.ReplyTo = "info@bücher.example", "office@例子.测试"

	if err := sender.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}

	got := sink.received(t, 1)[0]
	if strings.Join(got.to, ",") != "info@xn--bcher-kva.example" || !strings.Contains(got.data, "Reply-To: <office@xn--fsqu00a.xn--0zwm56d>") {
		t.Errorf("to %v: %s", got.to, got.data)
	}
}
