package mail

import (
	"bufio"
	"context"
	"net"
	"strings"
	"sync/atomic"
	"testing"
)

// TestAMessageThatTheServerAcceptedIsNotSentAgain covers a connection that breaks
// after the server accepted the message and before the end of the session.
func TestAMessageThatTheServerAcceptedIsNotSentAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var accepted atomic.Int32
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			acceptAndHangUp(c, &accepted)
		}
	}()
	sender, err := SMTP("smtp://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	err = sender.Send(context.Background(), message)

	if err != nil || accepted.Load() != 1 {
		t.Errorf("the server accepted %d messages and the error is %v", accepted.Load(), err)
	}
}

// acceptAndHangUp is a server that accepts one message and closes the connection.
func acceptAndHangUp(c net.Conn, accepted *atomic.Int32) {
	defer c.Close()
	reply := func(line string) { c.Write([]byte(line + "\r\n")) }
	reply("220 sink")
	in, inData := bufio.NewScanner(c), false
	for in.Scan() {
		line := in.Text()
		switch {
		case inData && line == ".":
			accepted.Add(1)
			reply("250 2.0.0 accepted")
			return
		case inData:
		case strings.HasPrefix(line, "DATA"):
			inData = true
			reply("354 go on")
		default:
			reply("250 sink")
		}
	}
}
