package views

import (
	"context"
	"io"
	"net/url"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// SearchShow is the search page with what was found.
type SearchShow struct {
	parts.Frame
	Query string
	Found models.Page[models.Found]
	Whole bool // all that was found is on this page
}

// Render writes the page.
func (p SearchShow) Render(ctx context.Context, w io.Writer) error {
	return searchShow(p).Render(ctx, w)
}

func (p SearchShow) next() string {
	if p.Found.Next == "" {
		return ""
	}
	return "/search?" + url.Values{"q": {p.Query}, "cursor": {p.Found.Next}}.Encode()
}

// searchFor is the address at which a name is searched for, such as that of a
// theme, by which the search finds the published points on it.
func searchFor(name locale.Fragment) string {
	return "/search?" + url.Values{"q": {name.Text}}.Encode()
}
