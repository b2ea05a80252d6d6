package views

import (
	"context"
	"io"
	"net/url"
	"strings"

	"consultations/models"
)

// AccountOwn is what people may do with their own account.
type AccountOwn struct {
	Frame
	Of               models.AccountPage
	SignInID         string // of this request
	Form             models.ProfileInput
	Problems         models.Problems
	NeedsCurrent     bool // the form for a new password asks for the present one
	PasswordProblems models.Problems
}

// Render writes the page.
func (p AccountOwn) Render(ctx context.Context, w io.Writer) error {
	return accountOwn(p).Render(ctx, w)
}

// AccountList lists those who may sign in.
type AccountList struct {
	Frame
	Accounts models.Page[models.AccountRow]
	Find     string
	Cursor   string
}

// Render writes the page.
func (p AccountList) Render(ctx context.Context, w io.Writer) error {
	return accountList(p).Render(ctx, w)
}

// AccountNew is the form for a new account.
type AccountNew struct {
	Frame
	Form     models.AccountInput
	Problems models.Problems
}

// Render writes the page.
func (p AccountNew) Render(ctx context.Context, w io.Writer) error {
	return accountNew(p).Render(ctx, w)
}

// AccountShow is one account with its roles, for who keeps accounts.
type AccountShow struct {
	Frame
	Of       models.AccountPage
	Form     models.AccountInput
	Problems models.Problems
}

// Render writes the page.
func (p AccountShow) Render(ctx context.Context, w io.Writer) error {
	return accountShow(p).Render(ctx, w)
}

// AccountPath is the address of an account in the working area.
func AccountPath(id string) string { return "/manage/accounts/" + id }

func (p AccountList) pageAddress(cursor string) string {
	q := url.Values{}
	if p.Find != "" {
		q.Set("q", p.Find)
	}
	if cursor != "" {
		q.Set("cursor", cursor)
	}
	if len(q) == 0 {
		return "/manage/accounts"
	}
	return "/manage/accounts?" + q.Encode()
}

// first leads back to the beginning of a list that is not there.
func (p AccountList) first() string {
	if p.Cursor == "" {
		return ""
	}
	return p.pageAddress("")
}

func (p AccountList) next() string {
	if p.Accounts.Next == "" {
		return ""
	}
	return p.pageAddress(p.Accounts.Next)
}

// roleNames lists roles as a sentence does.
func roleNames(l *Locale, roles []models.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = l.T("role." + string(r))
	}
	return l.List(names)
}

func accountTone(s models.AccountState) Tone {
	if s == models.Disabled {
		return Bad
	}
	return Good
}

// hasNoAddress reports whether nothing can ever be sent to the account.
func hasNoAddress(email string) bool { return strings.HasSuffix(email, ".invalid") }

// languageOptions offers the six languages, each by its own name.
func languageOptions() []Option {
	var options []Option
	for _, l := range Locales() {
		options = append(options, Option{Value: l.Code(), Label: l.OwnName()})
	}
	return options
}

func clientName(l *Locale, c models.Client) string {
	if c == models.API {
		return l.T("account.client_api")
	}
	return l.T("account.client_browser")
}
