package views

import (
	"context"
	"io"
	"strings"
	"testing"

	"consultations/views/locale"
	"consultations/views/parts"
)

type page interface {
	Render(context.Context, io.Writer) error
}

func rendered(t *testing.T, p page) string {
	t.Helper()
	var out strings.Builder
	if err := p.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	_, main, _ := strings.Cut(out.String(), "<main")
	main, _, _ = strings.Cut(main, "</main>")
	return main
}

func frame() parts.Frame {
	l, _ := locale.For("en")
	return parts.Frame{L: l, BaseURL: "https://example.org", CSRF: "token", Nav: []parts.NavLink{{Href: "/manage", Label: "Home"}}}
}
