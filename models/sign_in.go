package models

import "time"

// Client is the kind of program that a sign-in serves. A token issued for one
// is not accepted from the other.
type Client string

// The clients.
const (
	Browser Client = "browser"
	API     Client = "api"
)

// Values lists them.
func (Client) Values() []Client { return []Client{Browser, API} }

// Lifetimes of sign-ins and their tokens.
const (
	AccessLife   = 10 * time.Minute    // of an access token; permissions are read for each request all the same
	RefreshLife  = 7 * 24 * time.Hour  // of an unused refresh token
	SignInLife   = 30 * 24 * time.Hour // of a sign-in, however often it is refreshed
	LinkLife     = 15 * time.Minute    // of an e-mailed link
	WelcomeLife  = 7 * 24 * time.Hour  // of the link in the first e-mail to a new account
	HandedLife   = 24 * time.Hour      // of a link that is handed over by somebody who controls the machine
	refreshGrace = 10 * time.Second    // during which two tabs may use one refresh token
	freshFor     = 15 * time.Minute    // after signing in, during which the old password is not required
)

// SignIn is an account being signed in on one device.
type SignIn struct {
	ID        string `gorm:"primaryKey"`
	AccountID string
	Kind      Client
	CreatedAt time.Time
	EndedAt   *time.Time
}

// IsOver reports whether the sign-in has ended.
func (s SignIn) IsOver(now time.Time) bool {
	return s.EndedAt != nil || !now.Before(s.CreatedAt.Add(SignInLife))
}

// IsFresh reports whether the person signed in only just now.
func (s SignIn) IsFresh(now time.Time) bool {
	return !s.IsOver(now) && now.Before(s.CreatedAt.Add(freshFor))
}

// RefreshToken is one link in the chain that keeps a sign-in alive. Only its
// fingerprint is stored.
type RefreshToken struct {
	Hash      string `gorm:"primaryKey"`
	SignInID  string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// RefreshAnswer is the consequence of presenting a refresh token.
type RefreshAnswer string

// The answers.
const (
	RefreshRotate RefreshAnswer = "rotate" // the next token replaces it
	RefreshAgain  RefreshAnswer = "again"  // the same next token: a second tab asked at the same moment
	RefreshRefuse RefreshAnswer = "refuse" // over, or too old
	RefreshEnd    RefreshAnswer = "end"    // used earlier: somebody has a copy, so the whole sign-in ends
)

// Answer decides the consequence of presenting the token now.
func (t RefreshToken) Answer(s SignIn, now time.Time) RefreshAnswer {
	switch {
	case s.IsOver(now):
		return RefreshRefuse
	case t.UsedAt != nil && now.Sub(*t.UsedAt) > refreshGrace:
		return RefreshEnd
	case t.UsedAt != nil:
		return RefreshAgain
	case !now.Before(t.ExpiresAt):
		return RefreshRefuse
	}
	return RefreshRotate
}

// FreshSignIn is a sign-in that was started or refreshed, with the token that
// refreshes it next. The token is returned only here, once.
type FreshSignIn struct {
	SignInID  string
	AccountID string
	Language  string
	Refresh   string
	Until     time.Time // when Refresh ends
}

// SignInLink is a one-time sign-in link of an account. Only the fingerprint
// of its token is stored.
type SignInLink struct {
	Hash      string `gorm:"primaryKey"`
	AccountID string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// SignInRow is an open sign-in as its holder sees it.
type SignInRow struct {
	ID        string
	Kind      Client
	CreatedAt time.Time
}

// SignInInput is what the form of the sign-in page sends.
type SignInInput struct {
	Email    string `form:"email"`
	Password string `form:"password"`
	Next     string `form:"next"` // the page that the person wanted
}

// MaxNext limits an address to return to in an e-mailed link.
const MaxNext = 500

// CheckEmail reads the address in a request for a link, and returns the key
// under which the account is found.
func (i SignInInput) CheckEmail() (key string, err error) {
	in := newInput()
	_, key = in.email("email", i.Email)
	return key, in.Err()
}

// WrongPassword is the one answer to a wrong address, a wrong password, an
// account without a password and a disabled account.
func WrongPassword() *Error {
	return &Error{Kind: Invalid, Code: "sign_in.wrong", Fields: Problems{"password": {Code: "sign_in.wrong"}}}
}

// SpentLink is the one answer to a link that is unknown, used or too old.
func SpentLink() *Error { return Refuse(Conflict, "sign_in.link_spent") }

// SignInOver is the answer to a refresh token that is no longer valid.
func SignInOver() *Error { return Refuse(Forbidden, "sign_in.over") }
