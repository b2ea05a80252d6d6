package pdf

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"io/fs"
)

// static holds the typesetter and its fonts, compressed. On a fresh checkout
// it is empty: cmd/assets fills it from npm packages of exact versions.
//
//go:embed all:static
var static embed.FS

const compiler = "static/typst.wasm.gz"

func built() bool {
	_, err := fs.Stat(static, compiler)
	return err == nil
}

// unpack gives the content of a compressed file.
func unpack(name string) ([]byte, error) {
	packed, err := static.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	return content, nil
}

// fontFiles names the fonts, in an order that is always the same.
func fontFiles() ([]string, error) {
	return fs.Glob(static, "static/*.ttf.gz")
}
