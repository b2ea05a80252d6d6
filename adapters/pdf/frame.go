package pdf

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// frameLimit bounds the messages between the two processes. The largest list of
// participants is far smaller.
const frameLimit = 64 << 20

// outcome is the worker's answer. The first, empty one says that it is ready;
// then one follows for each document.
type outcome struct {
	PDF         []byte   `json:"pdf,omitempty"`
	Diagnostics []string `json:"diagnostics,omitempty"` // the document is wrong
	Fault       string   `json:"fault,omitempty"`       // the worker is broken and ends
	Spent       bool     `json:"spent,omitempty"`       // its memory has grown: the next document needs a new worker
}

// send writes the value as JSON, after its length in four bytes, big-endian.
func send(w io.Writer, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode a frame: %w", err)
	}
	if len(content) > frameLimit {
		return fmt.Errorf("a frame of %d bytes is over the limit of %d", len(content), frameLimit)
	}
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(content)), uint32(len(content)))
	_, err = w.Write(append(frame, content...))
	return err
}

// receive reads a value that send wrote. At the end of the stream it returns
// io.EOF.
func receive(r io.Reader, value any) error {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > frameLimit {
		return fmt.Errorf("a frame of %d bytes is over the limit of %d", n, frameLimit)
	}
	content := make([]byte, n)
	if _, err := io.ReadFull(r, content); err != nil {
		return fmt.Errorf("read a frame: %w", err)
	}
	if err := json.Unmarshal(content, value); err != nil {
		return fmt.Errorf("decode a frame: %w", err)
	}
	return nil
}
