package pdf

import (
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"testing"
)

func TestAnIncompletePDFIsAnErrorAndNotAPanic(t *testing.T) {
	typesetting(t)
	marked := must(t, renderer(t, Options{}), simple("= Title"))
	whole := marked[:regexp.MustCompile(`startxref\s+\d+\s+%%EOF\s`).FindIndex(marked)[1]]
	if _, err := markUA(whole); err != nil {
		t.Fatalf("control: the complete PDF: %v", err)
	}

	for n := 0; n < len(whole)-1; n += 7 {
		if _, err := markUA(whole[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are accepted as a PDF", n, len(whole))
		}
	}
	for _, part := range []string{"xref", "trailer", "/Root", "/Metadata", "/Length", "stream\n", "xmlns:pdf=", "</rdf:Description>", "0 obj"} {
		if !bytes.Contains(whole, []byte(part)) {
			t.Errorf("control: the PDF has no %q to break", part)
		}
		broken := bytes.ReplaceAll(whole, []byte(part), []byte(strings.Repeat("?", len(part))))
		if _, err := markUA(broken); err == nil {
			t.Errorf("a PDF without %q is accepted", part)
		}
	}
}

func TestAMarkedDocumentIsStillReadable(t *testing.T) {
	typesetting(t)
	marked := must(t, renderer(t, Options{}), simple(`#set document(title: "Whole")
= Whole`))

	if text := poppler(t, "pdftotext", marked); !strings.Contains(text, "Whole") {
		t.Errorf("it reads %q", text)
	}
	if info := poppler(t, "pdfinfo", marked, "-meta"); !strings.Contains(info, "<pdfuaid:part>1</pdfuaid:part>") {
		t.Errorf("its metadata is\n%s", info)
	}
}

func TestAFrameOverTheLimitIsRefused(t *testing.T) {
	head := binary.BigEndian.AppendUint32(nil, frameLimit+1)
	var o outcome

	if err := receive(bytes.NewReader(head), &o); err == nil || err == io.EOF {
		t.Errorf("the error is %v", err)
	}
	if err := send(io.Discard, outcome{PDF: make([]byte, frameLimit)}); err == nil {
		t.Error("a frame over the limit is sent")
	}
	if err := receive(strings.NewReader("\x00\x00\x00\x05{\"pd"), &o); err == nil {
		t.Error("an incomplete frame is accepted")
	}
}
