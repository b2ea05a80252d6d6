package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

var (
	tableAt    = regexp.MustCompile(`startxref\s+(\d{1,10})\s+%%EOF\s*$`)
	tableHead  = regexp.MustCompile(`^xref\s+0 (\d{1,7})\s?\n`)
	trailer    = regexp.MustCompile(`(?s)^trailer\s*<<(.*)>>\s*startxref`)
	rootRef    = regexp.MustCompile(`/Root (\d{1,7}) 0 R`)
	metaRef    = regexp.MustCompile(`/Metadata (\d{1,7}) 0 R`)
	streamSize = regexp.MustCompile(`/Length (\d{1,9})\b`)
	dictionary = regexp.MustCompile(`(?s)^<<(.*)>>$`)
	viewing    = regexp.MustCompile(`/ViewerPreferences\s*<<`)
)

// markUA declares that the document follows PDF/UA-1 and that viewers should
// show its title instead of the file name. Typst can do this itself, but its
// build for browsers has no option for it; the rest of its output is the same.
// The declarations are an incremental update: the changed catalogue and metadata
// are appended to the unchanged bytes.
func markUA(pdf []byte) ([]byte, error) {
	t, err := readTable(pdf)
	if err != nil {
		return nil, err
	}
	root, catalogue, err := t.referenced(rootRef, t.trailer)
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	catalogue, _, _ = bytes.Cut(catalogue, []byte("endobj"))
	catalogue = bytes.TrimSpace(catalogue)
	meta, metadata, err := t.referenced(metaRef, catalogue)
	if err != nil {
		return nil, fmt.Errorf("read the metadata: %w", err)
	}
	if metadata, err = streamOf(metadata); err != nil {
		return nil, fmt.Errorf("read the metadata: %w", err)
	}
	if catalogue, err = showTitle(catalogue); err != nil {
		return nil, err
	}
	if metadata, err = declareUA(metadata); err != nil {
		return nil, err
	}

	var out bytes.Buffer
	out.Write(bytes.TrimRight(pdf, "\n"))
	out.WriteByte('\n')
	atRoot := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", root, catalogue)
	atMeta := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream\nendobj\n", meta, len(metadata), metadata)
	atTable := out.Len()
	fmt.Fprintf(&out, "xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n", root, atRoot, meta, atMeta)
	fmt.Fprintf(&out, "trailer\n<<%s  /Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", t.trailer, t.at, atTable)
	return out.Bytes(), nil
}

// table is the cross-reference table of a PDF. Objects are found through it and
// never by searching for text, because a title may contain any text.
type table struct {
	pdf     []byte
	at      int
	entries []byte // 20 bytes each
	trailer []byte // between << and >>
}

func readTable(pdf []byte) (table, error) {
	t := table{pdf: pdf}
	end := tableAt.FindSubmatch(pdf)
	if end == nil {
		return t, errors.New("the PDF has no end")
	}
	t.at = number(end[1])
	if t.at >= len(pdf) {
		return t, errors.New("the PDF's table lies outside it")
	}
	head := tableHead.FindSubmatch(pdf[t.at:])
	if head == nil {
		return t, errors.New("the PDF has no table of the plain kind")
	}
	rest, size := pdf[t.at+len(head[0]):], 20*number(head[1])
	if size > len(rest) {
		return t, errors.New("the PDF's table is incomplete")
	}
	t.entries = rest[:size]
	found := trailer.FindSubmatch(rest[size:])
	if found == nil {
		return t, errors.New("the PDF has no trailer")
	}
	t.trailer = found[1]
	return t, nil
}

// referenced follows a reference in a dictionary. It returns the object's number
// and everything after the object's first line.
func (t table) referenced(reference *regexp.Regexp, dictionary []byte) (int, []byte, error) {
	found := reference.FindSubmatch(dictionary)
	if found == nil {
		return 0, nil, errors.New("there is no reference to it")
	}
	n := number(found[1])
	if 20*(n+1) > len(t.entries) {
		return 0, nil, fmt.Errorf("object %d is not in the table", n)
	}
	at, err := strconv.Atoi(string(t.entries[20*n : 20*n+10]))
	if err != nil || at >= len(t.pdf) {
		return 0, nil, fmt.Errorf("object %d lies outside the PDF", n)
	}
	content, there := bytes.CutPrefix(t.pdf[at:], fmt.Appendf(nil, "%d 0 obj", n))
	if !there {
		return 0, nil, fmt.Errorf("object %d is not where the table says", n)
	}
	return n, content, nil
}

// streamOf returns the content of the stream at the beginning of an object.
func streamOf(object []byte) ([]byte, error) {
	head, content, found := bytes.Cut(object, []byte("stream\n"))
	size := streamSize.FindSubmatch(head)
	if !found || size == nil {
		return nil, errors.New("it is not a stream")
	}
	n := number(size[1])
	if n > len(content) {
		return nil, errors.New("its stream is incomplete")
	}
	if bytes.Contains(head, []byte("/Filter")) {
		return nil, errors.New("its stream is compressed")
	}
	return content[:n], nil
}

// number converts digits that a pattern matched.
func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}

func showTitle(catalogue []byte) ([]byte, error) {
	const title = "/DisplayDocTitle true"
	if bytes.Contains(catalogue, []byte("/DisplayDocTitle")) {
		return catalogue, nil
	}
	if at := viewing.FindIndex(catalogue); at != nil {
		return fmt.Appendf(nil, "%s %s%s", catalogue[:at[1]], title, catalogue[at[1]:]), nil
	}
	body := dictionary.FindSubmatch(catalogue)
	if body == nil || bytes.Contains(catalogue, []byte("/ViewerPreferences")) {
		return nil, errors.New("the PDF's catalogue has an unexpected form")
	}
	return fmt.Appendf(nil, "<<%s/ViewerPreferences << %s >>\n>>", body[1], title), nil
}

func declareUA(xmp []byte) ([]byte, error) {
	space, end := []byte(`xmlns:pdf="`), []byte(`</rdf:Description>`)
	if !bytes.Contains(xmp, space) || !bytes.Contains(xmp, end) {
		return nil, errors.New("the PDF's metadata has an unexpected form")
	}
	xmp = bytes.Replace(xmp, space, []byte(`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" `+string(space)), 1)
	return bytes.Replace(xmp, end, []byte(`<pdfuaid:part>1</pdfuaid:part>`+string(end)), 1), nil
}
