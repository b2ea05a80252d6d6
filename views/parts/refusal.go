package parts

import (
	"context"
	"io"
	"maps"
	"net/url"
	"slices"

	"consultations/models"
)

// Refusal is the page that tells the reader why something is not possible and
// what can be done next.
type Refusal struct {
	Frame
	Status       int    // of HTTP: 403, 404, 405, 409, 422, 429, 500 or 503
	Code         string // key of the reason; empty for the text of the status
	RetryMinutes int    // for 429: minutes after which a retry makes sense

	Problems models.Problems // for 422, of a form that is not shown again: what has to be corrected
}

// Render writes the page.
func (p Refusal) Render(ctx context.Context, w io.Writer) error {
	p.Title = p.heading()
	return refusal(p).Render(ctx, w)
}

// general is the first part of the keys of each status. Any other status is a
// fault.
var general = map[int]string{
	403: "page.forbidden", 404: "page.missing", 409: "page.conflict",
	405: "page.method", 422: "page.invalid", 429: "page.too_many", 503: "page.unavailable",
}

func (p Refusal) key() string {
	if key, ok := general[p.Status]; ok {
		return key
	}
	return "page.fault"
}

// heading is the name of the status.
func (p Refusal) heading() string { return p.L.T(p.key()) }

// reason is the text of the Code, if it says more than the heading.
func (p Refusal) reason() string {
	if p.Code != "" && p.Code != p.key() {
		return p.L.Refused(p.Code)
	}
	switch p.Status {
	case 405, 422:
		return ""
	case 429:
		return p.L.N("page.too_many_text", max(p.RetryMinutes, 1))
	}
	return p.L.T(p.key() + "_text")
}

// signIn leads to the sign-in page and back.
func (p Refusal) signIn() string { return "/sign-in?next=" + url.QueryEscape(p.Path) }

// again reports whether retrying at the same address makes sense.
func (p Refusal) again() bool { return p.Status == 409 || p.Status >= 429 }

// says lists the problems in a fixed order.
func (p Refusal) says() []string {
	var all []string
	for _, field := range slices.Sorted(maps.Keys(p.Problems)) {
		all = append(all, p.L.Problem(p.Problems[field]))
	}
	return all
}
