package pdf

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// frameLimit bounds what the two processes send each other; the largest list
// of participants stays far below it.
const frameLimit = 64 << 20

// outcome is what the worker answers: first that it is ready, then once per
// document.
type outcome struct {
	PDF         []byte   `json:"pdf,omitempty"`
	Diagnostics []string `json:"diagnostics,omitempty"` // the document is wrong
	Fault       string   `json:"fault,omitempty"`       // the worker is broken and ends
}

// send writes the value as JSON after its length: four bytes, high one first.
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

// receive reads what send wrote. At the end of the stream it gives io.EOF.
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
