package pdf

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"io/fs"
)

// static holds the compressed typesetter and fonts. It is empty after a fresh
// checkout; cmd/assets fills it from npm packages in exact versions.
//
//go:embed all:static
var static embed.FS

const compiler = "static/typst.wasm.gz"

// Built reports whether the program was built with the typesetter.
func Built() bool {
	_, err := fs.Stat(static, compiler)
	return err == nil
}

// unpack returns the content of a compressed file.
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

// fontFiles lists the fonts in a fixed order.
func fontFiles() ([]string, error) {
	return fs.Glob(static, "static/*.ttf.gz")
}
