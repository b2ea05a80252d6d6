package views

import (
	"context"
	"io"
	"net/url"
	"strings"
	"time"

	"consultations/models"
	"consultations/views/locale"
	"consultations/views/parts"
)

// AccountProfile is the page on which people manage their own account.
type AccountProfile struct {
	parts.Frame
	FormOf[models.ProfileInput]
	Of               models.AccountPage
	SignInID         string // of this request
	NeedsCurrent     bool   // the form for a new password asks for the current one
	PasswordProblems models.Problems
	Address          string // the new one, as it was typed
	AddressProblems  models.Problems
}

// Render writes the page.
func (p AccountProfile) Render(ctx context.Context, w io.Writer) error {
	return accountProfile(p).Render(ctx, w)
}

// signOut asks before every other sign-in ends.
func (p AccountProfile) signOut() parts.Confirm {
	return parts.Confirm{ID: "sign-out-others", Title: p.L.T("account.end_others_ask"), Says: []string{p.L.T("account.end_others_says")},
		Button: parts.Button{Text: p.L.T("account.end_others"), Look: parts.Danger}}
}

// AccountList lists the accounts.
type AccountList struct {
	parts.Frame
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
	parts.Frame
	FormOf[models.AccountInput]
}

// Render writes the page.
func (p AccountNew) Render(ctx context.Context, w io.Writer) error {
	return accountNew(p).Render(ctx, w)
}

// AccountShow is one account with its roles, for administrators.
type AccountShow struct {
	parts.Frame
	FormOf[models.AccountInput]
	Of    models.AccountPage
	IsOwn bool // the reader's own account
}

// Render writes the page.
func (p AccountShow) Render(ctx context.Context, w io.Writer) error {
	return accountShow(p).Render(ctx, w)
}

// removal asks before a role goes.
func (p AccountShow) removal(g models.GrantRow, of grantGroup) parts.Confirm {
	role, does := p.L.T("role."+string(g.Role)), p.L.T("action.remove")
	if len(of) > 1 {
		does = locale.JoinDots([]string{does, p.L.Text(g.SessionTitle).Text})
	}
	says := []string{grantGroup{g}.reach(p.L), p.L.T("grant.remove_says")}
	if p.IsOwn {
		says = []string{says[0], p.L.T("grant.remove_own"), p.L.T("action.tells_nobody")}
	}
	if p.IsOwn && g.Role == models.Administrator {
		says[1] = p.L.T("grant.remove_own_administrator")
	}
	return parts.Confirm{ID: "removal-" + g.ID, Title: p.L.T("grant.remove_ask", "role", role), Says: says,
		Button: parts.Button{Text: does, Look: parts.Danger, Hint: role}}
}

// stays reports whether a role cannot be removed.
func (p AccountShow) stays(of grantGroup) bool {
	return p.Of.IsOnlyAdmin && of[0].Role == models.Administrator
}

// restoration asks before a role is given back.
func (p AccountShow) restoration(g models.GrantRow) parts.Confirm {
	role := p.L.T("role." + string(g.Role))
	return parts.Confirm{ID: "restoration-" + g.ID, Title: p.L.T("grant.restore_ask", "role", role), Says: []string{grantGroup{g}.reach(p.L), p.L.T("grant.restore_says")},
		Button: parts.Button{Text: p.L.T("action.restore"), Look: parts.Quiet, Small: true, Hint: role}}
}

// suspension asks before the account is disabled.
func (p AccountShow) suspension() parts.Confirm {
	says := []string{p.L.T("account.disable_text"), p.L.T("action.tells_nobody")}
	if p.IsOwn {
		says = append([]string{p.L.T("account.disable_own")}, says...)
	}
	return parts.Confirm{ID: "suspension", Title: p.L.T("account.disable_ask", "name", p.Of.Name), Says: says,
		Button: parts.Button{Text: p.L.T("account.disable"), Look: parts.Danger}}
}

// mailedLink asks before a sign-in link is sent.
func (p AccountShow) mailedLink() parts.Confirm {
	if p.Of.IsNew {
		return parts.Confirm{ID: "link", Title: p.L.T("account.welcome_ask", "name", p.Of.Name), Says: []string{p.L.N("account.welcome_says", welcomeDays, "address", p.Of.Email)},
			Button: parts.Button{Text: p.L.T("account.welcome"), Look: parts.Quiet}}
	}
	return parts.Confirm{ID: "link", Title: p.L.T("account.send_link_ask", "name", p.Of.Name), Says: []string{p.L.T("account.send_link_says", "address", p.Of.Email)},
		Button: parts.Button{Text: p.L.T("account.send_link"), Look: parts.Quiet}}
}

// welcomeDays is how long the link in the first e-mail to an account is valid.
const welcomeDays = int(models.WelcomeLife / (24 * time.Hour))

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

// first links to the beginning of a list if the requested page does not
// exist.
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
func roleNames(l *locale.Locale, roles []models.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = l.T("role." + string(r))
	}
	return l.List(names)
}

func accountTone(s models.AccountStatus) parts.Tone {
	if s == models.Disabled {
		return parts.Bad
	}
	return parts.Good
}

// hasNoAddress reports whether no e-mail can be sent to the account.
func hasNoAddress(email string) bool { return strings.HasSuffix(email, ".invalid") }

// languageOptions are the six languages, each under its own name.
func languageOptions() []parts.Option {
	var options []parts.Option
	for _, l := range locale.All() {
		options = append(options, parts.Option{Value: l.Code(), Label: l.NativeName()})
	}
	return options
}

func clientName(l *locale.Locale, c models.Client) string {
	if c == models.API {
		return l.T("account.client_api")
	}
	return l.T("account.client_browser")
}

// AddressConfirm is the page to which the link leads that was sent to a new
// address.
type AddressConfirm struct {
	parts.Frame
	Spent bool
}

// Render writes the page.
func (p AddressConfirm) Render(ctx context.Context, w io.Writer) error {
	return addressConfirm(p).Render(ctx, w)
}
