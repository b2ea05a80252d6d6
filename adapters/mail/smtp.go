package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// sendTimeout limits the time for one message.
const sendTimeout = 60 * time.Second

type server struct {
	client *gomail.Client
	from   *mail.Address
}

// SMTP sends messages to the mail server at an address such as
// smtps://user:password@host:465 or smtp://host:25?from=office@example.org.
// Without from, the sender is the user if that is a mail address, and otherwise
// consultations@host. Errors never contain the password.
func SMTP(address string) (Sender, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" {
		return nil, errors.New("SMTP_URL must be smtp://host:port or smtps://host:port")
	}
	from, err := fromAddress(u)
	if err != nil {
		return nil, err
	}
	options := []gomail.Option{gomail.WithTimeout(20 * time.Second)}
	port := 0
	if u.Port() != "" {
		if port, err = strconv.Atoi(u.Port()); err != nil || port < 1 || port > 65535 {
			return nil, errors.New("SMTP_URL: the port must be a number from 1 to 65535")
		}
	}
	switch {
	case u.Scheme == "smtps":
		options = append(options, gomail.WithSSL())
		port = or(port, 465)
	case u.User != nil && !isLoopback(u.Hostname()):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory)) // never send a password unencrypted
		port = or(port, 587)
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
		port = or(port, 25)
	}
	options = append(options, gomail.WithPort(port))
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	client, err := gomail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("SMTP_URL: %w", err)
	}
	return &server{client: client, from: from}, nil
}

// fromAddress is the address that mail is sent from.
func fromAddress(u *url.URL) (*mail.Address, error) {
	from := u.Query().Get("from")
	if from == "" && u.User != nil {
		if a, err := mail.ParseAddress(u.User.Username()); err == nil {
			return a, nil
		}
	}
	if from == "" {
		from = "consultations@" + u.Hostname()
	}
	a, err := mail.ParseAddress(from)
	if err != nil {
		return nil, errors.New("SMTP_URL: from must be an e-mail address, such as ?from=office@example.org")
	}
	return a, nil
}

// From is the address from which messages are sent.
func (s *server) From() string { return s.from.Address }

// Send sends the message to the server. An error after the server accepted the
// message is not a failure: sending again would deliver it twice. A connection
// that breaks earlier is a failure, and the message is then sent again with the
// same identifier.
func (s *server) Send(ctx context.Context, m Message) error {
	msg, err := compose(m, s.from)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	if err := s.client.DialAndSendWithContext(ctx, msg); err != nil && !msg.IsDelivered() {
		return failure(err)
	}
	return nil
}

// failure keeps the part of an error that may be logged: the server's codes, but
// not its text, which often repeats the recipient's address.
func failure(err error) error {
	if c, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return &Failure{Doing: "connect", Why: "the server's certificate is not trusted: " + c.Err.Error()} // names the server only
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return &Failure{Doing: "connect", Why: "the server does not speak TLS on this port"}
	}
	refused, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		if e, ok := errors.AsType[net.Error](err); ok {
			why := "the server cannot be reached"
			if e.Timeout() {
				why = "the server did not answer in time"
			}
			return &Failure{Doing: "connect", Why: why}
		}
		return &Failure{Doing: "connect", Why: "the server refused the connection or the user"}
	}
	code := refused.ErrorCode()
	return &Failure{Doing: refused.Reason.String(), Code: code, Why: refused.EnhancedStatusCode(),
		Final: code >= 500 && code < 600 && !refused.IsTemp()}
}

func or(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
