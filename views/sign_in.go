package views

import (
	"context"
	"io"
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
}

// Render writes the page.
func (p SignInShow) Render(ctx context.Context, w io.Writer) error {
	return signInShow(p).Render(ctx, w)
}

// SignInLinkSent says that a link has been sent, if there is an account.
type SignInLinkSent struct{ parts.Frame }

// Render writes the page.
func (p SignInLinkSent) Render(ctx context.Context, w io.Writer) error {
	return signInLinkSent(p).Render(ctx, w)
}

// SignInLinkShow is the page of an e-mailed link: a button, or the message
// that the link is no longer valid.
type SignInLinkShow struct {
	parts.Frame
	Spent bool
}

// Render writes the page.
func (p SignInLinkShow) Render(ctx context.Context, w io.Writer) error {
	return signInLinkShow(p).Render(ctx, w)
}

// linkMinutes is how long an e-mailed link is valid.
const linkMinutes = int(models.LinkLife / time.Minute)
