package web

import (
	"time"

	"github.com/valyala/fasthttp"
)

// WriteBuffer is how many bytes of a response the server collects before it
// sends them.
const WriteBuffer = 4096

// joins lets the head of the response and a long body leave in one piece: the
// server would send the first WriteBuffer bytes by themselves, and wake the
// client twice.
func joins(r *fasthttp.RequestCtx, body []byte) {
	// So long that bytes follow the first ones in any case.
	if conn, ok := r.Conn().(*connection); ok && r.IsGet() && len(body) >= 2*WriteBuffer {
		conn.joins = true
	}
}

func (c *connection) write(from []byte) (int, error) {
	if c.joins {
		if c.joins = false; len(from) == WriteBuffer {
			c.held = append(c.held[:0], from...)
			return len(from), nil
		}
	}
	if c.writeBy.isDue() {
		if err := c.Conn.SetWriteDeadline(c.writeBy.wanted); err != nil {
			return 0, err
		}
	}
	if len(c.held) == 0 {
		return c.Conn.Write(from)
	}
	held := len(c.held)
	c.parts = [2][]byte{c.held, from}
	c.both = c.parts[:]
	n, err := c.both.WriteTo(c.Conn)
	c.held = c.held[:0]
	return max(int(n)-held, 0), err
}

// SetReadDeadline is told to the system with the next Read.
func (c *connection) SetReadDeadline(t time.Time) error {
	c.readBy.wanted = t
	return nil
}

// SetWriteDeadline is told to the system with the next Write.
func (c *connection) SetWriteDeadline(t time.Time) error {
	c.writeBy.wanted = t
	return nil
}

// SetDeadline sets both.
func (c *connection) SetDeadline(t time.Time) error {
	c.readBy.wanted, c.writeBy.wanted = t, t
	return nil
}

// deadlineSlack is how much too early a deadline may be. The server moves the
// deadlines of a connection three times for each request, but one that moves
// by less is not worth telling the system.
const deadlineSlack = time.Second

// deadline is the one that the server wants, and the one that the system knows.
type deadline struct{ wanted, told time.Time }

// isDue says whether the system must be told, and takes it as told.
func (d *deadline) isDue() bool {
	later := d.wanted.Sub(d.told)
	if later == 0 || later > 0 && later < deadlineSlack && !d.told.IsZero() {
		return false
	}
	d.told = d.wanted
	return true
}
