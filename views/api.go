package views

import (
	"context"
	"io"
	"strings"

	"consultations/views/parts"
)

// APIShow is the readable page of the API.
type APIShow struct {
	parts.Frame
	Operations []Operation
}

// Operation is one operation of the API.
type Operation struct {
	Method, Path, Summary string
	Fields                []string // parameters and fields of the body
}

// Render writes the page.
func (p APIShow) Render(ctx context.Context, w io.Writer) error { return apiShow(p).Render(ctx, w) }

func (o Operation) fields() string { return strings.Join(o.Fields, ", ") }

// apiExample is an example that works as shown.
func apiExample(base string) string {
	return "curl -s " + base + "/api/v1/tokens -H 'Content-Type: application/json' \\\n  -d '{\"email\":\"you@example.org\",\"password\":\"…\"}'\ncurl -s " + base + "/api/v1/series -H 'Authorization: Bearer …'"
}
