package web

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
)

// TestNoBodyHidesALooseFirstLine: what a body becomes when it is decoded can
// have lines that were never sent. They must not be taken for the first line of
// this request, nor of one that was sent along with it.
func TestNoBodyHidesALooseFirstLine(t *testing.T) {
	app := fiber.New(fiber.Config{DisableStartupMessage: true, DisablePreParseMultipartForm: true})
	app.Use(func(c *fiber.Ctx) error {
		if hasLooseFirstLine(c) {
			c.Context().SetConnectionClose()
			return fiber.ErrBadRequest
		}
		return nil
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go app.Listener(Listen(listener))
	defer app.Shutdown()

	const (
		host    = "Host: a\r\n"
		chunked = "Transfer-Encoding: chunked\r\n\r\n5\r\nHTTP/\r\n4\r\n1.1\n\r\n0\r\n\r\n"
		whole   = "Transfer-Encoding: chunked\r\n\r\n9\r\nHTTP/1.1\n\r\n0\r\n\r\n"
		loose   = "GET / HTTP/1.1\n" + host + "\r\n"
		strict  = "GET / HTTP/1.1\r\n" + host + "\r\n"
	)
	length := "Content-Length: 10\r\n\r\nHTTP/1.1\na"
	for name, c := range map[string]struct {
		sent  string
		taken int // requests that are answered with 200
	}{
		"requests as they should be":            {strict + strict, 2},
		"such a line in a body":                 {"POST / HTTP/1.1\r\n" + host + length + strict, 2},
		"a body of known length, itself":        {"POST / HTTP/1.1\n" + host + length, 0},
		"a body of known length, then":          {"POST / HTTP/1.1\r\n" + host + length + loose, 0},
		"such a line in a chunk":                {"POST / HTTP/1.1\r\n" + host + whole, 0},
		"a line split by chunks":                {"POST / HTTP/1.1\r\n" + host + chunked + strict, 2},
		"a line split by chunks, itself":        {"POST / HTTP/1.1\n" + host + chunked, 0},
		"a line split by chunks, then":          {"POST / HTTP/1.1\r\n" + host + chunked + loose, 0},
		"a loose first line of a later request": {strict + loose, 0},
	} {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		conn.SetDeadline(time.Now().Add(500 * time.Millisecond))
		io.WriteString(conn, c.sent)
		got, _ := io.ReadAll(bufio.NewReader(conn))
		conn.Close()
		if n := strings.Count(string(got), "HTTP/1.1 200"); n != c.taken {
			t.Errorf("%s: %d requests are answered, want %d: %q", name, n, c.taken, got)
		}
	}
}
