package views

import (
	"context"
	"io"
	"time"

	"consultations/models"
	"consultations/views/parts"
)

// SignInShow asks for address and password, or mails a link.
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

// SignInLinkSent says that a link is on its way, if there is an account.
type SignInLinkSent struct{ parts.Frame }

// Render writes the page.
func (p SignInLinkSent) Render(ctx context.Context, w io.Writer) error {
	return signInLinkSent(p).Render(ctx, w)
}

// SignInLinkShow is where a mailed link leads: a button, or the word that the
// link is spent.
type SignInLinkShow struct {
	parts.Frame
	Spent bool
}

// Render writes the page.
func (p SignInLinkShow) Render(ctx context.Context, w io.Writer) error {
	return signInLinkShow(p).Render(ctx, w)
}

// linkMinutes is how long a mailed link is good.
const linkMinutes = int(models.LinkLife / time.Minute)
