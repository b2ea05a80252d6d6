package views

import (
	"context"
	"io"
	"net/url"
	"time"

	"consultations/models"
	"consultations/views/parts"
)

// SignInShow asks for address and password, or sends a link by e-mail.
type SignInShow struct {
	parts.Frame
	Form         models.SignInInput
	Problems     models.Problems // of the form with the password
	LinkProblems models.Problems // of the form that asks for a link
	Kept         parts.Kept      // a form that was not saved
	Unsent       bool            // the page answers a form
}

// Render writes the page.
func (p SignInShow) Render(ctx context.Context, w io.Writer) error {
	return signInShow(p).Render(ctx, w)
}

// SignInLinkSent says that a link has been sent, if there is an account.
type SignInLinkSent struct {
	parts.Frame
	Kept parts.Kept
}

// Render writes the page.
func (p SignInLinkSent) Render(ctx context.Context, w io.Writer) error {
	return signInLinkSent(p).Render(ctx, w)
}

// SignInLinkShow is the page of an e-mailed link: a button, or the message
// that the link is no longer valid.
type SignInLinkShow struct {
	parts.Frame
	Next  string // the page that the person wanted
	Spent bool
}

// Render writes the page.
func (p SignInLinkShow) Render(ctx context.Context, w io.Writer) error {
	return signInLinkShow(p).Render(ctx, w)
}

// SignInKept says that the person is signed in, and leads back to the form that
// was not saved.
type SignInKept struct {
	parts.Frame
	Kept parts.Kept
}

// Render writes the page.
func (p SignInKept) Render(ctx context.Context, w io.Writer) error {
	return signInKept(p).Render(ctx, w)
}

// lead says why a form was not saved, and whether its entries are kept.
func (p SignInShow) lead() string {
	switch {
	case !p.Kept.IsEmpty():
		return p.L.T("sign_in.kept_lead")
	case p.Unsent:
		return p.L.T("sign_in.unsent_lead")
	}
	return p.L.T("sign_in.lead")
}

// again is the page on which another link can be asked for.
func (p SignInLinkShow) again() string { return "/sign-in?next=" + url.QueryEscape(p.Next) + "#link" }

// linkMinutes is how long an e-mailed link is valid.
const linkMinutes = int(models.LinkLife / time.Minute)
