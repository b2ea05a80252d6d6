package web

import (
	"bytes"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
)

// A request that is refused before it was read is still read to its end, within
// these limits: otherwise the system would reset the connection, and a proxy
// that is still sending would report a fault instead of passing on the answer.
const (
	lingerTime  = 2 * time.Second
	lingerBytes = 16 << 20
)

// Listen accepts connections that know what the server does not report: how
// lines end, and which address a request is for that it could not read.
func Listen(l net.Listener) net.Listener { return listener{l} }

type listener struct{ net.Listener }

func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &connection{Conn: c}, nil
}

// connection counts the lines that end like the first line of a request, but
// without a carriage return, and keeps the beginning of the request.
type connection struct {
	net.Conn
	loose    int
	end      [len("HTTP/1.1")]byte // of what was read last
	begin    [320]byte             // of the request: the method and the first part of the address, after the longest name of a host
	begun    int                   // how much of it was read
	served   int                   // requests since begin that were sent together
	answered bool                  // so that the next request begins with what is read next
	lingers  atomic.Bool           // until the client has sent all, when it is closed
	joins    bool                  // the next WriteBuffer bytes with what follows them
	held     []byte                // to be sent with what follows
	parts    [2][]byte             // which are sent together; here, so that sending needs no memory
	both     net.Buffers           // of them
	readBy   deadline
	writeBy  deadline
}

func (c *connection) Read(to []byte) (int, error) {
	if c.readBy.isDue() {
		if err := c.Conn.SetReadDeadline(c.readBy.wanted); err != nil {
			return 0, err
		}
	}
	n, err := c.Conn.Read(to)
	if c.answered {
		c.begun, c.served, c.answered = 0, 0, false
	}
	c.begun += copy(c.begin[c.begun:], to[:n])
	c.look(to[:n])
	return n, err
}

func (c *connection) Write(from []byte) (int, error) {
	c.answered = !bytes.HasPrefix(from, goOn)
	return c.write(from)
}

// goOn begins the answer after which a client sends the body of its request.
var goOn = []byte("HTTP/1.1 100 ")

// asks says whether the request that is being read is for an address that begins
// with path. One that was sent together with earlier ones is looked for behind
// them, as far as their beginning was kept.
func (c *connection) asks(path string) bool {
	begin := bytes.TrimLeft(c.begin[:c.begun], "\r\n")
	for range c.served {
		_, begin, _ = bytes.Cut(begin, []byte("\r\n\r\n"))
	}
	_, address, _ := bytes.Cut(begin, []byte(" "))
	if scheme, rest, whole := bytes.Cut(address, []byte("://")); whole && !bytes.ContainsAny(scheme, "/? ") {
		address = rest[max(bytes.IndexByte(rest, '/'), 0):]
	}
	return bytes.HasPrefix(address, []byte(path))
}

func (c *connection) look(read []byte) {
	size := len(c.end)
	for at := 0; ; at++ {
		next := bytes.IndexByte(read[at:], '\n')
		if next < 0 {
			break
		}
		if at += next; at >= size {
			if isVersion(read[at-size : at]) {
				c.loose++
			}
			continue
		}
		line := c.end
		copy(line[:], line[at:])
		copy(line[size-at:], read[:at])
		if isVersion(line[:]) {
			c.loose++
		}
	}
	if len(read) >= size {
		copy(c.end[:], read[len(read)-size:])
		return
	}
	copy(c.end[:], c.end[len(read):])
	copy(c.end[size-len(read):], read)
}

func isVersion(text []byte) bool {
	return len(text) == len("HTTP/1.1") && string(text[:5]) == "HTTP/" && text[6] == '.'
}

// Close ends the connection; one that lingers is read to its end first.
func (c *connection) Close() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok && c.lingers.CompareAndSwap(true, false) && half.CloseWrite() == nil {
		if c.Conn.SetReadDeadline(time.Now().Add(lingerTime)) == nil {
			_, _ = io.CopyN(io.Discard, c.Conn, lingerBytes)
		}
	}
	return c.Conn.Close()
}

// linger lets the client send the rest of a refused request before the
// connection is closed.
func linger(c *fiber.Ctx) {
	if conn, ok := c.Context().Conn().(*connection); ok {
		conn.lingers.Store(true)
	}
}

// hasLooseFirstLine says whether the first line of a request ends without a
// carriage return. The server does not report its end; a body may contain such
// lines. Those of a chunked body count as first lines: where its chunks ended is
// not known, so it may have lines that were never sent, which would hide others.
func hasLooseFirstLine(c *fiber.Ctx) bool {
	conn, ok := c.Context().Conn().(*connection)
	if !ok || conn.loose == 0 {
		return false
	}
	inBody := connection{}
	if c.Request().Header.ContentLength() > 0 {
		inBody.look(c.Request().Body())
	}
	loose := conn.loose > inBody.loose
	conn.loose = 0
	return loose
}
