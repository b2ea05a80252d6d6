package web

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// TestResponsesOfEverySizeArriveWhole asks for many responses at once, so that
// the end of one and the beginning of the next are sent together.
func TestResponsesOfEverySizeArriveWhole(t *testing.T) {
	addr := serve(t, func(r *fasthttp.RequestCtx) {
		size, _ := strconv.Atoi(string(r.Path()[1:]))
		sendBytes(r, plain, `"x"`, bytes.Repeat([]byte{byte('a' + size%26)}, size))
	})
	var sizes []int
	for _, around := range []int{0, WriteBuffer, 2 * WriteBuffer, 3 * WriteBuffer, 100_000} {
		for size := around - 400; size < around+400; size += 7 {
			sizes = append(sizes, max(size, 0))
		}
	}
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		for n, size := range sizes {
			method := "GET"
			if n%5 == 0 {
				method = "HEAD"
			}
			fmt.Fprintf(conn, "%s /%d HTTP/1.1\r\nHost: a\r\n\r\n", method, size)
		}
	}()
	in := bufio.NewReader(conn)
	for n, size := range sizes {
		method := "GET"
		if n%5 == 0 {
			method = "HEAD"
		}
		resp, err := http.ReadResponse(in, &http.Request{Method: method})
		if err != nil {
			t.Fatalf("%s %d: %v", method, size, err)
		}
		body, err := io.ReadAll(resp.Body)
		want := strings.Repeat(string(rune('a'+size%26)), size)
		if method == "HEAD" {
			want = ""
		}
		if err != nil || string(body) != want || method == "GET" && resp.ContentLength != int64(size) {
			t.Fatalf("%s %d: %d bytes of %d, %v", method, size, len(body), resp.ContentLength, err)
		}
	}
}

func serve(t *testing.T, do fasthttp.RequestHandler) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &fasthttp.Server{Handler: do, WriteBufferSize: WriteBuffer}
	go server.Serve(Listen(l))
	t.Cleanup(func() { server.Shutdown() })
	return l.Addr().String()
}

// TestADeadlineToldLateIsKept moves a deadline like the server does: by less
// than the slack, much later, earlier, and away.
func TestADeadlineToldLateIsKept(t *testing.T) {
	now := time.Now()
	var d deadline
	for _, c := range []struct {
		wanted time.Time
		due    bool
	}{
		{time.Time{}, false},
		{now.Add(60 * time.Second), true},
		{now.Add(60*time.Second + deadlineSlack/2), false},
		{now.Add(60*time.Second + deadlineSlack), true},
		{now.Add(10 * time.Second), true},
		{now.Add(10 * time.Second), false},
		{time.Time{}, true},
		{time.Time{}, false},
		{now.Add(time.Second), true},
	} {
		d.wanted = c.wanted
		if due := d.isDue(); due != c.due {
			t.Errorf("%v: due is %v", c.wanted, due)
		}
	}

	here, there := net.Pipe()
	defer there.Close()
	for name, wait := range map[string]func(*connection) error{
		"read":  func(c *connection) error { _, err := c.Read(make([]byte, 1)); return err },
		"write": func(c *connection) error { _, err := c.Write([]byte("x")); return err },
	} {
		c := &connection{Conn: here}
		if err := c.SetDeadline(time.Now().Add(30 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		if err := wait(c); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
