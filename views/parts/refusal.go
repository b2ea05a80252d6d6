package parts

import (
	"context"
	"io"
)

// Refusal tells the reader why the answer is no and what can be done next.
type Refusal struct {
	Frame
	Status       int    // of HTTP: 403, 404, 409, 422, 429, 500 or 503
	Code         string // key of what is the case in words; empty for the words of the status
	RetryMinutes int    // for 429: minutes until it is worth trying again
}

// Render writes the page.
func (p Refusal) Render(ctx context.Context, w io.Writer) error {
	p.Title = p.heading()
	return refusal(p).Render(ctx, w)
}

// general holds the first part of the keys that speak of a status. Whatever
// is not here is a fault of ours.
var general = map[int]string{
	403: "page.forbidden", 404: "page.missing", 409: "page.conflict",
	422: "page.invalid", 429: "page.too_many", 503: "page.unavailable",
}

func (p Refusal) key() string {
	if key, ok := general[p.Status]; ok {
		return key
	}
	return "page.fault"
}

// heading names the kind of answer.
func (p Refusal) heading() string { return p.L.T(p.key()) }

// reason is the answer itself: the words of the Code when there is one that
// says more than the heading.
func (p Refusal) reason() string {
	if p.Code != "" && p.Code != p.key() {
		return p.L.Refused(p.Code)
	}
	switch p.Status {
	case 422:
		return ""
	case 429:
		return p.L.T("page.too_many_text", "minutes", max(p.RetryMinutes, 1))
	}
	return p.L.T(p.key() + "_text")
}

// again reports whether the same address is worth another try.
func (p Refusal) again() bool { return p.Status == 409 || p.Status >= 429 }
