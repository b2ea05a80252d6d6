package mail

import (
	"context"
	"crypto/tls"
	"net"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
)

// untrusted is a certificate of an authority that nobody knows.
func untrusted(t *testing.T) *tls.Config {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	return &tls.Config{Certificates: s.TLS.Certificates}
}

func TestAnUntrustedCertificateIsNamedInTheFailure(t *testing.T) {
	for _, scheme := range []string{"smtps", "smtp"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		server := smtp.NewServer(&sink{})
		server.TLSConfig = untrusted(t)
		if scheme == "smtps" {
			go server.Serve(tls.NewListener(l, server.TLSConfig))
		} else {
			go server.Serve(l) // offers STARTTLS
		}
		t.Cleanup(func() { server.Close() })
		sender, err := SMTP(scheme + "://" + l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}

		err = sender.Send(context.Background(), message)

		if err == nil || IsFinal(err) || !strings.Contains(err.Error(), "certificate is not trusted: x509:") || strings.Contains(err.Error(), "ling") {
			t.Errorf("%s: %v", scheme, err)
		}
	}
}

func TestAServerWithoutTLSIsNamedInTheFailure(t *testing.T) {
	sender, err := SMTP("smtps://" + listen(t, nil).address)
	if err != nil {
		t.Fatal(err)
	}

	err = sender.Send(context.Background(), message)

	if err == nil || IsFinal(err) || !strings.Contains(err.Error(), "does not speak TLS") {
		t.Errorf("%v", err)
	}
}
