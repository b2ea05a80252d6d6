package web

import (
	"net"
	"strings"
	"testing"
)

func TestTheConnectionKnowsWhichAddressIsAskedFor(t *testing.T) {
	for sent, want := range map[string]bool{
		"GET /api/v1/series HTTP/1.1":                                                   true,
		"\r\nDELETE /api/v1/series HTTP/1.1":                                            true,
		"GET http://localhost/api/v1/series HTTP/1.1":                                   true,
		"OPTIONS HTTPS://" + strings.Repeat("a", 253) + ":65535/api/v1/series HTTP/1.1": true,
		"GET / HTTP/1.1":                                                   false,
		"GET http://localhost/ HTTP/1.1":                                   false,
		"GET http://localhost HTTP/1.1":                                    false,
		"GET /?to=http://localhost/api/v1/ HTTP/1.1":                       false,
		"GET http://localhost/series?to=http://localhost/api/v1/ HTTP/1.1": false,
		"GET / HTTP/1.1\r\nReferer: http://localhost/api/v1/":              false,
	} {
		client, server := net.Pipe()
		go client.Write([]byte(sent))
		c := &connection{Conn: server}
		if _, err := c.Read(make([]byte, 1024)); err != nil {
			t.Fatal(err)
		}
		if got := c.asks(apiPath); got != want {
			t.Errorf("%.80q: %v, want %v", sent, got, want)
		}
		client.Close()
	}
}
