package mail

import (
	"bufio"
	"context"
	"net"
	"strings"
	"sync/atomic"
	"testing"
)

// TestAMessageThatTheServerTookIsNotSentAgain: a line that breaks after the
// server said that it has the message is no reason to send it twice.
func TestAMessageThatTheServerTookIsNotSentAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var taken atomic.Int32
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			takeAndHangUp(c, &taken)
		}
	}()
	carrier, err := SMTP("smtp://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	err = carrier.Send(context.Background(), message)

	if err != nil || taken.Load() != 1 {
		t.Errorf("the server took %d messages and the answer is %v", taken.Load(), err)
	}
}

// takeAndHangUp is a server that takes one message and ends without a word more.
func takeAndHangUp(c net.Conn, taken *atomic.Int32) {
	defer c.Close()
	say := func(line string) { c.Write([]byte(line + "\r\n")) }
	say("220 sink")
	in, inData := bufio.NewScanner(c), false
	for in.Scan() {
		line := in.Text()
		switch {
		case inData && line == ".":
			taken.Add(1)
			say("250 2.0.0 taken")
			return
		case inData:
		case strings.HasPrefix(line, "DATA"):
			inData = true
			say("354 go on")
		default:
			say("250 sink")
		}
	}
}
