package mail

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
)

type folder struct {
	path string
	from *mail.Address
}

// Folder writes each message to three files of the same name: .eml as it would
// have been sent, and .html and .txt for reading. It is for installations without
// a mail server. A message that is sent again replaces its files.
func Folder(path string) (Sender, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("the folder for e-mails cannot be created: %w", err)
	}
	return &folder{path: path, from: &mail.Address{Address: "consultations@localhost"}}, nil
}

// From is the address from which messages are sent.
func (f *folder) From() string { return f.from.Address }

// Send writes the files. The .eml is written last, and never incomplete.
func (f *folder) Send(_ context.Context, m Message) error {
	msg, err := compose(m, f.from)
	if err != nil {
		return err
	}
	var eml bytes.Buffer
	if _, err := msg.WriteTo(&eml); err != nil {
		return &Failure{Doing: "compose", Why: "the message cannot be written", Final: true}
	}
	name := filepath.Join(f.path, fileName(m.ID))
	head := "To: " + m.To + "\nSubject: " + m.Subject + "\n\n"
	for _, part := range []struct {
		suffix  string
		content string
	}{{".txt", head + m.Text}, {".html", m.HTML}} {
		if err := os.WriteFile(name+part.suffix, []byte(part.content), 0o600); err != nil {
			return errFolder
		}
	}
	if err := replace(name+".eml", eml.Bytes()); err != nil {
		return errFolder
	}
	return nil
}

var errFolder = &Failure{Doing: "write to the folder", Why: "the folder is not writable"}

// fileName replaces the characters of an identifier that some file systems do
// not accept.
func fileName(id string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '-'
	}, id)
	return strings.TrimLeft(name, ".")
}

// replace writes a file completely or not at all.
func replace(name string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".part-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails after the rename, when it has nothing to do
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
